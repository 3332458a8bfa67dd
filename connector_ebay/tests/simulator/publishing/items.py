# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Inventory API: write and delete items.

https://developer.ebay.com/api-docs/sell/inventory/resources/inventory_item/methods
"""

import copy

from ..errors import RestError, json_response
from ..inventory_items import bulk_response, unknown_sku
from ..routing import Routes
from .check import ITEM
from .check_product import check_form
from .common import API, BASE, WRITE, check_planned, language_of
from .documents import adopt, item_document
from .listings import check_frozen, end, refresh
from .publish import check_live
from .refusals import refusal

routes = Routes(BASE, API)
MOST = 25


@routes.add(
    "PUT", "/inventory_item/{sku}", "createOrReplaceInventoryItem", scopes=WRITE
)
def create_or_replace_inventory_item(call):
    """Write one item: 201 when it is new, 204 when it was replaced."""
    language = language_of(call)
    new = _write(call, call.path["sku"], call.json(), language)
    return json_response(None, 201 if new else 204)


@routes.add(
    "POST",
    "/bulk_create_or_replace_inventory_item",
    "bulkCreateOrReplaceInventoryItem",
    scopes=WRITE,
)
def bulk_create_or_replace_inventory_item(call):
    """Write up to 25 items; each has a row of its own."""
    language = language_of(call)
    requests = call.json().get("requests") or []
    skus = [one.get("sku") or "" for one in requests]
    if not 1 <= len(skus) <= MOST:
        raise refusal(
            25727, f"The number of InventoryItems in the request cannot exceed {MOST}."
        )
    if len(set(skus)) < len(skus):
        raise refusal(25734, "SKU should be unique in the request.")
    rows = []
    for sku, request in zip(skus, requests, strict=True):
        row = {"sku": sku, "locale": language.replace("-", "_")}
        try:
            _write(call, sku, request, language)
            rows.append({"statusCode": 200, **row})
        except RestError as error:
            rows.append({"statusCode": error.status, **row, "errors": [error.detail]})
    return bulk_response(rows)


@routes.add("DELETE", "/inventory_item/{sku}", "deleteInventoryItem", scopes=WRITE)
def delete_inventory_item(call):
    """Delete an item with its offers; what is live of it ends, or leaves its group."""
    sku, simulator = call.path["sku"], call.simulator
    publishing = simulator.publishing
    if item_document(simulator, sku) is None:
        raise unknown_sku(sku)
    check_planned(call, "deleteInventoryItem", sku)
    for listing, entry in list(call.seller.managed().get(sku, ())):
        adopt(simulator, listing)
        if listing.is_active and len(listing.entries()) > 1:
            listing.variations.remove(entry)
            call.seller.revise(listing.item_id)
        elif listing.is_active:
            end(simulator, listing)
        entry.offer_id = ""
        if not listing.is_active:
            listing.channel = "trading"
    call.seller.version += 1
    for offer in publishing.offers_of(sku):
        publishing.drop_offer(offer)
    key = publishing.group_of(sku)
    if key:
        group = publishing.groups[key]
        skus = [one for one in group["variantSKUs"] if one != sku]
        publishing.keep_group(key, {**group, "variantSKUs": skus})
    publishing.items.pop(sku, None)
    return json_response(None, 204)


def _write(call, sku, body, language):
    """Keep an item and bring its listings up to date; return whether it is new."""
    simulator = call.simulator
    publishing = simulator.publishing
    document = copy.deepcopy(body)
    document.pop("sku", None)
    document["locale"] = language.replace("-", "_")
    check_form(sku, document)
    check_planned(call, "createOrReplaceInventoryItem", sku)
    for listing, _entry in call.seller.managed().get(sku, ()):
        if listing.is_active:
            adopt(simulator, listing)
    before = publishing.items.get(sku)
    title = (document.get("product") or {}).get("title") or ""
    for offer in publishing.offers_of(sku):
        listing = publishing.live_listing(offer)
        if listing and not listing.group_key:
            check_frozen(listing, title, listing.category_id)
    new = publishing.wrote_item(sku, document)
    try:
        check_live(simulator, sku, ITEM)
        refresh(simulator, sku)
    except RestError:
        # A refused revision changes nothing.
        publishing.items[sku] = before
        raise
    return new
