# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A listing's item and offer as the Inventory API shows them."""

from .clock import timestamp
from .descriptions import description
from .listing import AUCTION
from .publishing.policies import KINDS
from .publishing.rules import CONDITIONS


def inventory_item(simulator, listing, entry):
    """Return an inventory item as the API shows it."""
    product = {
        "title": listing.title,
        "aspects": {
            name: list(values)
            for name, values in (
                *listing.specifics,
                *((name, [value]) for name, value in _specifics(listing, entry)),
            )
        },
        "description": description(listing),
        "imageUrls": simulator.picture_urls(listing),
    }
    if listing.brand:
        product |= {"brand": listing.brand, "mpn": entry.sku}
    if entry.ean.isdigit():
        product["ean"] = [entry.ean]
    item = {
        "sku": entry.sku,
        "locale": listing.market.locale,
        "condition": CONDITIONS[str(listing.condition_id)],
        "product": product,
        "availability": {"shipToLocationAvailability": {"quantity": entry.ship_to}},
    }
    if listing.group_key:
        item["inventoryItemGroupKeys"] = [listing.group_key]
        item["groupIds"] = [listing.group_key]
    return item


def _specifics(listing, entry):
    return entry.specifics if listing.variations else ()


def offer(simulator, listing, entry):
    """Return an offer as the API shows it: the Inventory API's own record."""
    market = listing.market
    return {
        "offerId": entry.offer_id,
        "sku": entry.sku,
        "marketplaceId": market.code,
        "format": "AUCTION" if listing.listing_type == AUCTION else "FIXED_PRICE",
        "listingDescription": description(listing),
        "availableQuantity": entry.offered,
        "pricingSummary": {
            "price": {
                "value": str(entry.price),
                "currency": entry.offer_currency or market.currency,
            }
        },
        "listingPolicies": {
            f"{kind}PolicyId": simulator.publishing.policies.first(kind, market.code)
            for kind in KINDS
        },
        "categoryId": listing.category_id,
        "merchantLocationKey": "DE_04109",
        "tax": {"applyTax": True, "vatPercentage": market.vat_percent},
        "listing": {
            "listingId": listing.item_id,
            "listingStatus": listing_status(listing),
            "soldQuantity": entry.sold,
        },
        "status": "PUBLISHED" if listing.is_active else "UNPUBLISHED",
        "listingDuration": listing.duration,
        "listingStartDate": timestamp(listing.start_time),
    }


def listing_status(listing):
    """Return eBay's status of a listing: ACTIVE, OUT_OF_STOCK or ENDED."""
    if not listing.is_active:
        return "ENDED"
    if listing.stuck_out_of_stock or not listing.available:
        return "OUT_OF_STOCK"
    return "ACTIVE"
