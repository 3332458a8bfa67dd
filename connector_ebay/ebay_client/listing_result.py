# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the Inventory API answers about listings: published, migrated, their fees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from .bulk_row import parse_details, parse_status
from .errors import ErrorDetail
from .publishing_errors import is_already_published


@dataclass(frozen=True)
class ListingResult:
    """A listing after an offer or group was published or withdrawn.

    ``listing_id`` is empty where eBay does not say it.
    """

    listing_id: str
    warnings: list[ErrorDetail] = field(default_factory=list)

    @property
    def was_published(self) -> bool:
        """Return whether it was published before this call."""
        return is_already_published(self.warnings)


@dataclass(frozen=True)
class MigratedListing:
    """One listing that was to be migrated to the Inventory API.

    ``offers`` has the offer id of each SKU; ``group_key`` is empty in a listing
    without variations.
    """

    status: int
    listing_id: str
    marketplace_id: str = ""
    group_key: str = ""
    offers: dict[str, str] = field(default_factory=dict)
    errors: list[ErrorDetail] = field(default_factory=list)
    warnings: list[ErrorDetail] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Return whether the listing was migrated."""
        return 200 <= self.status < 300


@dataclass(frozen=True)
class ListingFee:
    """A fee for all asked offers of one marketplace; ``discount`` is not yet off."""

    marketplace_id: str
    fee_type: str
    amount: Decimal
    discount: Decimal
    currency: str


def parse_listing(answer: Mapping[str, Any]) -> ListingResult:
    """Return the answer of publishing or withdrawing."""
    return ListingResult(
        listing_id=str(answer.get("listingId") or ""),
        warnings=parse_details(answer.get("warnings")),
    )


def parse_migrations(answer: Mapping[str, Any]) -> list[MigratedListing]:
    """Return the rows of bulkMigrateListing."""
    return [
        MigratedListing(
            status=parse_status(row.get("statusCode")),
            listing_id=str(row.get("listingId") or ""),
            marketplace_id=str(row.get("marketplaceId") or ""),
            group_key=str(row.get("inventoryItemGroupKey") or ""),
            offers={
                str(item.get("sku")): str(item.get("offerId") or "")
                for item in row.get("inventoryItems") or []
            },
            errors=parse_details(row.get("errors")),
            warnings=parse_details(row.get("warnings")),
        )
        for row in answer.get("responses") or []
        if isinstance(row, dict)
    ]


def parse_fees(answer: Mapping[str, Any]) -> list[ListingFee]:
    """Return the fees of getListingFees."""
    return [
        ListingFee(
            marketplace_id=str(summary.get("marketplaceId") or ""),
            fee_type=str(fee.get("feeType") or ""),
            amount=_amount(fee.get("amount")),
            discount=_amount(fee.get("promotionalDiscount")),
            currency=str((fee.get("amount") or {}).get("currency") or ""),
        )
        for summary in answer.get("feeSummaries") or []
        for fee in summary.get("fees") or []
    ]


def _amount(value: Any) -> Decimal:
    try:
        return Decimal(str((value or {}).get("value")))
    except InvalidOperation:
        return Decimal()
