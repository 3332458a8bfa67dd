# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from functools import partial
from typing import Any, NamedTuple

from odoo.models import BaseModel

from odoo.addons.component.core import Component

from ...tools.ebay_time import to_naive_utc
from ...tools.listing_plan import END, PAGE_SIZES, START, ListingPlan, larger_size
from ...tools.stored_text import StoredText
from .page_reader import read_in_smaller_pages

Listing = dict[str, Any]


class ListingsRead(NamedTuple):
    """A page of a run.

    :ivar listings: those that the run did not read before
    :ivar unreadable: ids of listings whose answer cannot be read
    :ivar values: values for the ``ebay.run``: progress and what is still to be read
    :ivar is_last: whether everything is read
    """

    listings: list[Listing]
    unreadable: list[str]
    values: dict[str, Any]
    is_last: bool


class EbayListingPager(Component):
    """Read all listings of the seller, a page for each job, so that none is missed.

    The listings are read in the order of their end. At the end their number is
    compared with the number that eBay announced or, if they differ, counts then. If
    some are missing, all are read again by the time at which they began, until the
    number is reached.
    """

    _name = "ebay.listing.pager"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.template"
    _usage = "listing.pager"

    def read_next(self, run: BaseModel) -> ListingsRead:
        """Read the next page of a run, and compare with eBay after the last one.

        :raise EbayRetry: eBay did not answer
        """
        plan = (
            ListingPlan.load(run.plan)
            if run.plan
            else ListingPlan.by_end_time(run.window_from.replace(tzinfo=UTC))
        )
        seen = dict.fromkeys(run.seen or ())
        answer, unreadable, page_size = self._read_window(plan, run)
        unreadable = [item_id for item_id in unreadable if item_id not in seen]
        listings = [row for row in answer.listings if row["item_id"] not in seen]
        counted = [row["item_id"] for row in listings if self._is_counted(row, run)]
        seen.update(dict.fromkeys([*counted, *unreadable]))
        total = run.total or answer.total_entries
        values: dict[str, Any] = {}
        if plan.by == START and len(seen) >= total:
            plan.windows.clear()
        if not plan.windows:
            # Renewals do not change the number that the first answer announced; if it
            # is another one, eBay counts again.
            if len(seen) != total:
                total = self._adapter.count(run.window_from)
            comparison = self._comparison(total, len(seen), plan.by)
            values["comparison_text"] = comparison.dump()
            if plan.by == END and len(seen) < total:
                plan = ListingPlan.by_start_time(
                    self.backend._ebay_now().replace(tzinfo=UTC)
                )
        is_last = not plan.windows
        values |= {
            "total": total,
            "done": len(seen),
            "seen": list(seen),
            "plan": False if is_last else plan.dump(),
            "page_size": PAGE_SIZES[0] if is_last else page_size,
        }
        return ListingsRead(listings, unreadable, values, is_last)

    @property
    def _adapter(self) -> Component:
        return self.component(usage="backend.adapter")

    def _read_window(
        self, plan: ListingPlan, run: BaseModel
    ) -> tuple[Any, list[str], int]:
        """Read the next page of a plan and advance the plan.

        :return: the answer, the ids of listings in it that cannot be read, and the
            size of the next page
        """
        window = plan.window
        read = partial(self._adapter.read_page, plan.by, window)
        page = read_in_smaller_pages(
            read,
            run.page_size or PAGE_SIZES[0],
            window.read,
            self.backend._ebay_job_attempt(),
        )
        answer = page.answer
        if answer is None:
            # A single listing that eBay cannot return: only its id is read.
            answer = read(page.size, ids_only=True)
            plan.skip_one(answer.has_more)
            unreadable = [listing["item_id"] for listing in answer.listings]
            return replace(answer, listings=[]), unreadable, larger_size(page.size)
        times = [listing[f"{plan.by}_time"] for listing in answer.listings]
        more = answer.has_more or answer.page < answer.total_pages
        plan.advance(times, answer.total_entries, page.size, more)
        return answer, [one for one in answer.unreadable if one], page.next_size

    @staticmethod
    def _is_counted(listing: Listing, run: BaseModel) -> bool:
        """Return whether eBay counts a listing: active, or ended during the run."""
        ends = to_naive_utc(listing["end_time"])
        return not ends or ends >= run.window_from

    def _comparison(self, total: int, number: int, by: str) -> StoredText:
        """Return a sentence about the listings that eBay counts and those read."""
        sentences = [
            StoredText._(
                "eBay counts %(total)s active listings, %(number)s were read.",
                total=total,
                number=number,
            )
        ]
        if number < total and by == END:
            sentences.append(StoredText._("All are read again, to find the others."))
        elif number < total:
            sentences.append(
                StoredText._(
                    "eBay returned the others in no answer; the next full run reads "
                    "them."
                )
            )
        return StoredText.joined(" ", sentences)
