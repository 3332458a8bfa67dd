# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Read Trading's Item element into a listing.

https://developer.ebay.com/devzone/xml/docs/reference/ebay/types/ItemType.html
"""

from __future__ import annotations

from .listing import Listing, Variation
from .trading_xml import Node

# EAN-8, UPC-A, EAN-13 (an ISBN-13 is one) and GTIN-14.
BARCODE_LENGTHS = {8, 12, 13, 14}
NO_STORE_CATEGORY = "0"


def parse_listing(item: Node, detailed: bool = False) -> Listing:
    """Return an Item as a listing.

    :param detailed: with description and item specifics, which only GetItem returns
    :raises MalformedDocumentError: a number is none
    """
    price = item.node("SellingStatus", "CurrentPrice")
    quantity = item.integer("Quantity")
    sold = item.integer("SellingStatus", "QuantitySold")
    listing = Listing(
        item_id=item.text("ItemID"),
        sku=item.text("SKU"),
        title=item.text("Title"),
        listing_type=item.text("ListingType"),
        listing_status=item.text("SellingStatus", "ListingStatus"),
        listing_duration=item.text("ListingDuration"),
        site=item.text("Site"),
        currency=price.attribute("currencyID") if price else item.text("Currency"),
        price=item.decimal("SellingStatus", "CurrentPrice"),
        quantity=quantity,
        quantity_sold=sold,
        available=max(0, quantity - sold),
        category_id=item.text("PrimaryCategory", "CategoryID"),
        category_path=item.text("PrimaryCategory", "CategoryName"),
        picture_urls=_pictures(item),
        start_time=item.time("ListingDetails", "StartTime"),
        end_time=item.time("ListingDetails", "EndTime"),
        view_url=item.text("ListingDetails", "ViewItemURL"),
        relisted_item_id=item.text("ListingDetails", "RelistedItemID"),
        ean=_barcode(item.node("ProductListingDetails")),
        out_of_stock_control=item.flag("OutOfStockControl"),
        store_category_ids=_store_categories(item),
        variations=_variations(item.node("Variations")),
        partial=not item.text("PrimaryCategory", "CategoryID"),
    )
    if detailed:
        listing["description"] = item.text("Description")
        listing["specifics"] = _specifics(item.node("ItemSpecifics"))
    return listing


def _pictures(item: Node) -> list[str]:
    details = item.node("PictureDetails")
    if details is None:
        return []
    return details.texts("PictureURL") or details.texts("GalleryURL")


def _store_categories(item: Node) -> list[str]:
    storefront = item.node("Storefront")
    if storefront is None:
        return []
    names = ("StoreCategoryID", "StoreCategory2ID")
    ids = (storefront.text(name) for name in names)
    return [text for text in ids if text and text != NO_STORE_CATEGORY]


def _barcode(details: Node | None) -> str:
    """Return the barcode; eBay's wordings for *does not apply* are none."""
    if details is None:
        return ""
    for name in ("EAN", "ISBN", "UPC"):
        text = details.text(name)
        if text.isascii() and text.isdigit() and len(text) in BARCODE_LENGTHS:
            return text
    return ""


def _specifics(container: Node | None) -> dict[str, list[str]]:
    if container is None:
        return {}
    return {
        pair.text("Name"): pair.texts("Value")
        for pair in container.nodes("NameValueList")
        if pair.text("Name")
    }


def _variations(container: Node | None) -> list[Variation]:
    if container is None:
        return []
    pictures = _variation_pictures(container)
    return [_variation(node, pictures) for node in container.nodes("Variation")]


def _variation(node: Node, pictures: dict[tuple[str, str], list[str]]) -> Variation:
    quantity = node.integer("Quantity")
    sold = node.integer("SellingStatus", "QuantitySold")
    container = node.node("VariationSpecifics")
    pairs = container.nodes("NameValueList") if container else ()
    specifics = [(pair.text("Name"), pair.text("Value")) for pair in pairs]
    return Variation(
        sku=node.text("SKU"),
        specifics=specifics,
        price=node.decimal("StartPrice"),
        quantity=quantity,
        quantity_sold=sold,
        available=max(0, quantity - sold),
        ean=_barcode(node.node("VariationProductListingDetails")),
        picture_urls=[url for pair in specifics for url in pictures.get(pair, ())],
    )


def _variation_pictures(container: Node) -> dict[tuple[str, str], list[str]]:
    """Return picture addresses by the (name, value) that they show."""
    pictures: dict[tuple[str, str], list[str]] = {}
    for group in container.nodes("Pictures"):
        name = group.text("VariationSpecificName")
        for picture_set in group.nodes("VariationSpecificPictureSet"):
            value = picture_set.text("VariationSpecificValue")
            pictures[name, value] = picture_set.texts("PictureURL")
    return pictures
