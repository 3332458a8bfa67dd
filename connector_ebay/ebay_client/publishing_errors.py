# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What eBay's errors about items, offers and listings ask the caller to do."""

from __future__ import annotations

from collections.abc import Iterable

from .errors import EbayError, ErrorDetail

USER_ERROR = 25002
ALREADY_PUBLISHED_WARNING = 25402
INVALID_VALUE = 25016
CANNOT_REVISE = {25019, 25038, 25039, 25040}
#: Names of the parameter that holds the field or aspect which eBay objects to.
FIELD_PARAMETERS = ("field", "fieldName", "2")


def existing_offer_id(details: Iterable[ErrorDetail]) -> str:
    """Return the id of the offer that is there already, "" if that is not the reason.

    eBay refuses a second offer of a SKU on a marketplace with the id of the first.
    """
    for detail in details:
        if detail.error_id == USER_ERROR and detail.parameters.get("offerId"):
            return detail.parameters["offerId"]
    return ""


def is_already_published(details: Iterable[ErrorDetail]) -> bool:
    """Return whether an offer was published before: no failure, as error or warning.

    eBay was seen to answer 200 with a warning, and 400 with an error.
    """
    return any(
        detail.error_id in (ALREADY_PUBLISHED_WARNING, INVALID_VALUE)
        and "already published" in detail.text.lower()
        for detail in details
    )


def is_frozen(error: EbayError) -> bool:
    """Return whether eBay refuses to revise a listing, as after a sale."""
    return bool(error.error_ids & CANNOT_REVISE)


def named_field(detail: ErrorDetail) -> str:
    """Return the field or aspect an error names, in eBay's wording; "" if none."""
    found = (detail.parameters.get(name, "") for name in FIELD_PARAMETERS)
    return next(filter(None, found), "")
