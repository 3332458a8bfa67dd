# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from contextlib import suppress
from typing import Any

from odoo.addons.component.core import Component

from ...exceptions import EbayNotFound, EbayRefused, EbayWait
from ...tools.publishing.export import Refusal
from ...tools.stored_text import StoredText
from ...tools.transactions import lock_free, new_transaction
from .listing_publisher import BUSY_SECONDS, LOCK


class EbayListingEnder(Component):
    """End listings on eBay, and take drafts back.

    Ending a listing keeps its offers, so that it can be listed again. A draft leaves
    nothing at eBay: an offer that is not published could be published from Seller Hub.
    """

    _name = "ebay.listing.ender"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.template"
    _usage = "listing.ender"

    @property
    def adapter(self) -> Any:
        """Return the adapter that writes listings."""
        return self.component(usage="publishing.adapter")

    def run(self, listings: Any) -> str:
        """End these listings and delete these drafts; return a sentence.

        :raise EbayWait: another worker is publishing some of them
        """
        listings, statuses = self._lock(listings)
        if self.backend.test_mode:
            return StoredText._("Test mode: %s listings would end.", len(listings))
        ended = deleted = refused = 0
        for listing in listings:
            try:
                if statuses[listing.id] == "active":
                    self._end_or_reduce(listing)
                    ended += 1
                elif statuses[listing.id] == "draft":
                    self._delete(listing)
                    deleted += 1
            except EbayRefused as error:
                refused += 1
                self._record_refusal(listing, error)
        return StoredText._(
            "%(ended)s listings ended, %(deleted)s drafts deleted, %(refused)s refused "
            "by eBay.",
            ended=ended,
            deleted=deleted,
            refused=refused,
        )

    def _lock(self, listings: Any) -> tuple[Any, dict[int, str]]:
        """Return the listings that exist, and what they are by now."""
        if lock_free(listings, LOCK) != listings:
            raise EbayWait(
                StoredText._("Another worker is sending these listings."), BUSY_SECONDS
            )
        with new_transaction(listings) as fresh:
            statuses = {one.id: one.status for one in fresh.exists()}
        return listings.browse(statuses), statuses

    def _end_or_reduce(self, listing: Any) -> None:
        """End a listing; if only some of its products are removed, end these alone."""
        with new_transaction(listing) as fresh:
            skus = fresh.sku_ids.filtered("active")
            leaving = skus.filtered("product_removal")
            # Ids and offers: the records belong to the other transaction.
            reduced = {
                sku.id: (sku.ebay_sku, sku.ebay_offer_id)
                for sku in leaving
                if leaving < skus
            }
        for sku_id, (code, offer_id) in reduced.items():
            self._end_variation(listing, sku_id, code, offer_id)
        if not reduced:
            self._end(listing)
        self._remove_products(listing)

    def _end_variation(
        self, listing: Any, sku_id: int, code: str, offer_id: str
    ) -> None:
        """Take a variation out of a listing that stays."""
        self._ignore_missing(self.adapter.delete_offer, offer_id)
        with new_transaction(listing) as fresh:
            sku = fresh.env["ebay.product.product"].browse(sku_id)
            sku.write({"active": False, "ebay_offer_id": False})
            gone = {f"offer:{code}", f"item:{code}"}
            fresh.sent_documents = {
                name: document
                for name, document in (fresh.sent_documents or {}).items()
                if name not in gone
            }
            fresh.end_reason = False

    @staticmethod
    def _remove_products(listing: Any) -> None:
        """Archive or delete the products for which a user has ended the listing.

        A product that is on sale in another listing waits until that has ended, too.
        """
        with new_transaction(listing) as fresh:
            skus = fresh.with_context(active_test=False).sku_ids
            for operation in ("archive", "delete"):
                members = skus.filtered(
                    lambda sku, operation=operation: sku.product_removal == operation
                )
                products = members.odoo_id
                products -= products._ebay_live_skus().odoo_id
                if products:
                    members.product_removal = False
                    products._ebay_remove(operation)

    def _end(self, listing: Any) -> None:
        """End one listing; one that has ended already is no error."""
        offer_ids = listing.sku_ids.filtered("ebay_offer_id").mapped("ebay_offer_id")
        try:
            if listing.group_key:
                self.adapter.end_group(listing.group_key, listing.marketplace_id.code)
            else:
                for offer_id in offer_ids:
                    self.adapter.end(offer_id)
        except (EbayNotFound, EbayRefused):
            # eBay refuses to end what has ended already.
            if any(self._is_on_sale(offer_id) for offer_id in offer_ids):
                raise
        with new_transaction(listing) as fresh:
            fresh.write({"status": "ended", "publish_state": False})

    def _is_on_sale(self, offer_id: str) -> bool:
        try:
            return self.adapter.read_offer(offer_id).get("status") == "PUBLISHED"
        except EbayNotFound:
            return False

    @staticmethod
    def _record_refusal(listing: Any, error: EbayRefused) -> None:
        """Store on a listing why eBay does not end it, or delete what is left of it."""
        number = next(iter(error.error_ids), 0)
        with new_transaction(listing) as fresh:
            fresh.end_reason = False
            fresh.sku_ids.product_removal = False
            fresh._delete_refusals()
            fresh._set_refused([Refusal(number, str(error))], "")

    def _delete(self, listing: Any) -> None:
        """Delete a draft and what was left of it at eBay."""
        others = self._skus_in_use(listing)
        skus = listing.with_context(active_test=False).sku_ids
        for sku in skus.filtered("ebay_offer_id"):
            self._ignore_missing(self.adapter.delete_offer, sku.ebay_offer_id)
        sent = listing.sent_documents or {}
        if listing.group_key and "group" in sent:
            self._ignore_missing(self.adapter.delete_group, listing.group_key)
        for sku in skus:
            if f"item:{sku.ebay_sku}" in sent and sku.ebay_sku not in others:
                self._ignore_missing(self.adapter.delete_item, sku.ebay_sku)
        with new_transaction(listing) as fresh:
            fresh.unlink()

    def _skus_in_use(self, listing: Any) -> set[str]:
        """Return the SKUs of a draft that another listing has as well."""
        skus = self.env["ebay.product.product"].search(
            [
                ("backend_id", "=", self.backend.id),
                ("ebay_sku", "in", listing.sku_ids.mapped("ebay_sku")),
                ("listing_id", "!=", listing.id),
            ]
        )
        return set(skus.mapped("ebay_sku"))

    @staticmethod
    def _ignore_missing(call: Any, key: str) -> None:
        with suppress(EbayNotFound):
            call(key)
