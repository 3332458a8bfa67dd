# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Make listings of offers and groups, and bring them up to date."""

from ..listing import Variation
from ..marketplaces import MARKETPLACES
from . import rules
from .check import variation_of
from .check_product import quantity_of
from .documents import entry_of
from .offer import money
from .refusals import frozen, invalid_group, refusal


def publish_single(simulator, offer):
    """Make the listing of an offer; return it."""
    item = simulator.publishing.items[offer.document["sku"]]
    texts = _texts(offer, item["product"], item)
    listing = simulator.seller.put_up(
        market=MARKETPLACES[offer.document["marketplaceId"]],
        price=money(offer.document["pricingSummary"]["price"]),
        available=0,
        sku=offer.document["sku"],
        channel="inventory",
        offer_id=offer.offer_id,
        **texts,
    )
    _set_figures(listing, offer, item)
    offer.item_id = listing.item_id
    _listed(simulator, listing)
    return listing


def update_single(simulator, offer, listing):
    """Bring a live listing up to date with its item and offer."""
    item = simulator.publishing.items[offer.document["sku"]]
    texts = _texts(offer, item["product"], item)
    check_frozen(listing, texts["title"], texts["category_id"])
    write(simulator, listing)
    for name, value in texts.items():
        setattr(listing, name, value)
    _set_figures(listing, offer, item)
    _listed(simulator, listing)


def publish_group(simulator, key, members, marketplace):
    """Make the listing of a group; return it."""
    listing = simulator.seller.put_up(
        market=MARKETPLACES[marketplace],
        price=money(members[0][1].document["pricingSummary"]["price"]),
        available=0,
        channel="inventory",
        group_key=key,
        title="",
        category_id=members[0][1].document["categoryId"],
    )
    update_group(simulator, key, members, listing, new=True)
    return listing


def update_group(simulator, key, members, listing, *, new=False):
    """Bring a listing with variations up to date; what is gone leaves it."""
    group = simulator.publishing.groups[key]
    item, offer = members[0]
    product = {**group, "imageUrls": group.get("imageUrls") or _images(item)}
    texts = _texts(offer, product, item)
    if not new:
        check_frozen(listing, texts["title"], texts["category_id"])
    kept = {one.document["sku"] for _item, one in members}
    for variation in listing.variations:
        if variation.sku not in kept and variation.sold:
            raise invalid_group(
                "A variation that was sold cannot be removed. Set its quantity to 0.",
                SKU=variation.sku,
            )
    if not new:
        write(simulator, listing)
    for name, value in texts.items():
        setattr(listing, name, value)
    listing.ean = listing.sku = ""
    listing.variations = [
        _variation(listing, group, item, offer) for item, offer in members
    ]
    for _item, one in members:
        one.item_id = listing.item_id
    _done(simulator, listing)


def refresh(simulator, sku):
    """Bring all live listings of a SKU up to date, when its item was written."""
    publishing = simulator.publishing
    for offer in publishing.offers_of(sku):
        listing = publishing.live_listing(offer)
        if listing is None or entry_of(listing, sku) is None:
            continue
        if not listing.group_key:
            update_single(simulator, offer, listing)
            continue
        item = publishing.items[sku]
        group = publishing.groups[listing.group_key]
        fresh = _variation(listing, group, item, offer)
        if fresh.specifics != entry_of(listing, sku).specifics and fresh.sold:
            raise frozen("A variation that was sold")
        write(simulator, listing)
        listing.variations = [
            fresh if one.sku == sku else one for one in listing.variations
        ]
        _done(simulator, listing)


def check_frozen(listing, title, category_id):
    """Refuse what cannot change once something was sold."""
    if not listing.sold:
        return
    if title != listing.title:
        raise frozen("The title")
    if category_id != listing.category_id:
        raise frozen("The category")


def write(simulator, listing):
    """Count a revision, or refuse it: there are 250 a day."""
    if not simulator.seller.write(listing):
        raise refusal(25019, "Cannot revise listing: revision limit reached.")


def end(simulator, listing):
    """End a listing; its offers stay, with the price and quantity it had."""
    publishing = simulator.publishing
    for entry in listing.entries():
        offer = publishing.offers.get(entry.offer_id)
        if offer is None:
            continue
        document = offer.document
        currency = entry.offer_currency or listing.market.currency
        price = {"value": str(entry.price), "currency": currency}
        document["pricingSummary"] = {
            **(document.get("pricingSummary") or {}),
            "price": price,
        }
        document["availableQuantity"] = entry.offered
    simulator.seller.end(listing.item_id)


def _texts(offer, product, item):
    """Return the fields of a listing that items, groups and offers describe."""
    document = offer.document
    aspects = product.get("aspects") or {}
    identifiers = [*(product.get("ean") or ()), *(product.get("isbn") or ())]
    return {
        "title": product.get("title") or "",
        "category_id": document["categoryId"],
        "html": document.get("listingDescription") or product.get("description") or "",
        "image_urls": tuple(product.get("imageUrls") or ()),
        "condition_id": int(rules.CONDITION_IDS[item["condition"]]),
        "specifics": tuple((name, tuple(values)) for name, values in aspects.items()),
        "brand": product.get("brand") or "",
        "ean": identifiers[0] if identifiers else "",
    }


def _images(item):
    return (item.get("product") or {}).get("imageUrls")


def _variation(listing, group, item, offer):
    """Return a member as a variation; what was sold of it stays sold."""
    document = offer.document
    before = entry_of(listing, document["sku"]) if listing.variations else None
    product = item["product"]
    variation = Variation(
        specifics=tuple(variation_of(group, item)),
        price=money(document["pricingSummary"]["price"]),
        available=0,
        sku=document["sku"],
        sold=before.sold if before else 0,
        ean=(product.get("ean") or [""])[0],
        offer_id=offer.offer_id,
    )
    _set_figures(variation, offer, item)
    return variation


def _set_figures(entry, offer, item):
    price = offer.document["pricingSummary"]["price"]
    entry.price, entry.offer_currency = money(price), price.get("currency", "")
    offered = offer.document.get("availableQuantity")
    in_item = quantity_of(item) or 0
    entry.set_quantities(in_item, in_item if offered is None else offered)


def _listed(simulator, listing):
    media = simulator.publishing.media
    for url in listing.image_urls:
        if url in media.by_url:
            media.by_url[url].listed = True
    simulator.seller.settle_empty(listing)
    listing.changed(simulator.clock.now())


def _done(simulator, listing):
    _listed(simulator, listing)
    # SKUs may have come and gone.
    simulator.seller.version += 1
