# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What can go wrong in a call to eBay, by what the caller can do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from .redaction import redact


@dataclass(frozen=True)
class ErrorDetail:
    """One error or warning as eBay states it.

    ``error_id`` is eBay's number, 0 when it gave none; an OAuth error has its code
    (``invalid_grant``) as ``message``. ``category`` is REQUEST, BUSINESS or
    APPLICATION from REST, RequestError or SystemError from Trading, or whatever
    eBay invents next. ``parameters`` maps eBay's parameter names to their values.
    """

    error_id: int = 0
    domain: str = ""
    category: str = ""
    message: str = ""
    long_message: str = ""
    parameters: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Return eBay's most telling sentence, with its error number."""
        sentence = self.long_message or self.message or "no message"
        return f"{sentence} ({self.error_id})" if self.error_id else sentence


class EbayError(Exception):
    """A call to eBay that did not work. Never carries a secret.

    ``status`` is the HTTP status, 0 when no answer came; ``endpoint`` the path
    template, or the name of a Trading call; ``api`` the API as call records name it;
    ``request_id`` eBay's own id of the call, which its support asks for;
    ``retry_after`` the seconds eBay asked to wait, when it did.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int = 0,
        endpoint: str = "",
        api: str = "",
        request_id: str = "",
        details: Sequence[ErrorDetail] = (),
        retry_after: float | None = None,
    ) -> None:
        self.message = redact(message)
        self.status = status
        self.endpoint = endpoint
        self.api = api
        self.request_id = request_id
        self.details = list(details)
        self.retry_after = retry_after
        super().__init__(self.message)

    @property
    def error_ids(self) -> set[int]:
        """Return the numbers of eBay's errors, without zeros."""
        return {detail.error_id for detail in self.details if detail.error_id}


class ThrottledError(EbayError):
    """eBay takes no more calls for now.

    ``quota`` is true when the day's limit is used up: nothing works until eBay's
    reset, which ``retry_after`` need not tell; ask the Analytics API.
    """

    def __init__(self, message: str, *, quota: bool = False, **context: Any) -> None:
        self.quota = quota
        super().__init__(message, **context)


class UnauthorizedError(EbayError):
    """eBay does not accept the token.

    ``revoked`` is true when the seller's consent itself is gone, so that only a
    new consent helps.
    """

    def __init__(self, message: str, *, revoked: bool = False, **context: Any) -> None:
        self.revoked = revoked
        super().__init__(message, **context)


class PermissionDeniedError(UnauthorizedError):
    """The token is good, but not for this: a scope or an access right is missing."""


class TransientError(EbayError):
    """Nothing is known to be wrong with the call: trying again later may work.

    Also raised when the answer was lost or cannot be read, so a write may have
    been done all the same.
    """


class RejectedError(EbayError):
    """eBay says no, and will say no again to the same call."""


class NotFoundError(RejectedError):
    """eBay does not know what the call is about."""
