# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The state of a listing while it is sent to eBay, step by step."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from .content import ListingContent, SkuContent
from .documents import (
    group_document,
    item_document,
    offer_document,
    plain,
    without_price_quantity,
)

Json = dict[str, Any]

#: Parts of documents that are the business of the export of prices and quantities.
PRICE_QUANTITY = ("availability", "availableQuantity", "pricingSummary")


@dataclass(frozen=True)
class Refusal:
    """What eBay itself says against a listing.

    :ivar field: the field or item specific that eBay names, or empty
    """

    error_id: int
    message: str
    field: str = ""
    sku: str = ""


@dataclass
class ListingExport:
    """One listing on its way to eBay.

    :ivar offers: offer ids by SKU, as far as they are known
    :ivar sent: the documents that eBay accepted last, by name
    :ivar refusals: why it stops here; empty as long as it goes on
    :ivar retry: a failure of eBay's own stopped it
    """

    content: ListingContent
    offers: dict[str, str] = field(default_factory=dict)
    sent: dict[str, Json] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    retry: str = ""

    @property
    def listing_id(self) -> int:
        """Return the id of the ``ebay.product.template``."""
        return self.content.record_id

    @property
    def goes_on(self) -> bool:
        """Return whether nothing has stopped it yet."""
        return not (self.refusals or self.retry)

    def wanted(self) -> dict[str, Json]:
        """Return the documents that eBay should have, by name."""
        content = self.content
        documents = {
            f"item:{sku.sku}": item_document(content, sku) for sku in content.skus
        }
        if content.has_variations:
            documents["group"] = group_document(content)
        documents.update(
            {f"offer:{sku.sku}": offer_document(content, sku) for sku in content.skus}
        )
        return {name: plain(document) for name, document in documents.items()}

    def changed(self) -> dict[str, Json]:
        """Return the wanted documents that eBay does not have yet."""
        return {
            name: document
            for name, document in self.wanted().items()
            if name not in self.sent or not is_same(document, self.sent[name])
        }

    def sku(self, name: str) -> SkuContent:
        """Return the SKU of a document, ``item:`` or ``offer:`` and its name."""
        code = name.partition(":")[2]
        return next(sku for sku in self.content.skus if sku.sku == code)


def is_same(one: Json, other: Json) -> bool:
    """Return whether two documents differ in price and quantity at most."""
    return without_price_quantity(one) == without_price_quantity(other)


def merge(wanted: Json, sent: Json | None, current: Json, keep_edits: bool) -> Json:
    """Return the document to send for a listing that eBay shows already.

    Price and quantity stay as eBay has them. What the seller changed on eBay since it
    was last sent stays too, if it is to be kept.

    :param sent: what eBay accepted last; None if that is not known
    :param current: what eBay has now
    """
    merged = deepcopy(wanted)
    for name in PRICE_QUANTITY:
        if name in current:
            merged[name] = current[name]
    if keep_edits and sent is not None:
        _keep_edits(merged, sent, current)
    return merged


def _keep_edits(merged: Json, sent: Json, current: Json) -> None:
    for name in {*merged, *current} - set(PRICE_QUANTITY):
        if name in ("product", "listingPolicies", "regulatory", "aspects"):
            inner = merged.setdefault(name, {})
            if isinstance(inner, dict) and isinstance(current.get(name), dict):
                _keep_edits(inner, sent.get(name) or {}, current[name])
                if not inner:
                    merged.pop(name)
            continue
        edited = name in sent and name in current and current[name] != sent[name]
        added = name in current and name not in sent and name not in merged
        if edited or (added and name not in READ_ONLY):
            merged[name] = current[name]


#: What eBay returns of a document and takes in none.
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


def edited_fields(sent: Json, current: Json) -> list[str]:
    """Return the names of what the seller changed on eBay since it was sent."""
    return sorted(
        name
        for name in set(sent) & set(current) - set(PRICE_QUANTITY) - READ_ONLY
        if sent[name] != current[name]
    )


def chunks(items: Iterable[Any], size: int) -> list[list[Any]]:
    """Return the items in lists of at most ``size``."""
    rows = list(items)
    return [rows[start : start + size] for start in range(0, len(rows), size)]
