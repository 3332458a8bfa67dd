# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Turn a REST answer that is not a success into the error it stands for."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .answer import Answer
from .errors import (
    EbayError,
    ErrorDetail,
    NotFoundError,
    PermissionDeniedError,
    RejectedError,
    ThrottledError,
    TransientError,
    UnauthorizedError,
)
from .known_errors import is_published
from .redaction import redact
from .waiting import requested_wait

# What eBay means by a number holds whatever HTTP status it chose: the statuses in
# its own specifications are not those it sends.
QUOTA_IDS = {2001}
INVALID_TOKEN_IDS = {1001, 1002, 1003, 1004}
PERMISSION_IDS = {1100, 195011}
# 25001 any system error, 25025 concurrent access, 25751 an item just written is not
# known to the offers yet, 30500 order system error,
# 34922 an earlier refund is pending, 160024 and 160025 too many feed tasks at
# once or in a period.
TRANSIENT_IDS = {25001, 25025, 25751, 30500, 34922, 160024, 160025}
NOT_FOUND_IDS = {25702, 25710, 25713, 32100, 195001}
TRANSIENT_STATUSES = {408, 425}


def raise_for_status(answer: Answer, now: datetime) -> None:
    """Return silently for a 2xx, raise the typed error for anything else.

    https://developer.ebay.com/api-docs/static/handling-error-messages.html

    :param now: this machine's time, for a Retry-After that is a date
    :raises EbayError: the subclass the answer stands for
    """
    if 200 <= answer.status < 300:
        return
    details = read_details(answer)
    raise build_error(answer, details, now)


def read_details(answer: Answer) -> list[ErrorDetail]:
    """Return the errors of a REST error body, nothing from any other body."""
    try:
        body = answer.json()
    except TransientError:
        return []
    return parse_errors(body)


def parse_errors(body: Any) -> list[ErrorDetail]:
    """Return the errors in a decoded body: REST, Post-Order or OAuth shape."""
    if not isinstance(body, dict):
        return []
    rows = body.get("errors")
    if not isinstance(rows, list):
        wrapped = body.get("errorMessage")
        rows = wrapped.get("error") if isinstance(wrapped, dict) else None
    if isinstance(rows, list):
        return [parse_detail(row) for row in rows if isinstance(row, dict)]
    if isinstance(body.get("error"), str):
        return [
            ErrorDetail(
                domain="OAuth",
                message=body["error"],
                long_message=_text(body.get("error_description")),
            )
        ]
    return []


def parse_detail(row: dict[str, Any]) -> ErrorDetail:
    """Return one entry of ``errors`` or ``warnings``."""
    parameters = row.get("parameters") or row.get("parameter") or []
    return ErrorDetail(
        error_id=_number(row.get("errorId")),
        domain=_text(row.get("domain")),
        category=_text(row.get("category")),
        message=_text(row.get("message")),
        long_message=_text(row.get("longMessage")),
        parameters={
            _text(item.get("name")): _text(item.get("value"))
            for item in parameters
            if isinstance(item, dict)
        },
    )


def build_error(answer: Answer, details: list[ErrorDetail], now: datetime) -> EbayError:
    """Return the error that tells the caller what can be done about the answer."""
    ids = {detail.error_id for detail in details}
    context = answer.context()
    context["details"] = details
    message = _message(answer, details)
    context["retry_after"] = answer.retry_after(now)
    if context["retry_after"] is None:
        context["retry_after"] = requested_wait(message)
    if answer.status == 429 or ids & QUOTA_IDS:
        return ThrottledError(message, quota=bool(ids & QUOTA_IDS), **context)
    if ids & PERMISSION_IDS:
        return PermissionDeniedError(message, **context)
    if answer.status == 401 or ids & INVALID_TOKEN_IDS:
        return UnauthorizedError(message, **context)
    if _is_transient(answer, details, ids):
        return TransientError(message, **context)
    if answer.status == 404 or ids & NOT_FOUND_IDS:
        return NotFoundError(message, **context)
    return RejectedError(message + _unknown(ids), **context)


def _is_transient(answer: Answer, details: list[ErrorDetail], ids: set[int]) -> bool:
    if answer.status >= 500 or answer.status < 400:
        return True
    if answer.status in TRANSIENT_STATUSES or ids & TRANSIENT_IDS:
        return True
    if ids & NOT_FOUND_IDS:
        return False
    # A gateway's page, or eBay's own failure by another status: neither is eBay's
    # judgement on the call.
    return all(detail.category == "APPLICATION" for detail in details)


def _unknown(ids: set[int]) -> str:
    """Say that an error was taken as permanent without knowing it."""
    unknown = sorted(number for number in ids if number and not is_published(number))
    if not unknown:
        return ""
    numbers = ", ".join(map(str, unknown))
    return f" [unknown error {numbers}, taken as permanent]"


def _message(answer: Answer, details: list[ErrorDetail]) -> str:
    if details:
        sentences = "; ".join(detail.text for detail in details)
        return f"{answer.endpoint}: {sentences}"
    if answer.is_redirect:
        return f"{answer.endpoint}: redirected (HTTP {answer.status}), not followed"
    kind = answer.media_type or "no content type"
    return (
        f"{answer.endpoint}: HTTP {answer.status} without eBay's reason"
        f" ({kind}, {len(answer.content)} bytes)"
    )


def _text(value: Any) -> str:
    return "" if value is None else redact(str(value))


def _number(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0
