# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""An HTTP answer of eBay as bytes, with what its headers tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from .clean_text import load_json
from .errors import TransientError

REQUEST_ID_HEADERS = ("x-ebay-request-id", "x-ebay-c-request-id", "rlogid")


@dataclass
class Answer:
    """A complete answer: its body is decompressed and within the size limit.

    ``server_time`` is eBay's time by the Date header; a reader that finds a better
    one in the body sets it.
    """

    endpoint: str
    status: int
    headers: httpx.Headers
    content: bytes
    server_time: datetime | None = field(init=False)

    def __post_init__(self) -> None:
        self.server_time = self.date

    @property
    def request_id(self) -> str:
        """Return the id eBay's support asks for, empty when there is none."""
        found = (self.headers.get(name, "") for name in REQUEST_ID_HEADERS)
        return str(next(filter(None, found), ""))

    @property
    def media_type(self) -> str:
        """Return the content type in lower case without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def is_redirect(self) -> bool:
        """Return whether the answer points elsewhere; it is never followed."""
        return 300 <= self.status < 400

    @property
    def date(self) -> datetime | None:
        """Return the Date header as aware UTC, None when absent or unreadable."""
        return parse_http_date(self.headers.get("date", ""))

    def retry_after(self, now: datetime) -> float | None:
        """Return how many seconds eBay asks to wait, from seconds or an HTTP date.

        A date is compared with eBay's own Date header where there is one, so that
        a wrong clock here does not matter.
        """
        value = self.headers.get("retry-after", "").strip()
        if value.isascii() and value.isdigit():
            return float(value)
        until = parse_http_date(value)
        if until is None:
            return None
        return max(0.0, (until - (self.date or now)).total_seconds())

    def context(self) -> dict[str, Any]:
        """Return what every error about this answer carries."""
        return {
            "status": self.status,
            "endpoint": self.endpoint,
            "request_id": self.request_id,
        }

    def json(self) -> Any:
        """Return the JSON body with its texts cleaned (see ``clean_text``).

        Fractions are Decimal, since most of them are money.

        :raises TransientError: empty, declared as something else, or broken
        """
        if self.media_type and "json" not in self.media_type:
            raise self.unreadable(f"JSON expected, {self.media_type} received")
        if not self.content.strip():
            raise self.unreadable("the body is empty")
        try:
            return load_json(
                self.content, parse_float=Decimal, parse_constant=_refuse_constant
            )
        except (ValueError, RecursionError) as error:
            raise self.unreadable("the JSON is broken") from error

    def unreadable(self, reason: str) -> TransientError:
        """Return the error for a body that says nothing one could act on."""
        return TransientError(
            f"{self.endpoint}: unreadable answer from eBay"
            f" (HTTP {self.status}): {reason}",
            **self.context(),
        )


def parse_http_date(value: str) -> datetime | None:
    """Return an HTTP date as aware UTC, None when it is not one."""
    try:
        parsed = parsedate_to_datetime(value)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    if parsed.tzinfo is None:
        return parsed.replace(tzinfo=UTC)
    return parsed.astimezone(UTC)


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
