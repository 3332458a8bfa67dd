# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Inventory API: offers.

https://developer.ebay.com/api-docs/sell/inventory/resources/offer/methods
"""

from .inventory_common import (
    API,
    BASE,
    READ,
    check_language,
    inventory_error,
    page_of,
)
from .inventory_rendering import offer
from .publishing.documents import offer_document, offer_documents
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
    found = offer_documents(call.simulator, sku)
    market = call.query.get("marketplace_id")
    if market:
        found = [one for one in found if one["marketplaceId"] == market]
    if not found:
        raise offer_unavailable()
    members, paging = page_of(call, "/offer", found, 100, LARGEST_PAGE, sku=sku)
    return paging | {"offers": members}


@routes.add("GET", "/offer/{offerId}", "getOffer", scopes=READ)
def get_offer(call):
    """Answer with one offer."""
    check_language(call)
    offer_id = call.path["offerId"]
    written = call.simulator.publishing.offers.get(offer_id)
    if written is not None:
        return offer_document(call.simulator, written)
    for found in call.seller.managed().values():
        for listing, entry in found:
            if entry.offer_id == offer_id:
                return offer(call.simulator, listing, entry)
    raise offer_unavailable()


def offer_unavailable(offer_id=""):
    """Return the error for an offer that is not there; eBay sends it with 404."""
    named = f" : {offer_id}" if offer_id else ""
    return inventory_error(404, 25713, f"This Offer is not available{named}.")
