# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

import logging
from collections.abc import Iterable
from time import monotonic
from typing import Any

from odoo.addons.component.core import Component

from ...exceptions import EbayNotFound, EbayRefused, EbayRetry, EbayWait
from ...tools.publishing.documents import content_checksum
from ...tools.publishing.export import ListingExport, chunks
from ...tools.stored_text import StoredText
from ...tools.transactions import lock_free, new_transaction
from .listing_sender import ROWS_PER_CALL, Row

_logger = logging.getLogger(__name__)

#: Seconds until listings that another worker is sending are looked at again.
BUSY_SECONDS = 30

LOCK = "connector_ebay.listing"


class EbayListingPublisher(Component):
    """Publish drafts of listings as far as they have no errors.

    1. Read what became of an earlier publication whose answer was lost.
    2. Check the listings; those with errors stop here.
    3. Upload the pictures that eBay does not have.
    4. Write the inventory items, the groups and the offers that it does not have.
    5. Commit the intent, publish, and bind the listings to eBay's ids.

    What eBay has accepted is committed after each call, so that a job that runs again
    does only what is left. Exactly one listing results: offers are unique at eBay, and
    publishing one twice publishes it once. A listing that eBay refuses stops alone,
    with eBay's words; the others go on.

    The job's own transaction writes none of these rows: it would no longer see what the
    new transactions have committed.
    """

    _name = "ebay.listing.publisher"
    _inherit = ["ebay.listing.sender", "ebay.once.exporter"]
    _apply_on = "ebay.product.template"
    _usage = "listing.publisher"

    #: Status of the listings that this component sends.
    _status = "draft"

    def run(self, listings: Any) -> str:
        """Publish these drafts; return a sentence for the job.

        :raise EbayWait: another worker is sending all of them
        :raise EbayRetry: eBay failed for some; what is left is tried again
        """
        begun = monotonic()
        listings = self._lock(listings)
        found = self._reconcile_lost_answers(listings)
        listings -= found
        exports = self._prepare(listings)
        if self.backend.test_mode:
            self._set_state(exports, "ready")
            return StoredText._(
                "Test mode: %s listings would be published.", len(exports)
            )
        self._upload_pictures(exports)
        self._write_items(exports)
        self._write_groups(exports)
        self._write_offers(exports)
        self._publish(exports)
        return self._finish(exports, len(listings), begun, len(found))

    def _lock(self, listings: Any) -> Any:
        """Return the drafts that no other worker is sending, until the job ends."""
        free = lock_free(listings, LOCK)
        if listings and not free:
            raise EbayWait(
                StoredText._("Another worker is sending these listings."), BUSY_SECONDS
            )
        # What another worker has just published is read anew.
        with new_transaction(free) as fresh:
            ids = fresh.filtered(lambda one: one.status == self._status).ids
        return listings.browse(ids)

    # === PREPARING ===

    def _prepare(self, listings: Any) -> list[ListingExport]:
        """Check the listings; return those that can be sent."""
        with new_transaction(listings) as fresh:
            fresh._delete_refusals()
            backend = fresh.env["ebay.backend"].browse(self.backend.id)
            with backend.work_on(self.model._name) as work:
                contents = work.component(usage="listing.checker").check(fresh)
            sendable = fresh.filtered(lambda one: not one.error_count)
            stopped = fresh - sendable
            stopped.filtered(lambda one: one.status == "draft").publish_state = "draft"
            exports = []
            for listing in sendable:
                content = contents[listing.id]
                if content.has_variations and not listing.group_key:
                    listing.group_key = content.group_key
                exports.append(
                    ListingExport(
                        content,
                        offers={
                            sku.ebay_sku: sku.ebay_offer_id
                            for sku in listing._skus_to_list()
                            if sku.ebay_offer_id
                        },
                        sent=listing.sent_documents or {},
                    )
                )
        return exports

    # === PUBLISHING ===

    def _publish(self, exports: list[ListingExport]) -> None:
        ready = [export for export in exports if export.goes_on]
        singles = [export for export in ready if not export.content.has_variations]
        for part in chunks(singles, ROWS_PER_CALL):
            self._call_or_split([(one, "", {}) for one in part], self._publish_rows)
        for export in ready:
            if export.content.has_variations:
                self._call_or_split([(export, "", {})], self._publish_rows)

    def _publish_rows(self, part: list[Row]) -> None:
        self.export_once([export for export, *_ in part])

    def _has_intent(self, subject: list[ListingExport]) -> bool:
        """Return False: lost answers were reconciled when the job began."""
        return False

    def _commit_intent(self, subject: list[ListingExport]) -> bool:
        self._set_state(subject, "publishing")
        return True

    def _withdraw_intent(self, subject: list[ListingExport]) -> None:
        self._set_state(subject, "waiting")

    def _call(self, subject: list[ListingExport]) -> dict[int, Any]:
        """Publish; return eBay's row, or the listing id of a group, by our id."""
        first = subject[0]
        if first.content.has_variations:
            listing_id = self.adapter.publish_group(
                first.content.group_key, first.content.marketplace
            )
            return {first.listing_id: listing_id}
        offers = {one.offers[one.content.skus[0].sku]: one for one in subject}
        rows = self.adapter.publish(list(offers))
        return {
            offers[row.offer_id].listing_id: row
            for row in rows
            if row.offer_id in offers
        }

    def _record_answer(self, subject: list[ListingExport], answer: Any) -> None:
        published: dict[int, str] = {}
        for export in subject:
            row = answer.get(export.listing_id)
            if isinstance(row, str):
                # Of a group; without an id if it was published before.
                published[export.listing_id] = row or self._read_listing_id(
                    export.offers.values()
                )
            elif row is not None and (row.ok or row.was_published):
                published[export.listing_id] = row.listing_id or self._read_listing_id(
                    export.offers.values()
                )
            else:
                self._stop(export, row, "")
                self._set_state([export], "waiting")
        for export in subject:
            if not published.get(export.listing_id, "?"):
                export.retry = StoredText._("eBay does not name the listing's id yet.")
        self._bind([one for one in subject if published.get(one.listing_id)], published)

    def _record_refusal(self, subject: list[ListingExport], error: EbayRefused) -> None:
        self._set_state(subject, "waiting")
        raise error

    def _bind(self, exports: list[ListingExport], ids: dict[int, str]) -> None:
        """Bind listings and SKUs to eBay's ids; the export of prices takes over."""
        left_out = {one.listing_id: self._left_out(one) for one in exports}
        if exports:
            with new_transaction(self.backend) as fresh:
                listings = fresh.env["ebay.product.template"]
                for export in exports:
                    number = export.listing_id
                    listings.browse(number)._set_published(
                        ids[number], export.content, left_out[number]
                    )

    def _left_out(self, export: ListingExport) -> set[str]:
        """Return the offers of variations that eBay silently left out of a listing."""
        if not export.content.has_variations:
            return set()
        on_sale = self._read_listing_ids(export.offers.values())
        return set(export.offers.values()) - set(on_sale)

    # === LOST ANSWERS ===

    def _reconcile_lost_answers(self, listings: Any) -> Any:
        """Read what became of listings that an earlier try may have published.

        Return those that eBay has published.

        Another worker may have committed the intent since this transaction began.
        """
        with new_transaction(listings) as fresh:
            uncertain = {
                listing.id: listing._skus_to_list()
                .filtered("ebay_offer_id")
                .mapped("ebay_offer_id")
                for listing in fresh
                if listing.publish_state == "publishing"
            }
        published = listings.browse()
        for record_id, offer_ids in uncertain.items():
            found = self._read_listing_ids(offer_ids)
            with new_transaction(listings.browse(record_id)) as fresh:
                if found:
                    left_out = set(offer_ids) - set(found)
                    fresh._set_published(next(iter(found.values())), None, left_out)
                    published |= listings.browse(record_id)
                else:
                    fresh.publish_state = "waiting"
        return published

    def _read_listing_id(self, offer_ids: Iterable[str]) -> str:
        """Return the id of the listing in which eBay shows these offers."""
        return next(iter(self._read_listing_ids(offer_ids).values()), "")

    def _read_listing_ids(self, offer_ids: Iterable[str]) -> dict[str, str]:
        """Return the listing ids of those of these offers that are on sale."""
        found = {}
        for offer_id in offer_ids:
            try:
                offer = self.adapter.read_offer(offer_id)
            except EbayNotFound:
                continue
            listing_id = (offer.get("listing") or {}).get("listingId")
            if listing_id and offer.get("status") == "PUBLISHED":
                found[offer_id] = str(listing_id)
        return found

    # === RESULTS ===

    def _set_state(self, exports: list[ListingExport], state: str) -> None:
        if exports:
            with new_transaction(self.backend) as fresh:
                ids = [export.listing_id for export in exports]
                fresh.env["ebay.product.template"].browse(ids).publish_state = state

    def _finish(
        self, exports: list[ListingExport], number: int, begun: float, found: int = 0
    ) -> str:
        """Store the refusals; return a sentence, or let the job run again.

        :param number: listings that were to be sent, those with errors included
        :param found: listings that an earlier try had published
        """
        refused = [export for export in exports if export.refusals]
        retried = [export for export in exports if export.retry]
        with new_transaction(self.backend) as fresh:
            listings = fresh.env["ebay.product.template"]
            for export in refused:
                listings.browse(export.listing_id)._set_refused(
                    export.refusals, content_checksum(export.content)
                )
        published = len(exports) - len(refused) - len(retried)
        _logger.info(
            "eBay backend %s: flow publishing, %s listings, %s published, %s refused, "
            "%s to retry, %.0f ms",
            self.backend.id,
            number,
            published,
            len(refused),
            len(retried),
            (monotonic() - begun) * 1000,
        )
        if retried:
            raise EbayRetry(
                StoredText._(
                    "eBay failed for %(number)s of the listings: %(reason)s",
                    number=len(retried),
                    reason=retried[0].retry,
                ),
                seconds=BUSY_SECONDS,
            )
        return StoredText._(
            "%(published)s of %(number)s listings published, %(refused)s refused by "
            "eBay, %(errors)s with errors.",
            published=published + found,
            number=number + found,
            refused=len(refused),
            errors=number - len(exports),
        )
