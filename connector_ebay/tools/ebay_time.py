# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""eBay's days: quotas and revisions are counted until midnight on the US west coast."""

from datetime import UTC, datetime, timedelta
from typing import overload
from zoneinfo import ZoneInfo

EBAY_TIME_ZONE = ZoneInfo("America/Los_Angeles")


def start_of_ebay_day() -> datetime:
    """Return the aware datetime at which eBay's current day began."""
    now = datetime.now(EBAY_TIME_ZONE)
    return now.replace(hour=0, minute=0, second=0, microsecond=0)


def seconds_to_next_ebay_day() -> float:
    """Return the seconds until eBay begins to count anew."""
    now = datetime.now(EBAY_TIME_ZONE)
    return (start_of_ebay_day() + timedelta(days=1) - now).total_seconds()


@overload
def to_naive_utc(moment: datetime) -> datetime: ...


@overload
def to_naive_utc(moment: None) -> None: ...


def to_naive_utc(moment: datetime | None) -> datetime | None:
    """Return an aware datetime as Odoo stores it: in UTC, without time zone."""
    return moment and moment.astimezone(UTC).replace(tzinfo=None)
