# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from contextlib import suppress
from typing import Any

from odoo.addons.component.core import Component

from ...exceptions import EbayNotFound
from ...tools.stored_text import StoredText
from ...tools.transactions import new_transaction


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
        """End these listings and delete these drafts; return a sentence."""
        if self.backend.test_mode:
            return StoredText._("Test mode: %s listings would end.", len(listings))
        active = listings.filtered(lambda one: one.status == "active")
        drafts = listings.filtered(lambda one: one.status == "draft")
        for listing in active:
            self._end(listing)
        for listing in drafts:
            self._delete(listing)
        return StoredText._(
            "%(ended)s listings ended, %(deleted)s drafts deleted.",
            ended=len(active),
            deleted=len(drafts),
        )

    def _end(self, listing: Any) -> None:
        """End one listing; one that has ended already is no error."""
        with suppress(EbayNotFound):
            if listing.group_key:
                self.adapter.end_group(listing.group_key, listing.marketplace_id.code)
            else:
                for offer_id in listing.sku_ids.mapped("ebay_offer_id"):
                    self.adapter.end(offer_id)
        with new_transaction(listing) as fresh:
            fresh.write({"status": "ended", "publish_state": False})

    def _delete(self, listing: Any) -> None:
        """Delete a draft and what was left of it at eBay."""
        others = self._skus_in_use(listing)
        for sku in listing.sku_ids.filtered("ebay_offer_id"):
            self._ignore_missing(self.adapter.delete_offer, sku.ebay_offer_id)
        sent = listing.sent_documents or {}
        if listing.group_key and "group" in sent:
            self._ignore_missing(self.adapter.delete_group, listing.group_key)
        for sku in listing.sku_ids:
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
