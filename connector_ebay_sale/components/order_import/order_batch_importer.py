# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging
import random
from math import ceil
from time import monotonic

from psycopg2 import OperationalError
from psycopg2.errors import UniqueViolation

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.ebay_client.sell_fulfillment import MODIFIED
from odoo.addons.connector_ebay.exceptions import EbayRefused, EbayRetry, EbayWait
from odoo.addons.queue_job.exception import RetryableJobError

from ...models.ebay_backend import CLOCK_MARGIN
from .order_adapter import PAGE_SIZE
from .order_importer import BUSY_SECONDS, OrderCounts

_logger = logging.getLogger(__name__)

#: eBay's error for a window that ends in its future.
FUTURE_DATE = 30850

#: Tries after which a double is this page's own fault, not another worker's.
UNIQUE_TRIES = 4


class EbaySaleOrderBatchImporter(Component):
    """Takes a run of orders to its end.

    The first job reads the first page and imports it. Of a larger window it enqueues
    the other pages, a job each, and finishes the run in that transaction: so the next
    window begins where this one ends exactly when the pages are enqueued.
    """

    _name = "ebay.sale.order.batch.importer"
    _inherit = ["base.importer", "ebay.base"]
    _apply_on = "ebay.sale.order"
    _usage = "batch.importer"

    @property
    def ebay_run(self):
        return self.work.ebay_run

    def run_window(self):
        """Read the window's first page, import it, and enqueue the others."""
        run = self.ebay_run
        if run.state != "running":
            return self.env._("This run is over already.")
        answer, until = self._first_page()
        counts = self._import_split(answer.orders)
        pages = ceil(answer.total / PAGE_SIZE)
        values = {"total": answer.total, "window_to": until, "done": answer.total}
        result = counts.sentence(self.env)
        if pages > 1:
            result = self.env._(
                "%(orders)s orders in %(pages)s pages. The first: %(counts)s",
                orders=answer.total,
                pages=pages,
                counts=result,
            )
        else:
            values.update(
                created=counts.created,
                updated=counts.updated,
                unchanged=counts.unchanged,
                failed=len(counts.failed),
            )
        run.write({**values, "state": "done", "ended_at": self.backend._ebay_now()})
        for page in range(1, pages):
            self._enqueue_page(page, pages, answer.total)
        return result

    def _first_page(self):
        """The first page, and where the window ends by eBay's own clock."""
        run = self.ebay_run
        try:
            return self._read_window(run.window_to)
        except EbayRefused as error:
            if FUTURE_DATE not in error.error_ids:
                raise
        # That answer has told eBay's time.
        return self._read_window(None)

    def _read_window(self, until):
        run = self.ebay_run
        limit = self.backend._ebay_now().replace(microsecond=0) - CLOCK_MARGIN
        until = min(until, limit) if until else limit
        if until <= run.window_from:
            raise EbayRetry(
                self.env._("The window begins only now; waiting for it."), seconds=120
            )
        page = self.backend_adapter.read_page(
            run.window_from, until, by=run.orders_by or MODIFIED, limit=PAGE_SIZE
        )
        return page, until

    def _enqueue_page(self, page, pages, total):
        self.model._ebay_delay(
            "import",
            f"orders:{self.ebay_run.id}:{page}",
            backend=self.backend,
            description=self.env._(
                "Import eBay orders: page %(page)s of %(pages)s",
                page=page + 1,
                pages=pages,
            ),
        ).import_page(self.ebay_run, page, total)

    def run_page(self, page, total):
        """Import page ``page`` (from 0) of a window that had ``total`` orders.

        eBay pages over what moves: an order modified since leaves the window, and
        those behind it move up. As many as are missing by now are read again from
        before the page, so that none is lost between two pages.
        """
        run = self.ebay_run
        start = page * PAGE_SIZE
        window = {
            "since": run.window_from,
            "until": run.window_to,
            "by": run.orders_by or MODIFIED,
        }
        answer = self.backend_adapter.read_page(**window, offset=start, limit=PAGE_SIZE)
        orders = list(answer.orders)
        gone = min(max(0, total - answer.total), start)
        while gone:
            size = min(gone, PAGE_SIZE)
            before = self.backend_adapter.read_page(
                **window, offset=start - gone, limit=size
            )
            orders += before.orders
            gone -= size
        return self._import_split(orders).sentence(self.env)

    def run_named(self, order_ids):
        """Import those of these orders that eBay has."""
        orders = self.backend_adapter.read_named(order_ids)
        return self._import_split(orders).sentence(self.env)

    def _import_split(self, orders):
        """Import; if that fails, find the orders it fails for.

        Those get jobs of their own, which then fail with the reason: the others are
        in. Orders that another worker is at, or whose buyers it is at, are read again
        a few seconds later, in the transaction of a job of their own.

        :return: :class:`OrderCounts`
        :raise EbayWait: there is no order that another worker is not at
        """
        importer = self.component(usage="record.importer")
        begun = monotonic()
        counts = self._import_or_halve(importer, orders)
        _logger.info(
            "eBay backend %s: flow orders, %s orders, %s failed, %s busy, %.0f ms",
            self.backend.id,
            len(orders),
            len(counts.failed),
            len(counts.busy),
            (monotonic() - begun) * 1000,
        )
        if counts.busy:
            seconds = random.randint(*BUSY_SECONDS)
            if len(counts.busy) == len(orders):
                raise EbayWait(
                    self.env._("Another worker is importing the same orders."), seconds
                )
            self.model._enqueue_named(self.backend, counts.busy, seconds)
        return counts

    def _import_or_halve(self, importer, orders):
        try:
            with self.env.cr.savepoint():
                return importer.import_many(orders)
        except (RetryableJobError, OperationalError):
            raise
        except Exception as error:
            attempt = self.backend._ebay_job_attempt()
            if isinstance(error, UniqueViolation) and attempt < UNIQUE_TRIES:
                # Most likely written by another worker since this one began.
                # Its own words would say what is there twice: a buyer's name.
                raise EbayRetry(
                    self.env._(
                        "Another worker wrote the same just now: %s",
                        error.diag.constraint_name,
                    ),
                    seconds=attempt,
                ) from error
            self.env.invalidate_all(flush=False)
            if len(orders) > 1:
                middle = len(orders) // 2
                return self._import_or_halve(
                    importer, orders[:middle]
                ) + self._import_or_halve(importer, orders[middle:])
            order_id = orders[0].get("orderId") or ""
            _logger.info(
                "eBay backend %s: order %s failed in its page: %s",
                self.backend.id,
                order_id,
                type(error).__name__,
            )
            self.model._enqueue_record(self.backend, order_id)
            return OrderCounts(failed=[order_id])
