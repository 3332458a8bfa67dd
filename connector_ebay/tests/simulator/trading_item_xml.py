# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A listing as an ``Item`` element, with as much in it as the caller asked for.

eBay returns a field only at the levels its reference names for the call: numbers,
titles, prices and quantities from Coarse on; seller's and product's details from Fine
on; SKU, category, listing type and pictures with ReturnAll. The element order is that
of eBay's schema.
"""

from dataclasses import dataclass

from .clock import timestamp
from .descriptions import description
from .listing import AUCTION
from .trading_selectors import Selection
from .trading_xml import (
    amount,
    container,
    element,
    name_values,
)

#: Without any level: the item's number and its times only (knowledge base 381).
NONE, COARSE, MEDIUM, FINE, ALL = range(5)


@dataclass(frozen=True)
class View:
    """Which parts of an item an answer shows; equal views give equal XML."""

    level: int = COARSE
    variations: bool = False
    variation_specifics: bool = True
    item_specifics: bool = False
    description: bool = False
    variation_sku: str = ""
    selection: Selection | None = None
    above: tuple = ("ItemArray",)


def render_item(listing, view, simulator, now):
    """Return the ``Item`` element; kept until the listing changes or renews."""
    end_time = listing.end_time(now)
    cached = listing.rendered.get(view)
    if cached is None:
        cached = _Item(listing, view, simulator, end_time).render()
        listing.rendered[view] = cached
    return cached


class _Item:
    """One listing on its way to XML."""

    def __init__(self, listing, view, simulator, end_time):
        self.listing = listing
        self.view = view
        self.simulator = simulator
        self.end_time = end_time
        self.market = listing.market
        self.currency = listing.market.currency

    def render(self):
        """Return the whole element, with the parts of the view's level and
        selectors."""
        parts = self._parts()
        trail = (*self.view.above, "Item")
        if self.view.selection and not self.view.selection.covers(trail):
            parts = (self.view.selection.cut_element(part, trail) for part in parts)
        return container("Item", *parts)

    def _parts(self):
        for level, render in PARTS:
            if self.view.level >= level:
                yield render(self)

    def description(self):
        """Return the HTML description."""
        selection = self.view.selection
        if not self.view.description:
            return ""
        if selection and not selection.names("Description"):
            return ""
        return element("Description", description(self.listing))

    def listing_details(self):
        """Return times, address, and what it was relisted as."""
        listing, full = self.listing, self.view.level > NONE
        return container(
            "ListingDetails",
            element("RelistedItemID", listing.relisted_item_id or None) if full else "",
            element("StartTime", timestamp(listing.start_time)),
            element("EndTime", timestamp(self.end_time)),
            element("ViewItemURL", self.market.item_url(listing.item_id))
            if full
            else "",
            element("EndingReason", listing.ending_reason or None) if full else "",
        )

    def category(self):
        """Return the category with its colon path in the site's language."""
        category = self.simulator.categories.find(self.listing.category_id)
        return container(
            "PrimaryCategory",
            element("CategoryID", category.category_id),
            element("CategoryName", category.path(self.market.language)),
        )

    def product_details(self):
        """Return the identifiers of a listing without variations."""
        listing = self.listing
        if listing.variations:
            return ""
        return container(
            "ProductListingDetails",
            element("EAN", listing.ean or None),
            container(
                "BrandMPN",
                element("Brand", listing.brand),
                element("MPN", listing.sku or listing.item_id),
            )
            if listing.brand
            else "",
        )

    def revise_status(self):
        """Return whether the seller changed the listing since it was made."""
        return container(
            "ReviseStatus", element("ItemRevised", self.listing.version > 0)
        )

    def selling_status(self):
        """Return price, units sold, and whether it runs."""
        listing = self.listing
        return container(
            "SellingStatus",
            element("BidCount", listing.bids),
            amount("CurrentPrice", listing.price, self.currency),
            element("QuantitySold", listing.sold),
            element("ListingStatus", listing.status),
        )

    def best_offer(self):
        """Return that there are no best offers."""
        return container(
            "BestOfferDetails",
            element("BestOfferCount", 0),
            element("BestOfferEnabled", False),
        )

    def item_specifics(self):
        """Return the item specifics, which only GetItem gives, and only when asked."""
        if not self.view.item_specifics:
            return ""
        return container("ItemSpecifics", name_values(self.listing.specifics))

    def storefront(self):
        """Return where in the seller's shop it is."""
        return container(
            "Storefront",
            element("StoreCategoryID", self.listing.store_category_id),
            element("StoreCategory2ID", 0),
            element("StoreURL", f"https://{self.market.host}/str/simulated"),
        )

    def time_left(self):
        """Return how long it still runs, as an ISO 8601 duration."""
        if not self.listing.is_active:
            return element("TimeLeft", "PT0S")
        left = self.end_time - self.simulator.clock.now()
        return element("TimeLeft", f"P{left.days}DT{left.seconds // 3600}H")

    def vat(self):
        """Return the VAT rate of a business seller."""
        if not self.market.vat_percent:
            return ""
        return container(
            "VATDetails",
            element("BusinessSeller", True),
            element("VATPercent", self.market.vat_percent),
        )

    def pictures(self):
        """Return the addresses of its pictures."""
        urls = self.simulator.picture_urls(self.listing)
        return container(
            "PictureDetails",
            element("GalleryType", "Gallery"),
            element("GalleryURL", urls[0]) if urls else "",
            *(element("PictureURL", url) for url in urls),
        )

    def variations(self):
        """Return the variations, their pictures and all their values."""
        listing = self.listing
        if not self.view.variations or not listing.variations:
            return ""
        shown = [
            variation
            for variation in listing.variations
            if not self.view.variation_sku or variation.sku == self.view.variation_sku
        ]
        return container(
            "Variations",
            *(self._variation(variation) for variation in shown),
            self._variation_pictures() if self.view.level >= ALL else "",
            container("VariationSpecificsSet", name_values(_value_set(listing)))
            if self.view.variation_specifics
            else "",
        )

    def _variation(self, variation):
        # GetSellerEvents leaves the specifics out unless a SKU is missing.
        specific = self.view.variation_specifics or not variation.sku
        pairs = [(name, (value,)) for name, value in variation.specifics]
        return container(
            "Variation",
            element("SKU", variation.sku or None),
            amount("StartPrice", variation.price, self.currency),
            element("Quantity", variation.available + variation.sold),
            container("VariationSpecifics", name_values(pairs)) if specific else "",
            container(
                "SellingStatus",
                element("QuantitySold", variation.sold),
                element("QuantitySoldByPickupInStore", 0),
            ),
            container(
                "VariationProductListingDetails", element("EAN", variation.ean or None)
            )
            if self.view.level >= FINE
            else "",
        )

    def hidden(self):
        """Return that it is hidden, as at quantity 0 with out-of-stock control."""
        if not self.listing.is_active or self.listing.available:
            return ""
        return element("HideFromSearch", True) + element(
            "ReasonHideFromSearch", "OutOfStock"
        )

    def _variation_pictures(self):
        listing = self.listing
        name, values = _value_set(listing)[0]
        sets = [
            container(
                "VariationSpecificPictureSet",
                element("VariationSpecificValue", value),
                element("PictureURL", self.simulator.picture_url(listing, number)),
            )
            for number, value in enumerate(values, listing.pictures)
        ]
        return container("Pictures", element("VariationSpecificName", name), *sets)


#: (lowest level, part of the item), in the order of eBay's schema.
PARTS = (
    (FINE, lambda item: element("AutoPay", True)),
    (COARSE, lambda item: element("Country", item.market.country)),
    (COARSE, lambda item: element("Currency", item.currency)),
    (COARSE, _Item.description),
    (NONE, lambda item: element("ItemID", item.listing.item_id)),
    (NONE, _Item.listing_details),
    (COARSE, lambda item: element("ListingDuration", item.listing.duration)),
    (ALL, lambda item: element("ListingType", item.listing.listing_type)),
    (COARSE, lambda item: element("Location", "Leipzig")),
    (ALL, _Item.category),
    (FINE, _Item.product_details),
    (COARSE, lambda item: element("Quantity", item.listing.quantity)),
    (COARSE, _Item.revise_status),
    (COARSE, _Item.selling_status),
    (COARSE, lambda item: element("Site", item.market.site)),
    (COARSE, lambda item: amount("StartPrice", item.listing.price, item.currency)),
    (FINE, _Item.storefront),
    (COARSE, _Item.time_left),
    (COARSE, lambda item: element("Title", item.listing.title)),
    (FINE, _Item.vat),
    (FINE, _Item.best_offer),
    (ALL, lambda item: element("SKU", item.listing.sku or None)),
    (FINE, lambda item: element("PostalCode", "04109")),
    (ALL, _Item.pictures),
    (FINE, lambda item: element("DispatchTimeMax", 1)),
    (COARSE, _Item.item_specifics),
    (COARSE, _Item.variations),
    (FINE, lambda item: element("ConditionID", item.listing.condition_id)),
    (FINE, lambda item: element("ConditionDisplayName", "Neu")),
    (COARSE, _Item.hidden),
)


def _value_set(listing):
    """Return [(axis name, (values in the order of their first use))] of all
    variations."""
    values = {}
    for variation in listing.variations:
        for name, value in variation.specifics:
            values.setdefault(name, {})[value] = True
    return [(name, tuple(found)) for name, found in values.items()]


def is_auction(listing):
    """Return whether buyers bid for it."""
    return listing.listing_type == AUCTION
