# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The documents that eBay's Inventory API takes of a listing.

eBay replaces whole documents, so each holds everything. Price and quantity are in
them as well, but they are the business of the export of prices and quantities once a
listing is published: :func:`without_price_quantity` is what two documents are compared
by.
"""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from typing import Any

from .check_skus import is_gtin
from .content import ListingContent, Picture, SkuContent
from .description import with_mobile_summary

Json = dict[str, Any]

PICTURES_PER_LISTING = 24

#: Only there eBay takes weight and size of the parcel, if they are not needed.
PACKAGE_MARKETPLACES = {
    "EBAY_AU",
    "EBAY_CA",
    "EBAY_DE",
    "EBAY_IT",
    "EBAY_GB",
    "EBAY_US",
    "EBAY_MOTORS_US",
}

#: Conditions that take no note.
_NEW = {"NEW", "NEW_OTHER", "NEW_WITH_DEFECTS"}


def item_document(content: ListingContent, sku: SkuContent) -> Json:
    """Return the inventory item of a SKU.

    https://developer.ebay.com/api-docs/sell/inventory/resources/inventory_item/methods/createOrReplaceInventoryItem

    :field sku: Internal reference of the product, or the SKU that eBay has
    :field product.title: Title of the listing; only without variations, where the
        group has it
    :field product.subtitle: Subtitle; only without variations
    :field product.aspects: Item specifics, and the attributes by which variations
        differ; empty values are left out
    :field product.imageUrls: Pictures of the variant, else of the product; 12,
        without variations 24
    :field condition: Condition of the template or the listing
    :field conditionDescription: Condition note; not for new items
    :field conditionDescriptors: Condition descriptors, as the category demands
    :field availability: Quantity that is offered; later changes are sent by the
        export of stock
    :field packageWeightAndSize: Weight and dimensions of the product; in kilograms
        and centimetres
    """
    aspects = {
        **content.aspects,
        **sku.aspects,
        **{name: [value] for name, value in sku.axes.items()},
    }
    product: Json = {
        "aspects": {name: values for name, values in aspects.items() if any(values)},
        "imageUrls": [one.url for one in sku.pictures or content.pictures][:12],
    }
    if not content.has_variations:
        # Texts of a member would replace those of the group.
        product["title"] = content.title
        product["imageUrls"] = [one.url for one in [*content.pictures, *sku.pictures]][
            :24
        ]
        if content.subtitle:
            product["subtitle"] = content.subtitle
    product.update(_identifiers(content, sku))
    document: Json = {
        "sku": sku.sku,
        "product": product,
        "condition": content.condition,
        "availability": {
            "shipToLocationAvailability": {"quantity": max(0, sku.quantity or 0)}
        },
    }
    if content.condition_description and content.condition not in _NEW:
        document["conditionDescription"] = content.condition_description
    if content.condition_descriptors:
        document["conditionDescriptors"] = content.condition_descriptors
    package = _package(sku)
    shipping = content.policies.get("fulfillment")
    is_calculated = shipping is not None and shipping.calculated
    if package and (is_calculated or content.marketplace in PACKAGE_MARKETPLACES):
        document["packageWeightAndSize"] = package
    return document


def _identifiers(content: ListingContent, sku: SkuContent) -> Json:
    """Return brand, part number and barcode, or the words for *does not apply*.

    :field product.brand: Brand
    :field product.mpn: Part number, else the words for *does not apply*; only with
        a brand
    :field product.ean: Barcode; as ``upc`` or ``isbn`` if it is one. Where the
        category demands a number: the words for *does not apply*
    """
    found: Json = {}
    if sku.brand:
        found["brand"] = sku.brand
        found["mpn"] = sku.mpn or content.identifier_unavailable
        if not found["mpn"]:
            found.pop("mpn")
    identifiers = content.category.identifiers if content.category else {}
    unavailable = content.identifier_unavailable
    kind = gtin_kind(sku.gtin)
    if kind:
        found[kind] = [sku.gtin]
    for name, usage in identifiers.items():
        if usage == "REQUIRED" and name not in found and unavailable:
            found[name] = [unavailable]
    return found


def gtin_kind(text: str) -> str:
    """Return ``ean``, ``upc`` or ``isbn`` for a valid barcode, else ``""``."""
    if not is_gtin(text):
        return ""
    if len(text) == 13 and text.startswith(("978", "979")):
        return "isbn"
    return "upc" if len(text) == 12 else "ean"


def _package(sku: SkuContent) -> Json:
    package: Json = {}
    if sku.weight:
        package["weight"] = {"value": sku.weight, "unit": "KILOGRAM"}
    if sku.dimensions:
        length, width, height = sku.dimensions
        package["dimensions"] = {
            "length": length,
            "width": width,
            "height": height,
            "unit": "CENTIMETER",
        }
    return package


def group_document(content: ListingContent) -> Json:
    """Return the inventory item group of a listing with variations.

    https://developer.ebay.com/api-docs/sell/inventory/resources/inventory_item_group/methods/createOrReplaceInventoryItemGroup

    :field title: Title of the listing; whole, however long
    :field subtitle: Subtitle
    :field description: Description, and the summary for phones
    :field aspects: Item specifics of the listing; those by which variations differ
        are left out
    :field imageUrls: Pictures; one for each value of the picture attribute first,
        24 at most
    :field variantSKUs: SKUs of the variants
    :field variesBy.specifications: Attributes and values of the variants; in their
        order
    :field variesBy.aspectsImageVariesBy: Picture attribute; if every variant has a
        picture
    """
    axes: dict[str, list[str]] = {}
    for sku in content.skus:
        for name, value in sku.axes.items():
            values = axes.setdefault(name, [])
            if value not in values:
                values.append(value)
    document: Json = {
        "title": content.title,
        "description": _description(content),
        "aspects": {
            name: values
            for name, values in content.aspects.items()
            if any(values) and name not in axes
        },
        "imageUrls": _group_pictures(content, axes),
        "variantSKUs": [sku.sku for sku in content.skus],
        "variesBy": {
            "specifications": [
                {"name": name, "values": values} for name, values in axes.items()
            ]
        },
    }
    if content.subtitle:
        document["subtitle"] = content.subtitle
    axis = _picture_axis(content, axes)
    if axis:
        document["variesBy"]["aspectsImageVariesBy"] = [axis]
    return document


def _picture_axis(content: ListingContent, axes: dict[str, list[str]]) -> str:
    """Return the axis by which pictures vary; eBay demands one of every group.

    A listing has 24 pictures: an axis with more values cannot have one for each.
    """
    if len(axes.get(content.picture_axis) or ()) <= PICTURES_PER_LISTING:
        return content.picture_axis
    return min(axes, key=lambda name: len(axes[name]))


def _group_pictures(content: ListingContent, axes: dict[str, list[str]]) -> list[str]:
    """Return the group's pictures: one for each value of the axis, in its order."""
    common = [picture.url for picture in content.pictures]
    axis = _picture_axis(content, axes)
    first: dict[str, str] = {}
    for sku in content.skus:
        if sku.pictures:
            first.setdefault(sku.axes.get(axis, ""), sku.pictures[0].url)
    if not first:
        return common[:PICTURES_PER_LISTING]
    # A value without a picture of its own shows the product's.
    urls = [first.get(value) or next(iter(common), "") for value in axes[axis]]
    urls = [url for url in urls if url]
    return (urls + [url for url in common if url not in urls])[:PICTURES_PER_LISTING]


def offer_document(content: ListingContent, sku: SkuContent) -> Json:
    """Return the offer of a SKU on the listing's marketplace.

    https://developer.ebay.com/api-docs/sell/inventory/resources/offer/methods/createOffer

    :field sku: SKU
    :field marketplaceId: Marketplace of the template
    :field format: Always ``FIXED_PRICE``
    :field listingDuration: Always ``GTC``
    :field availableQuantity: Quantity that is offered
    :field categoryId: eBay category of the listing, the template or the product
        category
    :field merchantLocationKey: Location of the template
    :field listingDescription: Description, and the summary for phones
    :field listingPolicies: Business policies of the template; with best offer and
        its limits if allowed
    :field pricingSummary: Price of the pricelist, as buyers see it
    :field includeCatalogProductDetails: Never: eBay would replace our texts by its
        catalogue's
    :field tax: VAT percentage; if a rate is known
    :field quantityLimitPerBuyer: Limit per buyer
    :field lotSize: Pieces in a lot; if more than one
    :field storeCategoryNames: Store categories; two at most
    :field regulatory: Product safety, manufacturer, energy label and others; as the
        category demands
    """
    policies: Json = {
        f"{kind}PolicyId": policy.external_id
        for kind, policy in content.policies.items()
        if policy
    }
    if content.best_offer:
        policies["bestOfferTerms"] = _best_offer(content)
    document: Json = {
        "sku": sku.sku,
        "marketplaceId": content.marketplace,
        "format": "FIXED_PRICE",
        "listingDuration": "GTC",
        "availableQuantity": max(0, sku.quantity or 0),
        "categoryId": content.category.category_id if content.category else "",
        "merchantLocationKey": content.location.key if content.location else "",
        "listingDescription": _description(content),
        "listingPolicies": policies,
        "pricingSummary": {"price": _money(sku.price, content.currency)},
        # eBay would replace our texts by its catalogue's.
        "includeCatalogProductDetails": False,
    }
    if content.vat is not None:
        document["tax"] = {"vatPercentage": content.vat}
    if content.quantity_limit:
        document["quantityLimitPerBuyer"] = content.quantity_limit
    if content.lot_size > 1:
        document["lotSize"] = content.lot_size
    if content.store_categories:
        document["storeCategoryNames"] = content.store_categories[:2]
    if content.regulatory:
        document["regulatory"] = content.regulatory
    if content.eco_fee:
        fee = _money(content.eco_fee, content.currency)
        document["extendedProducerResponsibility"] = {"ecoParticipationFee": fee}
    return document


def _best_offer(content: ListingContent) -> Json:
    terms: Json = {"bestOfferEnabled": True}
    for name, amount in (
        ("autoAcceptPrice", content.best_offer_accept),
        ("autoDeclinePrice", content.best_offer_decline),
    ):
        if amount:
            terms[name] = _money(amount, content.currency)
    return terms


def _description(content: ListingContent) -> str:
    return with_mobile_summary(content.description, content.mobile_summary)


def _money(amount: Decimal | None, currency: str) -> Json:
    return {"value": f"{amount or 0:.2f}", "currency": currency}


# === COMPARING ===


def plain(document: Json) -> Json:
    """Return a document as it is stored and compared: numbers are texts or floats."""
    return json.loads(json.dumps(document, default=float, sort_keys=True))


def without_price_quantity(document: Json) -> Json:
    """Return a document without what the export of prices and quantities sends."""
    stripped = deepcopy(document)
    stripped.pop("availability", None)
    stripped.pop("availableQuantity", None)
    stripped.pop("pricingSummary", None)
    return stripped


def content_checksum(content: ListingContent) -> str:
    """Return what identifies a listing as it would be sent, its quantities aside.

    Pictures count as files: where they were uploaded does not matter.
    """

    def by_file(pictures: list[Picture]) -> list[Picture]:
        return [replace(picture, url=picture.checksum) for picture in pictures]

    content = replace(
        content,
        pictures=by_file(content.pictures),
        skus=[replace(sku, pictures=by_file(sku.pictures)) for sku in content.skus],
    )
    documents = [
        document
        for sku in content.skus
        for document in (item_document(content, sku), offer_document(content, sku))
    ]
    if content.has_variations:
        documents.append(group_document(content))
    for document in documents:
        document.pop("availability", None)
        document.pop("availableQuantity", None)
    packed = json.dumps(documents, sort_keys=True, default=float)
    return sha256(packed.encode()).hexdigest()
