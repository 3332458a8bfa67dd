# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What is sent of a published listing when its product changes.

eBay replaces whole documents. So a document is read before it is written: price and
quantity stay as eBay has them, and so does what the seller changed in Seller Hub, if
it is to be kept.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

Json = dict[str, Any]

#: The business of the export of prices and quantities.
PRICE_QUANTITY = {"availability", "availableQuantity", "pricingSummary"}

#: What eBay returns with a document and does not take, or never changes.
READ_ONLY = {
    "offerId",
    "status",
    "listing",
    "groupIds",
    "inventoryItemGroupKeys",
    "locale",
    "sku",
    "marketplaceId",
    "format",
    "inventoryItemGroupKey",
}

#: Parts of documents whose fields are looked at one by one.
NESTED = {"product", "listingPolicies", "aspects"}

#: Fields of the documents by what the template lets follow the product.
FOLLOWED = {
    "title": {"title", "subtitle"},
    "description": {"listingDescription", "description"},
    "pictures": {"imageUrls"},
    "aspects": {"aspects", "brand", "mpn", "ean", "upc", "isbn"},
    "category": {"categoryId"},
    "policies": {"listingPolicies", "merchantLocationKey"},
}

#: What eBay does not let change after a sale:
#: https://developer.ebay.com/devzone/xml/docs/reference/ebay/ReviseFixedPriceItem.html
FROZEN_AFTER_SALE = ("title", "category")

_TAGS = re.compile(r"<[^>]*>|&nbsp;|\s+")


def keep_unfollowed(wanted: Json, sent: Json, kinds: set[str]) -> Json:
    """Return a document in which some fields are as they were sent last.

    :param kinds: keys of :data:`FOLLOWED` that do not follow the product
    """
    names = {name for kind in kinds for name in FOLLOWED[kind]}
    kept = deepcopy(wanted)
    for document, before in (
        (kept, sent),
        (kept.get("product"), sent.get("product") or {}),
    ):
        for name in names & ({*before, *(document or {})}):
            if document is None:
                continue
            if name in before:
                document[name] = before[name]
            else:
                document.pop(name, None)
    return kept


def merge(wanted: Json, sent: Json, current: Json, keep_edits: bool) -> Json:
    """Return the document to send for a listing that is published.

    :param sent: what Odoo sent last
    :param current: what eBay has now
    :param keep_edits: whether what the seller changed since then stays
    """
    merged = deepcopy(wanted)
    for name in PRICE_QUANTITY:
        if name in current:
            merged[name] = current[name]
    if keep_edits:
        _keep_edits(merged, sent, current)
    return merged


def _keep_edits(merged: Json, sent: Json, current: Json) -> None:
    for name in set(current) - PRICE_QUANTITY - READ_ONLY:
        value, before = current[name], sent.get(name)
        if name in NESTED and isinstance(value, dict):
            inner = merged.setdefault(name, {})
            _keep_edits(inner, before or {}, value)
            for gone in set(before or {}) - set(value):
                # The seller removed it.
                inner.pop(gone, None)
        elif before is None and name not in merged:
            merged[name] = value
        elif before is not None and not is_same_value(value, before):
            merged[name] = value


def edited_fields(sent: Json, current: Json) -> list[str]:
    """Return the names of what the seller changed on eBay since it was sent."""
    names = []
    for name, before in sent.items():
        if name in PRICE_QUANTITY | READ_ONLY or name not in current:
            continue
        if name in NESTED and isinstance(before, dict):
            names += edited_fields(before, current[name] or {})
        elif not is_same_value(current[name], before):
            names.append(name)
    return sorted(set(names))


def is_same_value(one: Any, other: Any) -> bool:
    """Return whether two values say the same; eBay rewrites markup and spaces."""
    if isinstance(one, str) and isinstance(other, str):
        return _TAGS.sub("", one) == _TAGS.sub("", other)
    if isinstance(one, dict) and isinstance(other, dict):
        # eBay adds its defaults to what was sent.
        return all(
            name in one and is_same_value(one[name], value)
            for name, value in other.items()
        )
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(is_same_value, one, other))
    if isinstance(one, int | float | str) and isinstance(other, int | float | str):
        return _number(one) == _number(other)
    return bool(one == other)


def _number(value: Any) -> Any:
    try:
        return float(value)
    except ValueError:
        return value
