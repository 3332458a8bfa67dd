# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

import random
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.ebay_client.sell_fulfillment import MODIFIED
from odoo.addons.connector_ebay.exceptions import EbayRefused, EbayRetry, EbayWait
from odoo.addons.connector_ebay.tools.import_counts import ImportCounts
from odoo.addons.connector_ebay.tools.stored_text import StoredText
from odoo.addons.connector_ebay.tools.transactions import RETRY_SECONDS

from .order_adapter import PAGE_SIZE, OrderPageAnswer

#: A window is read up to now; the next one begins as if it had ended this long before:
#: eBay may list an order a moment after the order's date.
CHECKPOINT_LAG = timedelta(minutes=2)

#: Overlap of two consecutive windows.
OVERLAP = timedelta(minutes=5)

#: Length of the first window if no date is set: eBay keeps names and addresses for 90
#: days.
FIRST_WINDOW = timedelta(days=90)

#: Length of the nightly window for orders that eBay listed late.
RESCAN_WINDOW = timedelta(days=3)

#: eBay's error for a window that ends in its future.
FUTURE_DATE_ERROR = 30850

#: Seconds after which a window follows one that has asked eBay already.
NEXT_WINDOW_SECONDS = 5

#: Seconds to wait for a window that has not begun yet.
WINDOW_RETRY_SECONDS = 120


class EbaySaleOrderBatchImporter(Component):
    """Import the orders of a window of time.

    The first job reads the first page and imports it. For a larger window it enqueues
    one job for each further page and ends the run, in one transaction: the next window
    begins where this one ends exactly if the pages are enqueued.

    A window without an end is read up to the moment in which eBay answers. That moment
    is the end of the further pages: an order that changes meanwhile leaves the window,
    which its total shows, and the next run reads it.
    """

    _name = "ebay.sale.order.batch.importer"
    _inherit = "ebay.batch.importer"
    _apply_on = "ebay.sale.order"

    _flow = "orders"
    _id_key = "orderId"

    # === RUNS ===

    def start_next_window(self) -> bool:
        """Start the window that follows the last one; return whether it is new.

        A run that has asked eBay already does not have the orders of this moment:
        another one follows it.
        """
        last = self.env["ebay.run"].sudo()._last_done(self.backend, self._flow)
        since = last.window_to and last.window_to - OVERLAP
        since = since or self.backend.import_orders_since
        since = since or self.backend._ebay_now() - FIRST_WINDOW
        is_new = self.start(
            kind="changes" if last else "full",
            phase="orders",
            window_from=since,
        )
        if not is_new:
            self._follow_running_window()
        return is_new

    def _follow_running_window(self) -> None:
        runs = self.env["ebay.run"].sudo()
        run = runs._newest(self.backend, self._flow, "running")
        if run and run._jobs()[:1].state == "started":
            self.model._ebay_delay(
                "import",
                "orders:next",
                backend=self.backend,
                eta=NEXT_WINDOW_SECONDS,
                description=StoredText._("Look for eBay orders"),
            ).import_next_window(self.backend)

    def start_period(
        self, since: datetime, until: datetime, by: str | None = None
    ) -> bool:
        """Start an import of a period that leaves scheduled runs as they are.

        :param by: date that has to be in the period; default: of the last change
        :return: False if the import of a period is running already
        """
        return self.start(
            flow="orders_period",
            kind="full",
            phase="orders",
            window_from=since,
            window_to=until < self.backend._ebay_now() and until,
            orders_by=by or False,
        )

    def start_rescan(self) -> bool:
        """Start an import of the last days; unchanged orders are not written."""
        now = self.backend._ebay_now()
        return self.start_period(now - RESCAN_WINDOW, now)

    def enqueue_page(self) -> None:
        """Enqueue the job that reads the first page of the window."""
        self.model._ebay_delay(
            "import",
            self.ebay_run._job_key(),
            backend=self.backend,
            description=StoredText._("Look for eBay orders"),
            flow=self.ebay_run.flow,
        ).import_window(self.ebay_run)

    def enqueue_record(self, external_id: str) -> None:
        self.model._enqueue_record(self.backend, external_id)

    # === THE FIRST PAGE ===

    def run_window(self) -> str:
        """Read and import the first page, enqueue the others; return a sentence."""
        run = self.ebay_run
        if run.state != "running":
            return StoredText._("This run has ended already.")
        answer, until = self._read_first_page()
        counts = self.import_page(answer.orders)
        pages = ceil(answer.total / PAGE_SIZE)
        checkpoint = min(until, self._ebay_now() - CHECKPOINT_LAG)
        values = {
            "total": answer.total,
            "window_to": max(checkpoint, run.window_from),
            "done": answer.total,
        }
        result = counts.sentence()
        if pages > 1:
            result = StoredText._(
                "%(orders)s orders in %(pages)s pages. The first: %(counts)s",
                orders=answer.total,
                pages=pages,
                counts=result,
            )
        else:
            values.update(counts.run_counters())
        run.write({**values, "state": "done", "ended_at": self.backend._ebay_now()})
        for page in range(1, pages):
            self._enqueue_further_page(page, pages, answer.total, until)
        return result

    def _read_first_page(self) -> tuple[OrderPageAnswer, datetime]:
        """Return the first page and the moment up to which it was read."""
        try:
            return self._read_window(self.ebay_run.window_to or None)
        except EbayRefused as error:
            if FUTURE_DATE_ERROR not in error.error_ids:
                raise
        # The clock is set by the headers of any answer, so also by the refusal.
        return self._read_window(None)

    def _read_window(self, until: datetime | None) -> tuple[OrderPageAnswer, datetime]:
        run = self.ebay_run
        if run.window_from >= (until or self._ebay_now()):
            raise EbayRetry(
                StoredText._("The window has not begun yet; waiting for it."),
                seconds=WINDOW_RETRY_SECONDS,
            )
        page = self.backend_adapter.read_page(
            run.window_from, until, by=run.orders_by or MODIFIED, limit=PAGE_SIZE
        )
        return page, until or max(self._ebay_now(), run.window_from)

    def _ebay_now(self) -> datetime:
        """Return eBay's time in whole seconds."""
        return self.backend._ebay_now().replace(microsecond=0)

    # === FURTHER PAGES ===

    def _enqueue_further_page(
        self, page: int, pages: int, total: int, until: datetime
    ) -> None:
        self.model._ebay_delay(
            "import",
            f"run:{self.ebay_run.id}:further:{page}",
            backend=self.backend,
            description=StoredText._(
                "Import eBay orders: page %(page)s of %(pages)s",
                page=page + 1,
                pages=pages,
            ),
        ).import_page(self.ebay_run, page, total, until)

    def run_page(self, page: int, total: int, until: datetime | None) -> str:
        """Import a further page of the window; return a sentence for the job.

        eBay's pages shift: an order modified meanwhile leaves the window, and those
        behind it move up; one that eBay lists late moves them down. As many orders as
        the total shows are read beyond both ends of the page, so that none is lost
        between two pages.

        :param page: number of the page, from 0
        :param total: orders in the window when its first page was read
        :param until: end of the window; None in a job of an earlier version
        """
        run = self.ebay_run
        orders: list[dict[str, Any]] = []
        totals = [total]

        def read(offset: int, limit: int) -> None:
            answer = self.backend_adapter.read_page(
                run.window_from,
                until or run.window_to,
                by=run.orders_by or MODIFIED,
                offset=offset,
                limit=limit,
            )
            orders.extend(answer.orders)
            totals.append(answer.total)

        begin = first = page * PAGE_SIZE
        end = last = first + PAGE_SIZE
        read(first, PAGE_SIZE)
        while True:
            before = begin - max(0, first - (total - min(totals)))
            behind = last + (max(totals) - total) - end
            if before > 0:
                begin -= min(before, PAGE_SIZE)
                read(begin, min(before, PAGE_SIZE))
            elif behind > 0:
                read(end, min(behind, PAGE_SIZE))
                end += min(behind, PAGE_SIZE)
            else:
                break
        return self.import_page(orders).sentence()

    def run_ids(self, order_ids: list[str]) -> str:
        """Import those of these orders that eBay has; return a sentence."""
        orders = self.backend_adapter.read_many(order_ids)
        return self.import_page(orders).sentence()

    def import_page(self, records: list[dict[str, Any]]) -> ImportCounts:
        """Import these orders; leave those that another worker is writing to a job.

        :raise EbayWait: another worker is writing all of them
        """
        counts = super().import_page(records)
        if counts.busy:
            seconds = random.randint(*RETRY_SECONDS)
            if len(counts.busy) == len(records):
                raise EbayWait(
                    StoredText._("Another worker is importing the same orders."),
                    seconds,
                )
            self.model._enqueue_ids(self.backend, counts.busy, seconds)
        return counts
