# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Inventory API: items and groups of items.

https://developer.ebay.com/api-docs/sell/inventory/resources/methods
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .bulk_row import BulkRow, parse_bulk_rows, parse_details
from .errors import ErrorDetail
from .inventory_common import InventoryApi, check_bulk, require_language
from .price_quantity import PriceQuantity

PAGE_SIZE = 200


class InventoryItems(InventoryApi):
    """Inventory items, one per SKU, and the groups that make them variations.

    Every write replaces the whole document: what is not sent is gone. Where an item
    or group is in a live listing, the listing changes with it.
    """

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

    def get_inventory_item(self, sku: str) -> dict[str, Any]:
        """Return one inventory item.

        https://developer.ebay.com/api-docs/sell/inventory/resources/inventory_item/methods/getInventoryItem

        :raises NotFoundError: eBay has no such SKU
        """
        return self._call("GET", "/inventory_item/{sku}", path={"sku": sku})

    def bulk_get_inventory_item(self, skus: Sequence[str]) -> dict[str, Any]:
        """Return ``responses``, a row per SKU with its own ``statusCode``.

        https://developer.ebay.com/api-docs/sell/inventory/resources/inventory_item/methods/bulkGetInventoryItem

        :param skus: 1 to 25 different ones
        :raises ValueError: none, too many or repeated SKUs
        """
        check_bulk(skus)
        return self._call(
            "POST",
            "/bulk_get_inventory_item",
            body={"requests": [{"sku": sku} for sku in skus]},
            rows="responses",
        )

    def create_or_replace_inventory_item(
        self, sku: str, item: Mapping[str, Any], content_language: str
    ) -> list[ErrorDetail]:
        """Write one item, whole; return eBay's warnings. Safe to repeat.

        https://developer.ebay.com/api-docs/sell/inventory/resources/inventory_item/methods/createOrReplaceInventoryItem

        :param item: eBay's InventoryItem; aspects as lists of values by name
        :param content_language: of its texts, such as ``de-DE``
        :raises ValueError: no language
        """
        require_language(content_language)
        answer = self._call(
            "PUT",
            "/inventory_item/{sku}",
            path={"sku": sku},
            body=item,
            content_language=content_language,
        )
        return parse_details(answer.get("warnings"))

    def bulk_create_or_replace_inventory_item(
        self, items: Sequence[Mapping[str, Any]], content_language: str
    ) -> list[BulkRow]:
        """Write 1 to 25 items, whole; return a row per SKU. Safe to repeat.

        Only rows say what was done: match them by SKU, never by position.
        https://developer.ebay.com/api-docs/sell/inventory/resources/inventory_item/methods/bulkCreateOrReplaceInventoryItem

        :param items: eBay's InventoryItem each, with ``sku``; ``locale`` is added
        :param content_language: of their texts, such as ``de-DE``
        :raises ValueError: none, too many or repeated SKUs, or no language
        :raises RejectedError: the whole request was refused, nothing was done
        """
        check_bulk([item.get("sku") for item in items])
        require_language(content_language)
        locale = content_language.replace("-", "_")
        answer = self._call(
            "POST",
            "/bulk_create_or_replace_inventory_item",
            body={"requests": [{"locale": locale, **item} for item in items]},
            content_language=content_language,
            rows="responses",
        )
        return parse_bulk_rows(answer)

    def delete_inventory_item(self, sku: str) -> None:
        """Delete an item, its unpublished offers, and end its live listing.

        A variation is taken out of its listing and of all groups.
        https://developer.ebay.com/api-docs/sell/inventory/resources/inventory_item/methods/deleteInventoryItem

        :raises NotFoundError: eBay has no such SKU
        """
        self._call("DELETE", "/inventory_item/{sku}", path={"sku": sku})

    def get_inventory_item_group(self, key: str) -> dict[str, Any]:
        """Return one group of items.

        https://developer.ebay.com/api-docs/sell/inventory/resources/inventory_item_group/methods/getInventoryItemGroup

        :raises NotFoundError: there is no such group
        """
        return self._call("GET", GROUP, path={"inventoryItemGroupKey": key})

    def create_or_replace_inventory_item_group(
        self, key: str, group: Mapping[str, Any], content_language: str
    ) -> list[ErrorDetail]:
        """Write a group, whole; return eBay's warnings. Safe to repeat.

        https://developer.ebay.com/api-docs/sell/inventory/resources/inventory_item_group/methods/createOrReplaceInventoryItemGroup

        :param key: chosen by the seller, at most 50 characters
        :param group: eBay's InventoryItemGroup
        :param content_language: of its texts, such as ``de-DE``
        :raises ValueError: no language
        """
        require_language(content_language)
        answer = self._call(
            "PUT",
            GROUP,
            path={"inventoryItemGroupKey": key},
            body=group,
            content_language=content_language,
        )
        return parse_details(answer.get("warnings"))

    def delete_inventory_item_group(self, key: str) -> None:
        """Delete a group; its items stay, and keep their SKUs taken.

        https://developer.ebay.com/api-docs/sell/inventory/resources/inventory_item_group/methods/deleteInventoryItemGroup

        :raises NotFoundError: there is no such group
        """
        self._call("DELETE", GROUP, path={"inventoryItemGroupKey": key})

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
        check_bulk([update.sku for update in updates])
        answer = self._call(
            "POST",
            "/bulk_update_price_quantity",
            body={"requests": [update.as_request() for update in updates]},
            rows="responses",
        )
        return parse_bulk_rows(answer)


GROUP = "/inventory_item_group/{inventoryItemGroupKey}"
