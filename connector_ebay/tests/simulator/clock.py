# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The simulator's clock: real time, moved on or skewed as a test wants it."""

import threading
from datetime import UTC, datetime, timedelta


class Clock:
    """Tells the time at eBay as aware UTC datetimes.

    ``start`` lets the clock begin at a given moment (it ticks on from there), which
    makes a recording repeatable. ``skew`` is what eBay's clock is ahead of true time:
    it shows in every timestamp eBay gives, `Date` headers included.
    """

    def __init__(self, start=None):
        self._lock = threading.Lock()
        self._offset = start - datetime.now(UTC) if start else timedelta()

    def now(self):
        """Return the current time at eBay."""
        return datetime.now(UTC) + self._offset

    def advance(self, seconds):
        """Let ``seconds`` pass at once (negative: eBay's clock is behind)."""
        with self._lock:
            self._offset += timedelta(seconds=seconds)

    skew = advance


def timestamp(moment):
    """Return eBay's notation of a moment: UTC, milliseconds, ``Z``."""
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"


def parse_timestamp(text):
    """Return the aware datetime of an ISO 8601 text; ValueError when it is not one."""
    moment = datetime.fromisoformat(text.strip())
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
