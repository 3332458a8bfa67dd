# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Turn Trading's Ack and Errors into the error they stand for.

Trading answers HTTP 200 whatever happens; texts are localised, so only codes count.
https://developer.ebay.com/devzone/xml/docs/Reference/ebay/Errors/errormessages.htm
"""

from __future__ import annotations

from typing import Any

from .answer import Answer
from .errors import (
    EbayError,
    ErrorDetail,
    NotFoundError,
    RejectedError,
    ThrottledError,
    TransientError,
    UnauthorizedError,
)
from .redaction import redact
from .trading_xml import Node
from .waiting import SECONDS, requested_wait

# 518 is the day's limit of the call.
QUOTA_CODES = {518}
# 21919144 is a limit in a few seconds for the seller, or of a listing in a day.
BURST_CODES = {21919144}
BURST_WINDOW = 15.0
# 930 token missing, 931 invalid, 932 expired for good, 21916984 and 21917053 the
# OAuth token is invalid or expired, 21917055 the token's user cannot be verified.
TOKEN_CODES = {930, 931, 932, 21916984, 21917053, 21917055}
# 16110 revoked by the seller or the application, 17470 by eBay.
REVOKED_CODES = {16110, 17470}
# 10007 internal error, 219255 took too long.
TRANSIENT_CODES = {10007, 219255}
# 10 and 231 no such listing, 17 deleted or another seller's.
NOT_FOUND_CODES = {10, 17, 231}

SUCCESSES = {"Success", "Warning"}
PARTIAL = "PartialFailure"


def parse_errors(response: Node, severity: str = "Error") -> list[ErrorDetail]:
    """Return the response's errors of that severity (``Error`` or ``Warning``)."""
    return [
        _parse_detail(node)
        for node in response.nodes("Errors")
        if (node.text("SeverityCode") or "Error") == severity
    ]


def raise_for_ack(response: Node, answer: Answer, partial_allowed: bool) -> None:
    """Return silently for an Ack that means done, else raise the typed error.

    An Ack eBay may invent is judged by the errors that come with it.

    :param partial_allowed: the caller reads row by row what was done
    :raises EbayError: the subclass the answer stands for
    """
    ack = response.text("Ack")
    if ack in SUCCESSES or (ack == PARTIAL and partial_allowed):
        return
    details = parse_errors(response)
    if details or ack == "Failure":
        raise build_error(details, answer)
    if not ack:
        raise answer.unreadable("the answer has no Ack")


def build_error(details: list[ErrorDetail], answer: Answer) -> EbayError:
    """Return the error that tells the caller what can be done about the answer."""
    codes = {detail.error_id for detail in details}
    context: dict[str, Any] = {**answer.context(), "details": details}
    sentences = "; ".join(detail.text for detail in details) or "no reason given"
    message = f"{answer.endpoint}: {sentences}"
    context["retry_after"] = requested_wait(message)
    if codes & QUOTA_CODES:
        return ThrottledError(message, quota=True, **context)
    if codes & BURST_CODES:
        return _burst_error(message, context)
    if codes & (TOKEN_CODES | REVOKED_CODES):
        revoked = bool(codes & REVOKED_CODES)
        return UnauthorizedError(message, revoked=revoked, **context)
    if codes & TRANSIENT_CODES or _all_system_errors(details):
        return TransientError(message, **context)
    if codes & NOT_FOUND_CODES:
        return NotFoundError(message, **context)
    return RejectedError(message, **context)


def _burst_error(message: str, context: dict[str, Any]) -> EbayError:
    wait = context["retry_after"] or BURST_WINDOW
    context["retry_after"] = wait
    # A listing revised too often today: the others may still be.
    if wait >= SECONDS["day"]:
        return TransientError(message, **context)
    return ThrottledError(message, **context)


def _all_system_errors(details: list[ErrorDetail]) -> bool:
    return bool(details) and all(item.category == "SystemError" for item in details)


def _parse_detail(node: Node) -> ErrorDetail:
    code = node.text("ErrorCode")
    return ErrorDetail(
        error_id=int(code) if code.isascii() and code.isdigit() else 0,
        domain="Trading",
        category=node.text("ErrorClassification"),
        message=redact(node.text("ShortMessage")),
        long_message=redact(node.text("LongMessage")),
        parameters={
            parameter.attribute("ParamID"): redact(parameter.text("Value"))
            for parameter in node.nodes("ErrorParameters")
        },
    )
