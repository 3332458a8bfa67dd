# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Inventory API: begin and end listings.

https://developer.ebay.com/api-docs/sell/inventory/resources/offer/methods
"""

from ..errors import RestError, json_response
from ..inventory_items import bulk_response
from ..inventory_offers import offer_unavailable
from ..routing import Routes
from .check import check_group, check_single, members_of
from .common import API, BASE, WRITE, check_planned
from .documents import adopt, entry_of, find_offer, group_document
from .listings import end, publish_group, publish_single, update_group
from .refusals import refusal

routes = Routes(BASE, API)
MOST = 25
WARNING = "warning"


@routes.add("POST", "/offer/{offerId}/publish", "publishOffer", scopes=WRITE)
def publish_offer(call):
    """Make a listing of an offer; of a live one it is the same listing again."""
    return _publish(call, call.path["offerId"])


@routes.add("POST", "/bulk_publish_offer", "bulkPublishOffer", scopes=WRITE)
def bulk_publish_offer(call):
    """Publish up to 25 offers; each has a row of its own."""
    numbers = [one.get("offerId") or "" for one in call.json().get("requests") or ()]
    if not 1 <= len(numbers) <= MOST:
        raise refusal(
            25731, f"The number of offers in the request cannot exceed {MOST}"
        )
    if len(set(numbers)) < len(numbers):
        raise refusal(25733, "The offerId should be unique in the request.")
    rows = []
    for number in numbers:
        row = {"offerId": number}
        try:
            rows.append({"statusCode": 200, **row, **_publish(call, number)})
        except RestError as error:
            rows.append({"statusCode": error.status, **row, "errors": [error.detail]})
    return bulk_response(rows)


@routes.add(
    "POST",
    "/offer/publish_by_inventory_item_group",
    "publishOfferByInventoryItemGroup",
    scopes=WRITE,
)
def publish_offer_by_inventory_item_group(call):
    """Make a listing with variations of a group, or bring the live one up to date."""
    simulator = call.simulator
    key, group, marketplace = _group(call)
    check_planned(call, "publishOfferByInventoryItemGroup", key)
    members = members_of(simulator, group, marketplace)
    listing = _live_group(call, key, marketplace)
    check_group(simulator, group, members, marketplace, listing)
    if listing is None:
        listing = publish_group(simulator, key, members, marketplace)
        return {"listingId": listing.item_id}
    update_group(simulator, key, members, listing)
    return _again(simulator, listing)


@routes.add("POST", "/offer/{offerId}/withdraw", "withdrawOffer", scopes=WRITE)
def withdraw_offer(call):
    """End the listing of an offer that is in no group."""
    offer = _find(call, call.path["offerId"])
    check_planned(call, "withdrawOffer", offer.offer_id, offer.document["sku"])
    listing = call.simulator.publishing.live_listing(offer)
    if listing is None:
        raise offer_unavailable(offer.offer_id)
    if listing.group_key:
        raise _in_group(offer.document["sku"])
    end(call.simulator, listing)
    return {"listingId": listing.item_id}


@routes.add(
    "POST",
    "/offer/withdraw_by_inventory_item_group",
    "withdrawOfferByInventoryItemGroup",
    scopes=WRITE,
)
def withdraw_offer_by_inventory_item_group(call):
    """End the listing of a group; group and offers stay."""
    key, _group_document, marketplace = _group(call)
    check_planned(call, "withdrawOfferByInventoryItemGroup", key)
    listing = _live_group(call, key, marketplace)
    if listing is None:
        raise refusal(25713, f"This Offer is not available : {key}.", 404)
    adopt(call.simulator, listing)
    end(call.simulator, listing)
    return json_response(None, 204)


def check_live(simulator, sku, part):
    """Raise eBay's error for what may not be written to the live listings of a SKU."""
    publishing = simulator.publishing
    for offer in publishing.offers_of(sku):
        listing = publishing.live_listing(offer)
        if listing is None or entry_of(listing, sku) is None:
            continue
        if not listing.group_key:
            check_single(simulator, offer, listing, (part,))
            continue
        group = publishing.groups[listing.group_key]
        live = {entry.sku for entry in listing.entries()}
        members = [
            (item, one)
            for item, one in members_of(simulator, group, listing.market.code)
            if one.document["sku"] in live
        ]
        check_group(simulator, group, members, listing.market.code, listing, (part,))


def _publish(call, number):
    """Return the fields of an answer to the publication of an offer."""
    simulator, offer = call.simulator, _find(call, number)
    publishing, sku = simulator.publishing, offer.document["sku"]
    check_planned(call, "publishOffer", number, sku)
    if publishing.group_of(sku):
        raise _in_group(sku)
    listing = publishing.live_listing(offer)
    if listing:
        return _again(simulator, listing)
    check_single(simulator, offer)
    return {"listingId": publish_single(simulator, offer).item_id}


def _again(simulator, listing):
    if simulator.publishing.already_published != WARNING:
        raise refusal(25016, "This offer is already published.")
    message = "System warning. Offer is already published."
    return {
        "listingId": listing.item_id,
        "warnings": [refusal(25402, message).detail],
    }


def _find(call, number):
    offer = find_offer(call.simulator, number)
    if offer is None:
        raise offer_unavailable(number)
    return offer


def _in_group(sku):
    return refusal(
        25732,
        f"The SKU {sku} is part of an inventory item group. Use"
        " publishOfferByInventoryItemGroup.",
        SKU=sku,
    )


def _group(call):
    """Return (key, group, marketplace) of the request."""
    body = call.json()
    key = body.get("inventoryItemGroupKey") or ""
    if group_document(call.simulator, key) is None:
        raise refusal(
            25705,
            f"The Inventory Item Group named {key} could not be found or is not"
            " available in the system.",
            404,
        )
    live = _live_group(call, key, body.get("marketplaceId"))
    if live:
        adopt(call.simulator, live)
    return key, call.simulator.publishing.groups.get(key) or {}, body["marketplaceId"]


def _live_group(call, key, marketplace):
    for listing in call.seller.active():
        if listing.group_key == key and listing.market.code == marketplace:
            return listing
    return None
