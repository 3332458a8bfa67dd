# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The rows of a bulk answer, each with its own status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .errors import ErrorDetail
from .rest_errors import parse_detail


@dataclass(frozen=True)
class BulkRow:
    """The result of one SKU, or of one of its offers.

    ``status`` is an HTTP status; ``offer_id`` is empty in an item's row.
    """

    status: int
    sku: str = ""
    offer_id: str = ""
    errors: list[ErrorDetail] = field(default_factory=list)
    warnings: list[ErrorDetail] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Return whether eBay did what was asked."""
        return 200 <= self.status < 300


def parse_bulk_rows(answer: Mapping[str, Any]) -> list[BulkRow]:
    """Return the rows under ``responses``."""
    rows = answer.get("responses")
    return [
        BulkRow(
            status=_status(row.get("statusCode")),
            sku=str(row.get("sku") or ""),
            offer_id=str(row.get("offerId") or ""),
            errors=_details(row.get("errors")),
            warnings=_details(row.get("warnings")),
        )
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, dict)
    ]


def _details(rows: Any) -> list[ErrorDetail]:
    return [parse_detail(row) for row in rows or [] if isinstance(row, dict)]


def _status(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0
