# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The rows of a bulk answer, each with its own status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .errors import ErrorDetail
from .publishing_errors import existing_offer_id, is_already_published
from .rest_errors import TRANSIENT_IDS, parse_detail


@dataclass(frozen=True)
class BulkRow:
    """The result of one SKU, or of one of its offers.

    ``status`` is an HTTP status; ``offer_id`` is empty in an item's row, and
    ``listing_id`` in all rows but those of published offers. ``marketplace_id`` tells
    the offers of a SKU apart that were created in one call.
    """

    status: int
    sku: str = ""
    offer_id: str = ""
    errors: list[ErrorDetail] = field(default_factory=list)
    warnings: list[ErrorDetail] = field(default_factory=list)
    listing_id: str = ""
    marketplace_id: str = ""

    @property
    def ok(self) -> bool:
        """Return whether eBay did what was asked."""
        return 200 <= self.status < 300

    @property
    def is_transient(self) -> bool:
        """Return whether the failure is eBay's own, so that trying again may help."""
        if self.ok:
            return False
        ids = {detail.error_id for detail in self.errors}
        return self.status >= 500 or bool(ids & TRANSIENT_IDS)

    @property
    def existing_offer_id(self) -> str:
        """Return the id of the offer that made eBay refuse a second one, else ""."""
        return existing_offer_id(self.errors)

    @property
    def was_published(self) -> bool:
        """Return whether the offer was published before: no failure."""
        return is_already_published([*self.errors, *self.warnings])


def parse_bulk_rows(answer: Mapping[str, Any]) -> list[BulkRow]:
    """Return the rows under ``responses``."""
    rows = answer.get("responses")
    return [
        BulkRow(
            status=parse_status(row.get("statusCode")),
            sku=str(row.get("sku") or ""),
            offer_id=str(row.get("offerId") or ""),
            errors=parse_details(row.get("errors")),
            warnings=parse_details(row.get("warnings")),
            listing_id=str(row.get("listingId") or ""),
            marketplace_id=str(row.get("marketplaceId") or ""),
        )
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, dict)
    ]


def parse_details(rows: Any) -> list[ErrorDetail]:
    """Return the errors or warnings of a row."""
    return [parse_detail(row) for row in rows or [] if isinstance(row, dict)]


def parse_status(value: Any) -> int:
    """Return a row's status, 0 when it is no number."""
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0
