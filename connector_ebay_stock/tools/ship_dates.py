# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""How urgent a ship-by date is: late, today, tomorrow or later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

DUE_STATES = [
    ("late", "Late"),
    ("today", "Today"),
    ("tomorrow", "Tomorrow"),
    ("later", "Later"),
]


@dataclass(frozen=True)
class DueDays:
    """The moments at which a ship-by date becomes more urgent, naive in UTC.

    :ivar now: an earlier date is *late*
    :ivar today_ends: an earlier one is due *today*
    :ivar tomorrow_ends: an earlier one is due *tomorrow*
    """

    now: datetime
    today_ends: datetime
    tomorrow_ends: datetime

    @classmethod
    def at(cls, now: datetime, zone: tzinfo) -> DueDays:
        """Return the moments as seen at ``now`` (naive, UTC) in a time zone."""
        today = now.replace(tzinfo=UTC).astimezone(zone).date()
        return cls(
            now,
            _midnight(today + timedelta(days=1), zone),
            _midnight(today + timedelta(days=2), zone),
        )

    def state(self, ship_by: datetime | None | bool) -> str | bool:
        """Return the key in ``DUE_STATES``; False without a date."""
        if not ship_by or isinstance(ship_by, bool):
            return False
        if ship_by < self.now:
            return "late"
        if ship_by < self.today_ends:
            return "today"
        return "tomorrow" if ship_by < self.tomorrow_ends else "later"

    def limits(self, state: str) -> tuple[datetime | None, datetime | None]:
        """Return from when (inclusive) until when (exclusive) a state lasts."""
        return {
            "late": (None, self.now),
            "today": (self.now, self.today_ends),
            "tomorrow": (self.today_ends, self.tomorrow_ends),
            "later": (self.tomorrow_ends, None),
        }[state]


def _midnight(day: date, zone: tzinfo) -> datetime:
    """Return the first moment of a day in a time zone, naive in UTC."""
    local = datetime.combine(day, time.min, tzinfo=zone)
    return local.astimezone(UTC).replace(tzinfo=None)
