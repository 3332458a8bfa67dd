# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any

from odoo.addons.component.core import Component

from ...ebay_client.bulk_row import BulkRow

Json = dict[str, Any]

#: What an offer keeps for life, so that eBay takes it only when it is created.
FIXED_OF_OFFER = ("sku", "marketplaceId", "format")


class EbayListingPublishingAdapter(Component):
    """Write listings with the Inventory API; each function is one use case."""

    _name = "ebay.listing.publishing.adapter"
    _inherit = "ebay.adapter"
    _apply_on = "ebay.product.template"
    _usage = "publishing.adapter"
    _flow = "publishing"

    def upload_picture(self, name: str, content: bytes, media_type: str) -> Any:
        """Upload a picture; return its address and when eBay deletes it."""
        image = self._call("media", "create_image_from_file", name, content, media_type)
        if not image.url and image.image_id:
            return self._call("media", "get_image", image.image_id)
        return image

    # === WRITING ===

    def write_items(self, items: list[Json], locale: str) -> list[BulkRow]:
        """Create or replace up to 25 inventory items; return the result of each."""
        return self._call(
            "inventory", "bulk_create_or_replace_inventory_item", items, locale
        )

    def write_group(self, key: str, group: Json, locale: str) -> None:
        """Create or replace the group of a listing's variations."""
        self._call(
            "inventory", "create_or_replace_inventory_item_group", key, group, locale
        )

    def create_offers(self, offers: list[Json], locale: str) -> list[BulkRow]:
        """Create up to 25 offers; return the result of each."""
        return self._call("inventory", "bulk_create_offer", offers, locale)

    def write_offer(self, offer_id: str, offer: Json, locale: str) -> None:
        """Replace an offer; that of a listing is live at once."""
        document = {
            name: value for name, value in offer.items() if name not in FIXED_OF_OFFER
        }
        self._call("inventory", "update_offer", offer_id, document, locale)

    def publish(self, offer_ids: list[str]) -> list[BulkRow]:
        """Publish up to 25 offers without variations; return the result of each."""
        return self._call("inventory", "bulk_publish_offer", offer_ids)

    def publish_group(self, key: str, marketplace: str) -> str:
        """Publish the offers of a group as one listing; return the listing's id."""
        result = self._call(
            "inventory", "publish_offer_by_inventory_item_group", key, marketplace
        )
        return result.listing_id

    def end(self, offer_id: str) -> None:
        """End the listing of an offer; the offer stays."""
        self._call("inventory", "withdraw_offer", offer_id)

    def end_group(self, key: str, marketplace: str) -> None:
        """End the listing of a group; its offers stay."""
        self._call(
            "inventory", "withdraw_offer_by_inventory_item_group", key, marketplace
        )

    def delete_offer(self, offer_id: str) -> None:
        """Delete an offer that is not published."""
        self._call("inventory", "delete_offer", offer_id)

    def delete_group(self, key: str) -> None:
        """Delete a group; its items stay."""
        self._call("inventory", "delete_inventory_item_group", key)

    def delete_item(self, sku: str) -> None:
        """Delete an inventory item, with its unpublished offers."""
        self._call("inventory", "delete_inventory_item", sku)

    # === READING ===

    def read_items(self, skus: list[str]) -> dict[str, Json]:
        """Return up to 25 inventory items by SKU, as far as eBay has them."""
        answer = self._call("inventory", "bulk_get_inventory_item", skus)
        return {
            row["sku"]: row["inventoryItem"]
            for row in answer.get("responses") or ()
            if row.get("inventoryItem")
        }

    def read_group(self, key: str) -> Json:
        """Return a group.

        :raise EbayNotFound: eBay has none of this key
        """
        return self._call("inventory", "get_inventory_item_group", key)

    def read_offers(self, sku: str, marketplace: str) -> list[Json]:
        """Return the offers of a SKU on a marketplace; empty if there are none."""
        return self._call("inventory", "get_offers", sku, marketplace)

    def read_offer(self, offer_id: str) -> Json:
        """Return an offer, with its listing if it is published."""
        return self._call("inventory", "get_offer", offer_id)

    def read_fees(self, offer_ids: list[str]) -> list[Any]:
        """Return the fees of up to 250 unpublished offers, summed by marketplace."""
        return self._call("inventory", "get_listing_fees", offer_ids)
