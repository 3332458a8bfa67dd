# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from odoo.addons.component.core import Component

from ...ebay_client.listing_result import MigratedListing


class EbayMigrationAdapter(Component):
    """Move listings to the Inventory API, and read whether they have been moved."""

    _name = "ebay.migration.adapter"
    _inherit = "ebay.adapter"
    _apply_on = "ebay.migration.line"
    _usage = "backend.adapter"
    _flow = "migration"

    def migrate(self, listing_ids: list[str]) -> list[MigratedListing]:
        """Move up to five listings, for ever; return the result of each."""
        return self._call("inventory", "bulk_migrate_listing", listing_ids)

    def read_offers(self, sku: str, marketplace: str) -> dict[str, str]:
        """Return the offer ids of a SKU on a marketplace by the id of their listing."""
        offers = self._call("inventory", "get_offers", sku, marketplace)
        return {
            str(offer["listing"]["listingId"]): str(offer["offerId"])
            for offer in offers
            if (offer.get("listing") or {}).get("listingId")
        }

    def read_group_key(self, sku: str) -> str:
        """Return the key of the group that a SKU is in; empty if it is in none."""
        answer = self._call("inventory", "bulk_get_inventory_item", [sku])
        for row in answer.get("responses") or ():
            item = row.get("inventoryItem") or {}
            for key in item.get("inventoryItemGroupKeys") or item.get("groupIds") or ():
                return str(key)
        return ""
