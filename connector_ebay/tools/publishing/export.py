# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The state of a listing while it is sent to eBay, step by step."""

from __future__ import annotations

from collections.abc import Iterable
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
            if not self.is_sent(name, document)
        }

    def is_sent(self, name: str, document: Json) -> bool:
        """Return whether this document was accepted, price and quantity aside."""
        return name in self.sent and is_same(document, self.sent[name])

    def sku(self, name: str) -> SkuContent:
        """Return the SKU of a document, ``item:`` or ``offer:`` and its name."""
        code = name.partition(":")[2]
        return next(sku for sku in self.content.skus if sku.sku == code)


def is_same(one: Json, other: Json) -> bool:
    """Return whether two documents differ in price and quantity at most."""
    return without_price_quantity(one) == without_price_quantity(other)


def chunks(items: Iterable[Any], size: int) -> list[list[Any]]:
    """Return the items in lists of at most ``size``."""
    rows = list(items)
    return [rows[start : start + size] for start in range(0, len(rows), size)]
