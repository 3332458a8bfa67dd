# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Items, groups and offers as the Inventory API shows them.

What was written is shown as it was written, with the price and the quantity that the
live listing has by now. What is older than the API's first write is shown as its
listing is.
"""

import copy

from ..inventory_common import managed_entry
from ..inventory_rendering import inventory_item, listing_status, offer
from .offer import Offer


def item_document(simulator, sku):
    """Return an item, None when there is none."""
    publishing, found = simulator.publishing, managed_entry(simulator.seller, sku)
    written = publishing.items.get(sku)
    if written is None:
        return inventory_item(simulator, *found) if found else None
    document = {**copy.deepcopy(written), "sku": sku}
    if found and found[0].is_active:
        listing, entry = found
        if not listing.variations and "product" in document:
            document["product"]["title"] = listing.title
        _set_quantity(document, entry.ship_to)
    group = publishing.group_of(sku)
    if group:
        document["inventoryItemGroupKeys"] = document["groupIds"] = [group]
    return document


def group_document(simulator, key):
    """Return a group, None when there is none."""
    publishing = simulator.publishing
    if key not in publishing.groups:
        for listing in simulator.seller.active():
            if key and listing.group_key == key:
                return _group_of_listing(simulator, listing)
        return None
    return {**copy.deepcopy(publishing.groups[key]), "inventoryItemGroupKey": key}


def offer_documents(simulator, sku):
    """Return the offers of a SKU."""
    publishing = simulator.publishing
    written = publishing.offers_of(sku)
    found = [offer_document(simulator, one) for one in written]
    known = {one.offer_id for one in written}
    return found + [
        offer(simulator, listing, entry)
        for listing, entry in simulator.seller.managed().get(sku, ())
        if entry.offer_id and entry.offer_id not in known
    ]


def offer_document(simulator, one):
    """Return one offer that was written."""
    publishing = simulator.publishing
    document = {**copy.deepcopy(one.document), "offerId": one.offer_id}
    listing = publishing.live_listing(one)
    entry = listing and entry_of(listing, one.document["sku"])
    document["status"] = "PUBLISHED" if entry else "UNPUBLISHED"
    if entry:
        currency = entry.offer_currency or listing.market.currency
        price = {"value": str(entry.price), "currency": currency}
        document.setdefault("pricingSummary", {})["price"] = price
        document["availableQuantity"] = entry.offered
        document["categoryId"] = listing.category_id
    if one.item_id:
        ended = simulator.seller.listings[one.item_id]
        document["listing"] = {
            "listingId": one.item_id,
            "listingStatus": listing_status(listing) if entry else "ENDED",
            "soldQuantity": entry.sold if entry else ended.sold,
            "listingOnHold": one.item_id in publishing.on_hold,
        }
    return document


def find_offer(simulator, offer_id):
    """Return the `Offer` of an id; one that was never written is made of its
    listing."""
    publishing = simulator.publishing
    if offer_id not in publishing.offers:
        for found in simulator.seller.managed().values():
            for listing, entry in found:
                if entry.offer_id == offer_id:
                    adopt(simulator, listing)
    return publishing.offers.get(offer_id)


def adopt(simulator, listing):
    """Keep the documents of a listing that was generated or migrated."""
    publishing = simulator.publishing
    if listing.channel != "inventory":
        raise ValueError(f"{listing.item_id} is not known to the Inventory API")
    key = listing.group_key
    if key and key not in publishing.groups:
        group = _group_of_listing(simulator, listing)
        del group["inventoryItemGroupKey"]
        publishing.keep_group(key, group)
    for entry in listing.entries():
        if entry.sku not in publishing.items:
            item = inventory_item(simulator, listing, entry)
            for name in ("sku", "inventoryItemGroupKeys", "groupIds"):
                item.pop(name, None)
            publishing.items[entry.sku] = item
        if entry.offer_id not in publishing.offers:
            document = offer(simulator, listing, entry)
            for name in ("offerId", "status", "listing", "listingStartDate"):
                document.pop(name, None)
            publishing.keep_offer(Offer(entry.offer_id, document, listing.item_id))


def entry_of(listing, sku):
    """Return the variation of a SKU or the listing itself; None when it left."""
    found = [entry for entry in listing.entries() if entry.sku == sku]
    return found[0] if found else None


def _set_quantity(document, quantity):
    availability = document.setdefault("availability", {})
    availability.setdefault("shipToLocationAvailability", {})["quantity"] = quantity


def _group_of_listing(simulator, listing):
    specifications = {}
    for entry in listing.variations:
        for name, value in entry.specifics:
            specifications.setdefault(name, {})[value] = True
    names = list(specifications)
    item = inventory_item(simulator, listing, listing.variations[0])
    axes = set(names)
    return {
        "inventoryItemGroupKey": listing.group_key,
        "title": listing.title,
        "description": item["product"]["description"],
        "aspects": {
            name: values
            for name, values in item["product"]["aspects"].items()
            if name not in axes
        },
        "imageUrls": item["product"]["imageUrls"],
        "variantSKUs": [entry.sku for entry in listing.variations],
        "variesBy": {
            "aspectsImageVariesBy": names[:1],
            "specifications": [
                {"name": name, "values": list(values)}
                for name, values in specifications.items()
            ],
        },
    }
