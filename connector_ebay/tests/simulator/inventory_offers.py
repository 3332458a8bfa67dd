# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Inventory API: offers.

https://developer.ebay.com/api-docs/sell/inventory/resources/offer/methods
"""

from .clock import timestamp
from .descriptions import description
from .inventory_common import (
    API,
    BASE,
    READ,
    check_language,
    inventory_error,
    managed_entries,
    page_of,
)
from .listing import AUCTION
from .routing import Routes

routes = Routes(BASE, API)
LARGEST_PAGE = 100


@routes.add("GET", "/offer", "getOffers", scopes=READ)
def get_offers(call):
    """Answer with the offers of one SKU; there is no way to list the offers of all."""
    check_language(call)
    sku = call.query.get("sku")
    if not sku:
        raise inventory_error(
            400,
            25707,
            "This is an invalid value for a SKU. Only alphanumeric"
            " characters can be used for SKUs, and their length must not exceed 50"
            " characters",
        )
    refusal = call.simulator.limits.reading_refusal(sku)
    if refusal:
        raise inventory_error(400, refusal.error_id, refusal.message)
    found = managed_entries(call.seller).get(sku)
    if found is None:
        raise offer_unavailable()
    members, paging = page_of(call, "/offer", [found], 100, LARGEST_PAGE, sku=sku)
    return paging | {"offers": [offer(call, *one) for one in members]}


@routes.add("GET", "/offer/{offerId}", "getOffer", scopes=READ)
def get_offer(call):
    """Answer with one offer."""
    check_language(call)
    return offer(call, *find_offer(call.seller, call.path["offerId"]))


def find_offer(seller, offer_id):
    """Return (listing, entry) of an offer id; error 25713 when there is none."""
    for listing, entry in managed_entries(seller).values():
        if entry.offer_id == offer_id:
            return listing, entry
    raise offer_unavailable()


def offer_unavailable():
    """Return the error for an offer that is not there; eBay sends it with 404."""
    return inventory_error(404, 25713, "This Offer is not available.")


def offer(call, listing, entry):
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
            "fulfillmentPolicyId": "6196944000",
            "paymentPolicyId": "6196945000",
            "returnPolicyId": "6196946000",
        },
        "categoryId": listing.category_id,
        "merchantLocationKey": "DE_04109",
        "tax": {"applyTax": True, "vatPercentage": market.vat_percent},
        "listing": {
            "listingId": listing.item_id,
            "listingStatus": _listing_status(listing),
            "soldQuantity": entry.sold,
        },
        "status": "PUBLISHED" if listing.is_active else "UNPUBLISHED",
        "listingDuration": listing.duration,
        "listingStartDate": timestamp(listing.start_time),
    }


def _listing_status(listing):
    if not listing.is_active:
        return "ENDED"
    if listing.stuck_out_of_stock or not listing.available:
        return "OUT_OF_STOCK"
    return "ACTIVE"
