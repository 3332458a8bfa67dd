# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Check SKUs, prices, quantities, identifiers and variations of a listing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from .content import ListingContent, SkuContent
from .problem import WARNING, Problem

SKU_LENGTH = 50
#: eBay says "alphanumeric"; it takes these as well.
SKU_FORM = re.compile(r"[A-Za-z0-9._/-]*")
BRAND_LENGTH = 65
VARIATIONS = 250
#: eBay's lowest price differs between categories; it is seldom above this.
LOW_PRICE = Decimal("1.00")
GTIN_LENGTHS = {8, 12, 13, 14}


def check_skus(content: ListingContent) -> Iterator[Problem]:
    """Yield the problems of the SKUs and of how they vary."""
    if not content.skus:
        yield Problem("missing_sku", "sku")
    names = Counter(sku.sku.casefold() for sku in content.skus if sku.sku)
    for sku in content.skus:
        yield from _check_name(sku, names)
        yield from _check_price(sku)
        yield from _check_quantity(sku, content)
        yield from _check_identifiers(sku, content)
        if not sku.product_id:
            yield Problem("missing_product", "product", sku_id=sku.record_id)
        elif not sku.active:
            yield Problem("invalid_product_archived", "product", sku_id=sku.record_id)
    if content.has_variations:
        yield from _check_variations(content)
    elif len(content.skus) > 1:
        yield Problem("invalid_variations", "variations")


def _check_name(sku: SkuContent, names: Counter[str]) -> Iterator[Problem]:
    if not sku.sku:
        yield Problem("missing_sku", "sku", sku_id=sku.record_id)
        return
    details = {"sku": sku.sku, "limit": SKU_LENGTH}
    if len(sku.sku) > SKU_LENGTH:
        yield Problem(
            "invalid_sku_length", "sku", sku_id=sku.record_id, details=details
        )
    elif not SKU_FORM.fullmatch(sku.sku):
        yield Problem(
            "invalid_sku_form", "sku", WARNING, sku_id=sku.record_id, details=details
        )
    if names[sku.sku.casefold()] > 1:
        yield Problem("duplicate_sku", "sku", sku_id=sku.record_id, details=details)
    elif sku.other_listing:
        yield Problem(
            "duplicate_sku_listing",
            "sku",
            sku_id=sku.record_id,
            details={**details, "listing": sku.other_listing},
        )


def _check_price(sku: SkuContent) -> Iterator[Problem]:
    if sku.price is None:
        yield Problem("missing_price", "price", sku_id=sku.record_id)
    elif sku.price <= 0:
        yield Problem(
            "invalid_price",
            "price",
            sku_id=sku.record_id,
            details={"price": str(sku.price)},
        )
    elif sku.price != sku.price.quantize(Decimal("0.01")):
        yield Problem(
            "invalid_price_decimals",
            "price",
            sku_id=sku.record_id,
            details={"price": str(sku.price)},
        )
    elif sku.price < LOW_PRICE:
        yield Problem(
            "invalid_price_low",
            "price",
            WARNING,
            sku_id=sku.record_id,
            details={"price": str(sku.price)},
        )


def _check_quantity(sku: SkuContent, content: ListingContent) -> Iterator[Problem]:
    if sku.quantity is None:
        # The template decides, for all SKUs alike: said once.
        if sku is next(one for one in content.skus if one.quantity is None):
            yield Problem("missing_quantity", "quantity")
    elif sku.quantity <= 0 and not content.out_of_stock_control:
        # One SKU of several may be sold out, but not the whole listing.
        is_alone = not any((one.quantity or 0) > 0 for one in content.skus)
        if is_alone:
            yield Problem("invalid_quantity", "quantity", sku_id=sku.record_id)


def _check_identifiers(sku: SkuContent, content: ListingContent) -> Iterator[Problem]:
    category = content.category
    required = [
        name
        for name, usage in (category.identifiers if category else {}).items()
        if usage == "REQUIRED"
    ]
    if sku.gtin and not is_gtin(sku.gtin):
        severity = "error" if required else WARNING
        yield Problem(
            "invalid_gtin",
            "gtin",
            severity,
            sku_id=sku.record_id,
            details={"gtin": sku.gtin},
        )
    elif required and not sku.gtin and not content.identifier_unavailable:
        yield Problem(
            "missing_gtin",
            "gtin",
            sku_id=sku.record_id,
            details={"names": ", ".join(required).upper()},
        )
    if sku.mpn and not sku.brand:
        yield Problem("missing_brand", "brand", WARNING, sku_id=sku.record_id)
    for field, text in (("brand", sku.brand), ("mpn", sku.mpn)):
        if len(text) > BRAND_LENGTH:
            yield Problem(
                f"invalid_{field}",
                field,
                sku_id=sku.record_id,
                details={"limit": BRAND_LENGTH},
            )


def _check_variations(content: ListingContent) -> Iterator[Problem]:
    category = content.category
    if category and not category.variations:
        yield Problem("invalid_variations_category", "variations")
    if len(content.skus) > VARIATIONS:
        yield Problem(
            "invalid_variations_count",
            "variations",
            details={"count": len(content.skus), "limit": VARIATIONS},
        )
    axes = {name for sku in content.skus for name in sku.axes}
    known = category.aspects if category else {}
    for name in sorted(axes):
        aspect = known.get(name)
        if aspect and not aspect.for_variations:
            yield Problem("invalid_axis", name, details={"name": name})
    combinations = Counter(tuple(sorted(sku.axes.items())) for sku in content.skus)
    for sku in content.skus:
        missing = sorted(axes - {name for name, value in sku.axes.items() if value})
        if missing:
            yield Problem(
                "missing_axis",
                missing[0],
                sku_id=sku.record_id,
                details={"name": ", ".join(missing)},
            )
        elif combinations[tuple(sorted(sku.axes.items()))] > 1:
            yield Problem("duplicate_variation", "variations", sku_id=sku.record_id)


def is_gtin(text: str) -> bool:
    """Return whether a text is an EAN, UPC or GTIN with the right check digit."""
    if not re.fullmatch(r"\d+", text) or len(text) not in GTIN_LENGTHS:
        return False
    digits = [int(one) for one in text]
    total = sum(
        digit * (3 if place % 2 else 1)
        for place, digit in enumerate(reversed(digits[:-1]), 1)
    )
    return (10 - total % 10) % 10 == digits[-1]
