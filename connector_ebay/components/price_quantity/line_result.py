# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What eBay's answer about one line of a batch means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ...ebay_client import ErrorDetail
from ...exceptions import EbayRefused

#: Errors of eBay or the network, not of the values.
TRANSIENT = {25001, 25025, 10007, 219255, 160024}
TRANSIENT_CATEGORIES = {"APPLICATION", "SystemError"}

#: "quantity must be greater than 0": eBay may have set it all the same.
INVALID_QUANTITY = 25004

#: The listing or its offer does not exist (any more).
NO_OFFER = 25713
GONE = {231, 291, 25604, NO_OFFER, 21916635}

#: The listing was created by, or migrated to, the Inventory API.
INVENTORY_MANAGED = {21919474, 21919233, 21916636}


class ResultKind(StrEnum):
    """What became of a line, and so what to do next."""

    #: eBay has set the values.
    ACCEPTED = "accepted"
    #: eBay refuses the values for good.
    REFUSED = "refused"
    #: A temporary error: send the line again later.
    RETRY = "retry"
    #: The answer is ambiguous: read the values back.
    VERIFY = "verify"
    #: Refused, because the listing or its offer does not exist any more.
    ENDED = "ended"
    #: The Inventory API manages the listing: send the line to that API.
    OTHER_API = "other_api"
    #: eBay's answer does not name the line: send it in a batch of its own.
    RESEND_SINGLE = "resend_single"
    #: The answer was lost and eBay has not set the values: send the line again.
    LOST = "lost"


@dataclass
class LineResult:
    """The result of one line.

    :ivar at: time of the answer on eBay's clock
    """

    kind: ResultKind
    message: str = ""
    error_ids: set[int] = field(default_factory=set)
    at: datetime | None = None


def result_from_errors(
    details: Iterable[ErrorDetail], zero: bool = False
) -> LineResult:
    """Return the result that these errors mean for the line they belong to.

    :param zero: whether the line sets the quantity to zero
    """
    details = list(details)
    message = " ".join(dict.fromkeys(detail.text for detail in details))
    error_ids = {detail.error_id for detail in details}
    if zero and INVALID_QUANTITY in error_ids:
        kind = ResultKind.VERIFY
    elif error_ids & GONE:
        kind = ResultKind.ENDED
    elif error_ids & INVENTORY_MANAGED:
        kind = ResultKind.OTHER_API
    elif any(
        detail.error_id in TRANSIENT or detail.category in TRANSIENT_CATEGORIES
        for detail in details
    ):
        kind = ResultKind.RETRY
    else:
        kind = ResultKind.REFUSED
    return LineResult(kind, message, error_ids)


def result_from_refusal(error: EbayRefused, zero: bool = False) -> LineResult:
    """Return the result of the line that a refused call was about.

    :param zero: whether the line sets the quantity to zero
    """
    details = getattr(error.__cause__, "details", [])
    result = result_from_errors(details, zero=zero)
    if not result.message:
        return LineResult(ResultKind.REFUSED, str(error))
    return result
