# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A listing as an ``Item`` element, with as much in it as the caller asked for.

eBay returns a field only at the levels its reference names for the call. The element
order is that of eBay's schema.
"""

from dataclasses import dataclass

from .clock import timestamp
from .descriptions import description
from .listing import AUCTION
from .trading_xml import amount, container, element, name_values

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


def render_item(listing, view, simulator, now):
    """The ``Item`` element; kept until the listing changes or renews."""
    end_time = listing.end_time(now)
    cached = listing.rendered.get(view)
    if cached is None:
        cached = _Item(listing, view, simulator, end_time).render()
        listing.rendered[view] = cached
    return cached


class _Item:
    def __init__(self, listing, view, simulator, end_time):
        self.listing = listing
        self.view = view
        self.simulator = simulator
        self.end_time = end_time
        self.market = listing.market
        self.currency = listing.market.currency

    def render(self):
        if self.view.level == NONE:
            return container(
                "Item",
                element("ItemID", self.listing.item_id),
                self._listing_details(),
            )
        return container("Item", self._first_half(), self._second_half())

    def _first_half(self):
        listing, fine = self.listing, self.view.level >= FINE
        parts = [
            element("AutoPay", True) if fine else "",
            element("Country", self.market.country),
            element("Currency", self.currency),
            self._description(),
            element("ItemID", listing.item_id),
            self._listing_details(),
            element("ListingDuration", listing.duration),
            element("ListingType", listing.listing_type),
            element("Location", "Leipzig"),
            self._category(),
            self._product_details() if fine else "",
            element("Quantity", listing.quantity),
            container("ReviseStatus", element("ItemRevised", listing.version > 0)),
            self._selling_status(listing),
            element("Site", self.market.site),
            amount("StartPrice", listing.price, self.currency),
            self._storefront() if fine else "",
        ]
        return "".join(parts)

    def _second_half(self):
        listing, fine = self.listing, self.view.level >= FINE
        parts = [
            element("TimeLeft", self._time_left()),
            element("Title", listing.title),
            self._vat() if fine else "",
            container(
                "BestOfferDetails",
                element("BestOfferCount", 0),
                element("BestOfferEnabled", False),
            )
            if fine
            else "",
            element("SKU", listing.sku) if listing.sku else "",
            element("PostalCode", "04109") if fine else "",
            self._pictures() if fine else "",
            element("DispatchTimeMax", 1) if fine else "",
            container("ItemSpecifics", name_values(listing.specifics))
            if self.view.item_specifics
            else "",
            self._variations() if self.view.variations and listing.variations else "",
            element("ConditionID", 1000) if fine else "",
            element("ConditionDisplayName", "Neu") if fine else "",
            self._hidden(),
        ]
        return "".join(parts)

    def _description(self):
        if not self.view.description:
            return ""
        return element("Description", description(self.listing))

    def _listing_details(self):
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

    def _category(self):
        category = self.simulator.categories.by_id[self.listing.category_id]
        return container(
            "PrimaryCategory",
            element("CategoryID", category.category_id),
            element("CategoryName", category.path(self.market.language)),
        )

    def _product_details(self):
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

    def _selling_status(self, listing):
        return container(
            "SellingStatus",
            element("BidCount", listing.bids),
            amount("CurrentPrice", listing.price, self.currency),
            element("QuantitySold", listing.sold),
            element("ListingStatus", listing.status),
        )

    def _storefront(self):
        return container(
            "Storefront",
            element("StoreCategoryID", self.listing.store_category_id),
            element("StoreCategory2ID", 0),
            element("StoreURL", f"https://{self.market.host}/str/simulated"),
        )

    def _time_left(self):
        if not self.listing.is_active:
            return "PT0S"
        left = self.end_time - self.simulator.clock.now()
        return f"P{left.days}DT{left.seconds // 3600}H"

    def _vat(self):
        if not self.market.vat_percent:
            return ""
        return container(
            "VATDetails",
            element("BusinessSeller", True),
            element("VATPercent", self.market.vat_percent),
        )

    def _pictures(self):
        urls = self.simulator.picture_urls(self.listing)
        return container(
            "PictureDetails",
            element("GalleryType", "Gallery"),
            element("GalleryURL", urls[0]) if urls else "",
            *(element("PictureURL", url) for url in urls),
        )

    def _variations(self):
        listing = self.listing
        shown = [
            variation
            for variation in listing.variations
            if not self.view.variation_sku or variation.sku == self.view.variation_sku
        ]
        return container(
            "Variations",
            *(self._variation(variation) for variation in shown),
            self._variation_pictures() if self.view.level >= FINE else "",
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

    def _hidden(self):
        """At quantity 0 with out-of-stock control: alive, and in no search."""
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


def _value_set(listing):
    """[(axis name, (values in the order of their first use))] of all variations."""
    values = {}
    for variation in listing.variations:
        for name, value in variation.specifics:
            values.setdefault(name, {})[value] = True
    return [(name, tuple(found)) for name, found in values.items()]


def is_auction(listing):
    """Whether buyers bid for it."""
    return listing.listing_type == AUCTION
