# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Sell Inventory API: what was listed through it, and only that.

https://developer.ebay.com/api-docs/sell/inventory/overview.html
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .rest import RestApi

PAGE_SIZE = 200
BULK_SIZE = 25


class SellInventory(RestApi):
    """Inventory items. A listing made in Seller Hub or by Trading is not there."""

    api = "sell.inventory"
    root = "/sell/inventory/v1"

    def get_inventory_items(
        self, page: int = 1, limit: int = PAGE_SIZE
    ) -> dict[str, Any]:
        """Return one page of the seller's inventory items, as eBay shapes it.

        ``inventoryItems`` holds the items, ``total`` their number over all pages and
        ``size`` the number of pages.
        https://developer.ebay.com/api-docs/sell/inventory/resources/inventory_item/methods/getInventoryItems

        :param page: from 1; eBay's ``offset`` is a page number from 0
        :param limit: items a page, at most 200
        """
        return self._call(
            "GET", "/inventory_item", query={"limit": limit, "offset": page - 1}
        )

    def bulk_get_inventory_item(self, skus: Sequence[str]) -> dict[str, Any]:
        """Return ``responses``, a row per SKU with its own ``statusCode``.

        https://developer.ebay.com/api-docs/sell/inventory/resources/inventory_item/methods/bulkGetInventoryItem

        :param skus: 1 to 25 different ones
        :raises ValueError: none, too many or repeated SKUs
        """
        if not 1 <= len(skus) <= BULK_SIZE or len(set(skus)) != len(skus):
            raise ValueError(f"1 to {BULK_SIZE} different SKUs, not {len(skus)}")
        return self._call(
            "POST",
            "/bulk_get_inventory_item",
            body={"requests": [{"sku": sku} for sku in skus]},
        )
