# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""All that is checked before an offer or a group becomes a listing, or changes one."""

from ..marketplaces import MARKETPLACES
from .check_aspects import check_aspects, known_aspects
from .check_offer import (
    check_account,
    check_duplicate,
    check_limit,
    check_offer,
    find_category,
)
from .check_product import (
    MOST_PICTURES_OF_VARIATION,
    check_condition,
    check_identifiers,
    check_pictures,
    quantity_of,
)
from .offer import money
from .refusals import HAS, invalid_group, missing_field, refusal

MOST_VARIATIONS = 250


#: Which part is checked: of what is live only the one that is written, so that a
#: listing from before a new duty can be mended one resource after the other.
ITEM, OFFER = "item", "offer"
BOTH = (ITEM, OFFER)


def check_single(simulator, offer, listing=None, parts=BOTH):
    """Raise the first problem of an offer without a group; ``listing`` is its own."""
    publishing, document = simulator.publishing, offer.document
    item = publishing.items.get(document["sku"]) or {}
    product = item.get("product") or {}
    check_account(publishing, offer)
    market = MARKETPLACES[document["marketplaceId"]]
    if ITEM in parts:
        _check_texts(simulator, document, product, market, listing)
    if OFFER in parts:
        check_offer(simulator, offer, item)
    if ITEM in parts:
        _check_product(simulator, item, document, market)
    _check_quantity(simulator, offered_quantity(document, item))
    if listing is None:
        quantity = offered_quantity(document, item)
        price = money(document["pricingSummary"]["price"])
        check_limit(simulator, quantity, price)


def _check_texts(simulator, document, product, market, listing):
    if not product.get("title"):
        raise missing_field("title")
    if not product.get("description") and not document.get("listingDescription"):
        raise missing_field("description")
    check_pictures(simulator, product.get("imageUrls"))
    check_duplicate(simulator, product["title"], market, listing)


def _check_product(simulator, item, document, market):
    product = item["product"]
    category = find_category(simulator, document.get("categoryId"))
    check_condition(simulator, item, category)
    check_aspects(simulator, category, market.language, product.get("aspects") or {})
    check_identifiers(product, category, market)


def members_of(simulator, group, marketplace):
    """Return [(item, offer)] of the members that are complete; eBay is silent about
    the others."""
    publishing, found = simulator.publishing, []
    for sku in group.get("variantSKUs") or ():
        item = publishing.items.get(sku)
        offers = [
            one
            for one in publishing.offers_of(sku)
            if one.document["marketplaceId"] == marketplace
        ]
        if sku in publishing.left_out or not item or not item.get("product"):
            continue
        if offers and money(
            (offers[0].document.get("pricingSummary") or {}).get("price")
        ):
            found.append((item, offers[0]))
    return found


def check_group(simulator, group, members, marketplace, listing=None, parts=BOTH):
    """Raise the first problem of a group and its members."""
    market = MARKETPLACES[marketplace]
    if not group.get("title"):
        raise missing_field("title")
    if not group.get("description") and not any(
        one.document.get("listingDescription") for _item, one in members
    ):
        raise missing_field("description")
    if not members:
        raise invalid_group("No item of the group has an offer on the marketplace.")
    check_pictures(simulator, group.get("imageUrls") or _pictures(members))
    categories = set()
    for item, offer in members:
        check_account(simulator.publishing, offer)
        if OFFER in parts:
            check_offer(simulator, offer, item, in_group=True)
        category = find_category(simulator, offer.document.get("categoryId"))
        categories.add(category.category_id)
        if ITEM not in parts:
            continue
        check_condition(simulator, item, category)
        check_identifiers(item["product"], category, market)
        check_pictures(
            simulator, item["product"].get("imageUrls"), MOST_PICTURES_OF_VARIATION
        )
    if len(categories) > 1:
        raise invalid_group("All offers of a group must have the same category.")
    if ITEM in parts:
        _check_axes(simulator, group, members, category, market)
    total = sum(offered_quantity(one.document, item) for item, one in members)
    _check_quantity(simulator, total)
    check_duplicate(simulator, group["title"], market, listing)


def _pictures(members):
    return members[0][0]["product"].get("imageUrls")


def _check_axes(simulator, group, members, category, market):
    if not category.varies_by:
        raise invalid_group("Variations are not allowed in this category.")
    axes = axes_of(group)
    if not axes:
        raise invalid_group("Please provide specifications for variesBy.")
    known = {
        one["localizedAspectName"]: one["aspectConstraint"]
        for one in known_aspects(simulator, category, market.language)
    }
    common = group.get("aspects") or {}
    for name in axes:
        if not known.get(name, {}).get("aspectEnabledForVariations", name not in known):
            raise invalid_group(
                f"{name} is not allowed as a variation specific.", **{"0": name}
            )
        if name in common:
            raise invalid_group(
                f"The aspect {name} varies and cannot be an aspect of the group.",
                **{"0": name},
            )
    seen = set()
    for item, offer in members:
        aspects = item["product"].get("aspects") or {}
        combination = tuple(variation_of(group, item))
        wrong = [name for name, value in combination if value not in axes[name]]
        if wrong or combination in seen:
            raise invalid_group(
                f"VariationSpecifics {wrong[0] if wrong else ''} mismatch: they must be"
                " those of the group, and no two variations may be alike.",
                SKU=offer.document["sku"],
            )
        seen.add(combination)
        check_aspects(simulator, category, market.language, {**common, **aspects})


def axes_of(group):
    """Return {aspect that varies: its values}."""
    specifications = (group.get("variesBy") or {}).get("specifications") or []
    return {one["name"]: one.get("values") or [] for one in specifications}


def variation_of(group, item):
    """Yield (axis, value) of a member; value "" where it has none, or several."""
    aspects = (item.get("product") or {}).get("aspects") or {}
    for name in axes_of(group):
        values = aspects.get(name) or []
        yield name, values[0] if len(values) == 1 else ""


def offered_quantity(document, item):
    """Return what buyers would see: the smaller quantity of offer and item."""
    in_item = quantity_of(item) or 0
    offered = document.get("availableQuantity")
    return in_item if offered is None else min(offered, in_item)


def _check_quantity(simulator, quantity):
    if quantity < 1 and not simulator.seller.out_of_stock_control:
        raise refusal(
            25004,
            f"{HAS} has an invalid quantity. quantity must be a valid number greater"
            " than 0",
        )
