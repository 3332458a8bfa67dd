# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Inventory API: inventory items.

https://developer.ebay.com/api-docs/sell/inventory/resources/inventory_item/methods
"""

from .errors import json_response
from .inventory_common import (
    API,
    BASE,
    READ,
    check_language,
    inventory_error,
    page_of,
)
from .publishing.documents import item_document
from .routing import Routes

routes = Routes(BASE, API)
LARGEST_PAGE = 200
LARGEST_BULK = 25


@routes.add("GET", "/inventory_item", "getInventoryItems", scopes=READ)
def get_inventory_items(call):
    """Answer with a page of what was made or migrated with this API, and of nothing
    else."""
    check_language(call)
    known = [*call.seller.managed(), *call.simulator.publishing.items]
    found = list(dict.fromkeys(known))
    members, paging = page_of(call, "/inventory_item", found, 25, LARGEST_PAGE)
    items = [item_document(call.simulator, sku) for sku in members]
    return paging | {"inventoryItems": items}


@routes.add("GET", "/inventory_item/{sku}", "getInventoryItem", scopes=READ)
def get_inventory_item(call):
    """Answer with one inventory item."""
    check_language(call)
    document = item_document(call.simulator, call.path["sku"])
    if document is None:
        raise unknown_sku(call.path["sku"])
    return document


@routes.add("POST", "/bulk_get_inventory_item", "bulkGetInventoryItem", scopes=READ)
def bulk_get_inventory_item(call):
    """Answer with up to 25 inventory items; a row each, found or not."""
    skus = [row.get("sku", "") for row in call.json().get("requests", [])]
    if not 1 <= len(skus) <= LARGEST_BULK:
        raise inventory_error(
            400,
            25727,
            "The number of InventoryItems in the request cannot exceed 25.",
        )
    if len(set(skus)) < len(skus):
        raise inventory_error(400, 25734, "SKU should be unique in the request.")
    rows = [_bulk_row(call, sku) for sku in skus]
    return bulk_response(rows)


def bulk_response(rows):
    """Return the answer of a bulk call: 200, 207 or 400 by how its rows ended."""
    good = [row for row in rows if row["statusCode"] < 300]
    status = 207 if 0 < len(good) < len(rows) else 200 if good else 400
    return json_response({"responses": rows}, status)


def unknown_sku(sku):
    """Return the error for a SKU that the Inventory API does not know."""
    return inventory_error(404, 25702, f"SKU {sku} is not available in the system")


def _bulk_row(call, sku):
    document = item_document(call.simulator, sku)
    if document is None:
        error = unknown_sku(sku)
        return {"statusCode": error.status, "sku": sku, "errors": [error.detail]}
    return {
        "statusCode": 200,
        "sku": sku,
        "inventoryItem": {
            name: value for name, value in document.items() if name != "groupIds"
        },
    }
