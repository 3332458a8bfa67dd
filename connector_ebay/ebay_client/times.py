# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Times as eBay writes them: UTC, milliseconds, Z."""

from __future__ import annotations

from datetime import UTC, datetime


def format_time(value: datetime) -> str:
    """Return an aware time in UTC with milliseconds and Z.

    :raises ValueError: the time has no zone
    """
    if value.tzinfo is None:
        raise ValueError("A time for eBay must be aware")
    utc = value.astimezone(UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z"


def parse_time(text: str) -> datetime | None:
    """Return one of eBay's times as aware UTC, None when it is not one."""
    try:
        parsed = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if parsed.tzinfo is None:
        return parsed.replace(tzinfo=UTC)
    return parsed.astimezone(UTC)
