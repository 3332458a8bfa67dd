# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Sell Inventory API: what was listed through it, and only that.

https://developer.ebay.com/api-docs/sell/inventory/overview.html
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .bulk_row import BulkRow, parse_bulk_rows
from .errors import NotFoundError
from .price_quantity import PriceQuantity
from .rest import RestApi

PAGE_SIZE = 200
OFFERS_PAGE_SIZE = 100
BULK_SIZE = 25
OFFER_NOT_AVAILABLE = 25713


class SellInventory(RestApi):
    """Inventory items and their offers; 2,000,000 calls a day.

    A listing made in Seller Hub or by Trading is not there, unless it was migrated.
    """

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
        _check_bulk(skus)
        return self._call(
            "POST",
            "/bulk_get_inventory_item",
            body={"requests": [{"sku": sku} for sku in skus]},
            rows="responses",
        )

    def bulk_update_price_quantity(
        self, updates: Sequence[PriceQuantity]
    ) -> list[BulkRow]:
        """Set price and quantity of published offers; safe to repeat.

        The rows of the answer are matched by SKU and offer, never by position: an
        item and its offer each have one. Only rows say what was done: eBay's HTTP
        status is 200, 207 or 400 as all, some or none of them worked. Quantity 0
        can be refused (25004) and still be set, so read the offer after it.
        https://developer.ebay.com/api-docs/sell/inventory/resources/inventory_item/methods/bulkUpdatePriceQuantity

        :param updates: 1 to 25, of different SKUs
        :raises ValueError: none, too many or repeated SKUs
        :raises RejectedError: the whole request was refused, nothing was done
        """
        _check_bulk([update.sku for update in updates])
        answer = self._call(
            "POST",
            "/bulk_update_price_quantity",
            body={"requests": [update.as_request() for update in updates]},
            rows="responses",
        )
        return parse_bulk_rows(answer)

    def get_offers(
        self, sku: str, marketplace_id: str | None = None
    ) -> list[dict[str, Any]]:
        """Return a SKU's offers, as Inventory has them; none is an empty list.

        eBay cannot list offers without a SKU, and does not update what it returns
        here when the listing was changed elsewhere.
        https://developer.ebay.com/api-docs/sell/inventory/resources/offer/methods/getOffers
        """
        query = {
            "sku": sku,
            "marketplace_id": marketplace_id,
            "limit": OFFERS_PAGE_SIZE,
        }
        try:
            answer = self._call("GET", "/offer", query=query)
        except NotFoundError as error:
            if OFFER_NOT_AVAILABLE not in error.error_ids:
                raise
            return []
        return answer.get("offers") or []

    def get_offer(self, offer_id: str) -> dict[str, Any]:
        """Return one offer; ``listing`` has its status and the units sold.

        https://developer.ebay.com/api-docs/sell/inventory/resources/offer/methods/getOffer

        :raises NotFoundError: there is no such offer
        """
        return self._call("GET", "/offer/{offerId}", path={"offerId": offer_id})


def _check_bulk(skus: Sequence[str]) -> None:
    if not 1 <= len(skus) <= BULK_SIZE or len(set(skus)) != len(skus):
        raise ValueError(f"1 to {BULK_SIZE} different SKUs, not {len(skus)}")
