# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""May an offer be published? eBay names one problem at a time, and so do these."""

from decimal import Decimal

from ..categories import ROOT_ID
from ..marketplaces import MARKETPLACES
from . import rules
from .check_regulatory import check_regulatory
from .offer import money
from .refusals import (
    HAS,
    invalid_category,
    invalid_policy,
    missing_field,
    refusal,
    user_error,
)

LOWEST_PRICE = Decimal("1.00")
MOST_VAT = 30


def check_offer(simulator, offer, item, *, in_group=False):
    """Raise eBay's error for the first problem of an offer."""
    document = offer.document
    market = MARKETPLACES[document["marketplaceId"]]
    publishing = simulator.publishing
    category = find_category(simulator, document.get("categoryId"))
    if document.get("listingDuration", "GTC") != "GTC":
        raise refusal(25016, "The listingDuration value is invalid.")
    _check_location(publishing, document)
    _check_policies(publishing, offer, market, item)
    _check_money(document, market, in_group)
    _check_more(document, category)
    regulatory = document.get("regulatory") or {}
    check_regulatory(simulator, regulatory, category, market)


def check_account(publishing, offer):
    """Raise the error for an account or a listing that eBay stopped."""
    if not publishing.registered:
        raise refusal(
            25018,
            "Incomplete account information. Please complete your seller registration.",
        )
    if offer.item_id in publishing.on_hold:
        raise refusal(
            25097,
            "This listing is on hold due to a policy violation, and revisions are not"
            " possible. Please check your email for more information.",
        )


def find_category(simulator, category_id):
    """Return the leaf category of an id, or raise eBay's error."""
    trees = simulator.categories
    if not category_id or category_id == ROOT_ID:
        raise invalid_category("A category is required.")
    if category_id in trees.expired:
        raise invalid_category("The category selected has expired.")
    if category_id not in trees.by_id:
        raise invalid_category("The category selected does not exist.")
    category = trees.by_id[category_id]
    if not category.is_leaf:
        raise invalid_category("The category selected is not a leaf category.")
    if category_id in simulator.publishing.virtual:
        raise invalid_category("The category selected does not take listings.")
    return category


def check_limit(simulator, quantity, price):
    """Raise the error for more than the seller may sell in this month."""
    limit = simulator.publishing.selling_limit
    if limit is None:
        return
    amount, units = limit
    if quantity > units or price * quantity > Decimal(str(amount)):
        raise refusal(
            25026,
            "Selling limit exceeded. You have reached the number of items or the amount"
            " you can list this month.",
        )


def check_duplicate(simulator, title, market, listing):
    """Raise the error for goods that are listed on the marketplace already."""
    if not simulator.publishing.refuse_duplicates:
        return
    for other in simulator.seller.listings.values():
        same = other is not listing and other.is_active and other.market is market
        if same and other.title == title:
            raise user_error(
                f"It looks like this listing is for an item you already have on eBay:"
                f" {title} ({other.item_id}). Identical items cannot be listed twice.",
                **{"0": title, "1": other.item_id},
            )


def _check_location(publishing, document):
    key = document.get("merchantLocationKey")
    location = publishing.locations.get(key)
    if location is None:
        raise refusal(25012, "Invalid inventory location. It does not exist.")
    if location.get("merchantLocationStatus", "ENABLED") != "ENABLED":
        raise refusal(25012, "Invalid inventory location. It is disabled.")
    address = (location.get("location") or {}).get("address") or {}
    placed = address.get("postalCode") or (
        address.get("city") and address.get("stateOrProvince")
    )
    if not address.get("country") or not placed:
        raise refusal(25012, "Invalid inventory location. Its address is incomplete.")


def _check_policies(publishing, offer, market, item):
    named = offer.document.get("listingPolicies") or {}
    for kind in ("fulfillment", "payment", "return"):
        policy_id = named.get(f"{kind}PolicyId")
        found = publishing.policies.by_id.get(policy_id)
        if found is None or found[0] != kind or not publishing.is_opted_in:
            raise invalid_policy(kind, policy_id)
        if found[1] != market.code:
            message = f"This Offer is not available : {offer.offer_id}."
            raise refusal(25713, message, 404)
        if kind == "fulfillment":
            _check_shipping(found[2], item)


def _check_shipping(policy, item):
    options = policy.get("shippingOptions") or []
    if not any(option.get("shippingServices") for option in options):
        raise refusal(
            25007,
            "Invalid Shipping policy information. Please add at least one valid"
            " shipping service option to your listing.",
        )
    package = item.get("packageWeightAndSize") or {}
    calculated = any(one.get("costType") == "CALCULATED" for one in options)
    if calculated and not (package.get("weight") and package.get("dimensions")):
        raise refusal(
            25020,
            f"{HAS} has invalid shipping package details. Weight and dimensions are"
            " required for calculated shipping.",
        )


def _check_money(document, market, in_group):
    given = (document.get("pricingSummary") or {}).get("price")
    price = money(given)
    if given is None or price is None:
        raise missing_field("pricingSummary.price")
    if price <= 0:
        raise refusal(25003, f"{HAS} has an invalid price. It must be above 0.")
    if given.get("currency") != market.currency:
        raise refusal(
            25003, f"{HAS} has an invalid price. The currency is {market.currency}."
        )
    if price < LOWEST_PRICE:
        least = f"{market.currency} {LOWEST_PRICE}"
        raise refusal(
            25016,
            f"Invalid price. The price is below the minimum price of {least}",
            MinValue=least,
            SKU=document["sku"],
        )
    terms = (document.get("listingPolicies") or {}).get("bestOfferTerms") or {}
    if terms.get("bestOfferEnabled"):
        _check_best_offer(terms, price, in_group)
    rate = (document.get("tax") or {}).get("vatPercentage")
    if rate is not None and not (0 <= rate <= MOST_VAT and round(rate, 3) == rate):
        raise refusal(25011, f"{HAS} has invalid tax information.")


def _check_best_offer(terms, price, in_group):
    accept = money(terms.get("autoAcceptPrice"))
    decline = money(terms.get("autoDeclinePrice"))
    if in_group:
        raise refusal(
            25024, "Invalid Best Offer information. Variations do not allow it."
        )
    too_high = any(one is not None and one >= price for one in (accept, decline))
    crossed = accept is not None and decline is not None and decline >= accept
    if too_high or crossed:
        raise refusal(
            25024,
            "Invalid Best Offer information. The prices must be below the price, and"
            " the lower one below the higher.",
        )


def _check_more(document, category):
    if document.get("lotSize") and category.category_id in rules.NO_LOTS:
        raise refusal(25006, f"{HAS} has an invalid listing option. No lots here.")
    if len(document.get("storeCategoryNames") or ()) > 2:
        raise refusal(25006, f"{HAS} has an invalid listing option. Two categories.")
