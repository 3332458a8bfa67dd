# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Inventory API: write and delete offers, and what they would cost.

https://developer.ebay.com/api-docs/sell/inventory/resources/offer/methods
"""

import copy

from ..errors import RestError, json_response
from ..inventory_items import bulk_response
from ..inventory_offers import offer_unavailable
from ..marketplaces import MARKETPLACES
from ..routing import Routes
from .check import OFFER
from .common import API, BASE, WRITE, check_planned, language_of
from .documents import entry_of, find_offer, item_document
from .listings import check_frozen, end, refresh
from .offer import money
from .publish import check_live
from .refusals import invalid_value, missing_field, refusal, user_error

routes = Routes(BASE, API)
MOST, MOST_FEES = 25, 250
LONGEST = 500000
INSERTION_FEE = "0.35"


@routes.add("POST", "/offer", "createOffer", scopes=WRITE)
def create_offer(call):
    """Create an offer; there is one for a SKU, marketplace and format."""
    language_of(call)
    return json_response({"offerId": _create(call, call.json()).offer_id}, 201)


@routes.add("POST", "/bulk_create_offer", "bulkCreateOffer", scopes=WRITE)
def bulk_create_offer(call):
    """Create up to 25 offers; each has a row of its own."""
    language_of(call)
    requests = call.json().get("requests") or []
    keys = [
        tuple(one.get(name) for name in ("sku", "marketplaceId", "format"))
        for one in requests
    ]
    if not 1 <= len(keys) <= MOST:
        raise refusal(
            25730, f"The number of offers in the request cannot exceed {MOST}"
        )
    if len(set(keys)) < len(keys):
        raise refusal(
            25729, "The combination of SKU, marketplaceId and format should be unique."
        )
    rows = []
    for request in requests:
        row = {
            name: request[name]
            for name in ("sku", "marketplaceId", "format")
            if request.get(name)
        }
        try:
            offer = _create(call, request)
            rows.append({"statusCode": 200, "offerId": offer.offer_id, **row})
        except RestError as error:
            rows.append({"statusCode": error.status, **row, "errors": [error.detail]})
    return bulk_response(rows)


@routes.add("PUT", "/offer/{offerId}", "updateOffer", scopes=WRITE)
def update_offer(call):
    """Replace an offer; a live one changes its listing at once."""
    language_of(call)
    offer, simulator = _find(call), call.simulator
    publishing = simulator.publishing
    check_planned(call, "updateOffer", offer.offer_id, offer.document["sku"])
    document = copy.deepcopy(call.json())
    _check_form(document)
    before = offer.document
    fixed = {name: before[name] for name in ("sku", "marketplaceId", "format")}
    listing = publishing.live_listing(offer)
    if listing:
        if not document.get("listingDescription"):
            raise missing_field("listingDescription")
        check_frozen(listing, listing.title, document.get("categoryId"))
    offer.document = {**document, **fixed}
    try:
        check_live(simulator, fixed["sku"], OFFER)
        refresh(simulator, fixed["sku"])
    except RestError:
        # A refused revision changes nothing.
        offer.document = before
        raise
    return json_response(None, 204)


@routes.add("DELETE", "/offer/{offerId}", "deleteOffer", scopes=WRITE)
def delete_offer(call):
    """Delete an offer; a live one ends its listing, or leaves the variations."""
    offer, publishing = _find(call), call.simulator.publishing
    sku = offer.document["sku"]
    check_planned(call, "deleteOffer", offer.offer_id, sku)
    listing = publishing.live_listing(offer)
    entry = listing and entry_of(listing, sku)
    if entry and len(listing.entries()) > 1:
        if entry.sold:
            raise refusal(25019, "Cannot revise listing. The variation has been sold.")
        listing.variations.remove(entry)
        call.seller.revise(listing.item_id)
        key = publishing.group_of(sku)
        if key:
            group = publishing.groups[key]
            skus = [one for one in group["variantSKUs"] if one != sku]
            publishing.keep_group(key, {**group, "variantSKUs": skus})
    elif entry:
        end(call.simulator, listing)
    for _listing, one in call.seller.managed().get(sku, ()):
        if one.offer_id == offer.offer_id:
            one.offer_id = ""
    publishing.drop_offer(offer)
    return json_response(None, 204)


@routes.add("POST", "/offer/get_listing_fees", "getListingFees", scopes=WRITE)
def get_listing_fees(call):
    """Answer with what publishing would cost: sums per marketplace."""
    numbers = [one.get("offerId") for one in call.json().get("offers") or ()]
    if not 1 <= len(numbers) <= MOST_FEES:
        raise invalid_value("offers", f"There can be 1 to {MOST_FEES} of them.")
    counts = {}
    for number in numbers:
        offer = find_offer(call.simulator, number)
        if offer is None or call.simulator.publishing.live_listing(offer):
            raise refusal(
                25754,
                "One or more provided offerId(s) are invalid. All offerId(s) in the"
                " request should belong to an inventoryItem or inventoryItemGroup for a"
                " specific marketplaceId and format.",
            )
        market = offer.document["marketplaceId"]
        counts[market] = counts.get(market, 0) + 1
    return {"feeSummaries": [_fees(*one) for one in counts.items()]}


def _fees(market, count):
    currency = MARKETPLACES[market].currency
    total = str(money({"value": INSERTION_FEE}) * count)
    amount = {"value": total, "currency": currency}
    return {
        "marketplaceId": market,
        "fees": [
            {
                "feeType": "InsertionFee",
                "amount": amount,
                "promotionalDiscount": amount,
            },
            {
                "feeType": "SubtitleFee",
                "amount": {"value": "0.0", "currency": currency},
            },
        ],
    }


def _find(call):
    offer = find_offer(call.simulator, call.path["offerId"])
    if offer is None:
        raise offer_unavailable(call.path["offerId"])
    return offer


def _create(call, body):
    simulator, publishing = call.simulator, call.simulator.publishing
    document = copy.deepcopy(body)
    sku, market = document.get("sku") or "", document.get("marketplaceId")
    if not sku or market not in MARKETPLACES or not document.get("format"):
        raise refusal(25735, "Invalid SKU, marketplaceId or format.")
    check_planned(call, "createOffer", sku)
    if item_document(simulator, sku) is None:
        raise refusal(
            25702, f"{sku} could not be found or is not available in the system.", 404
        )
    if not publishing.is_indexed(sku):
        raise refusal(
            25751,
            f"{sku} could not be found or is not available in the system for the"
            f" marketplace {market}.",
        )
    _check_form(document)
    for listing, entry in call.seller.managed().get(sku, ()):
        if listing.market.code == market and listing.is_active:
            find_offer(simulator, entry.offer_id)
    key = (sku, market, document["format"])
    for other in publishing.offers_of(sku):
        if other.key == key:
            raise _exists(other.offer_id)
    if publishing.offers_of(sku) or call.seller.managed().get(sku):
        call.seller.shared_skus.add(sku)
    return publishing.new_offer(document)


def _exists(offer_id):
    error = user_error("Offer entity already exists.", offerId=offer_id)
    error.detail["category"] = "REQUEST"
    return error


def _check_form(document):
    if len(document.get("listingDescription") or "") > LONGEST:
        raise invalid_value("listingDescription")
    given = (document.get("pricingSummary") or {}).get("price")
    price = money(given)
    if given is not None and (price is None or not price.is_finite() or price < 0):
        raise invalid_value("pricingSummary.price.value")
    quantity = document.get("availableQuantity")
    if quantity is not None and quantity < 0:
        raise invalid_value("availableQuantity")
