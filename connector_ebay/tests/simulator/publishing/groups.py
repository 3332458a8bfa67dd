# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Inventory API: groups of items, which become listings with variations.

https://developer.ebay.com/api-docs/sell/inventory/resources/inventory_item_group/methods
"""

import copy

from ..errors import RestError, json_response
from ..inventory_common import READ
from ..routing import Routes
from .check import ITEM, MOST_VARIATIONS, check_group, members_of
from .check_product import check_product_form
from .common import API, BASE, WRITE, check_planned, language_of
from .documents import adopt, group_document, item_document
from .listings import update_group
from .refusals import invalid_group, refusal

routes = Routes(BASE, API)
PATH = "/inventory_item_group/{inventoryItemGroupKey}"


@routes.add("GET", PATH, "getInventoryItemGroup", scopes=READ)
def get_inventory_item_group(call):
    """Answer with one group."""
    return _found(call)


@routes.add("PUT", PATH, "createOrReplaceInventoryItemGroup", scopes=WRITE)
def create_or_replace_inventory_item_group(call):
    """Write one group: 201 when it is new, 204 when it was replaced."""
    language_of(call)
    key, simulator = call.path["inventoryItemGroupKey"], call.simulator
    publishing = simulator.publishing
    group = copy.deepcopy(call.json())
    group.pop("inventoryItemGroupKey", None)
    check_planned(call, "createOrReplaceInventoryItemGroup", key)
    check_product_form(group)
    _check_members(call, key, group)
    listing = _live(call, key)
    if listing:
        adopt(simulator, listing)
    before = publishing.groups.get(key)
    publishing.keep_group(key, group)
    try:
        if listing:
            _revise(simulator, key, group, listing)
    except RestError:
        publishing.keep_group(key, before)
        raise
    return json_response(None, 204 if before is not None else 201)


@routes.add("DELETE", PATH, "deleteInventoryItemGroup", scopes=WRITE)
def delete_inventory_item_group(call):
    """Delete a group; its items stay, and so does what is live."""
    _found(call)
    key = call.path["inventoryItemGroupKey"]
    check_planned(call, "deleteInventoryItemGroup", key)
    if _live(call, key):
        raise invalid_group("A group with a live listing cannot be deleted.")
    call.simulator.publishing.drop_group(key)
    return json_response(None, 204)


def group_missing(key):
    """Return the error for a group that is not there."""
    return refusal(
        25705,
        f"The Inventory Item Group named {key} could not be found or is not available"
        " in the system.",
        404,
    )


def _found(call):
    document = group_document(call.simulator, call.path["inventoryItemGroupKey"])
    if document is None:
        raise group_missing(call.path["inventoryItemGroupKey"])
    return document


def _live(call, key):
    for listing in call.seller.active():
        if key and listing.group_key == key:
            return listing
    return None


def _check_members(call, key, group):
    publishing = call.simulator.publishing
    skus = group.get("variantSKUs") or []
    if len(skus) > MOST_VARIATIONS:
        raise invalid_group(f"A group has at most {MOST_VARIATIONS} variations.")
    if len(set(skus)) < len(skus):
        raise invalid_group("Every SKU can be in the group once.")
    for sku in skus:
        if item_document(call.simulator, sku) is None:
            raise refusal(
                25701,
                "One or more of the supplied SKU(s) could not be found in the system.",
                SKU=sku,
            )
        other = publishing.group_of(sku)
        if other and other != key:
            raise refusal(
                25703,
                "The following SKU is already a member of another group. SKU :"
                f" {sku} groupId : {other}",
                SKU=sku,
            )
        for listing, _entry in call.seller.managed().get(sku, ()):
            if listing.is_active and listing.group_key != key:
                raise refusal(
                    25704,
                    "The following SKU is already listed as a single SKU listing. SKU :"
                    f" {sku} Listing ID : {listing.item_id}",
                    SKU=sku,
                )


def _revise(simulator, key, group, listing):
    """Bring the live listing up to date: members that left leave it, others stay."""
    live = {entry.sku for entry in listing.entries()}
    members = [
        (item, offer)
        for item, offer in members_of(simulator, group, listing.market.code)
        if offer.document["sku"] in live
    ]
    check_group(simulator, group, members, listing.market.code, listing, (ITEM,))
    update_group(simulator, key, members, listing)
