# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Plan in which calls all listings of a seller are read, so that none is missed.

A listing that is good till cancelled renews every month: its end moves by a month under
the same id. If that happens while pages are read, the listings behind it move to pages
that were read before. Hence there is no second page: each answer is the first page of a
window of time, and the next window begins where the answer ended. End times only move
forward, to windows that are still to be read. Start times never move.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from ..ebay_client.listing_ranges import StartRange, start_ranges

#: Numbers of records that a page is asked for: the next smaller one after a time-out or
#: an answer that cannot be read. Each divides the one before.
PAGE_SIZES = (200, 100, 50, 25, 5, 1)

#: All active listings end within this time, as they renew every month. eBay allows less
#: than 120 days.
LONGEST_WINDOW = timedelta(days=119)

END, START = "end", "start"


@dataclass(frozen=True)
class Window:
    """Listings that end, or began, between two aware times, both included.

    :ivar read: how many of them have been read; only of a window that cannot be divided
    """

    first: datetime
    last: datetime
    read: int = 0


class ListingPlan:
    """The windows that are still to be read, by end times or by start times."""

    def __init__(self, by: str, windows: Sequence[Window]) -> None:
        self.by = by
        self.windows = list(windows)

    @classmethod
    def by_end_time(cls, since: datetime) -> ListingPlan:
        """Return the plan for all listings that end after ``since``."""
        return cls(END, [Window(since, since + LONGEST_WINDOW)])

    @classmethod
    def by_start_time(cls, now: datetime, since: datetime | None = None) -> ListingPlan:
        """Return the plan for all listings that began, or those that did ``since``."""
        ranges = start_ranges(now, since) if since else start_ranges(now)
        return cls(START, [Window(one.first, one.last) for one in ranges])

    @classmethod
    def load(cls, values: dict[str, Any]) -> ListingPlan:
        """Return the plan that :meth:`dump` stored."""
        moments = datetime.fromisoformat
        return cls(
            values["by"],
            [
                Window(moments(first), moments(last), read)
                for first, last, read in values["windows"]
            ],
        )

    def dump(self) -> dict[str, Any]:
        """Return the plan as JSON."""
        return {
            "by": self.by,
            "windows": [
                [one.first.isoformat(), one.last.isoformat(), one.read]
                for one in self.windows
            ],
        }

    @property
    def window(self) -> Window:
        """Return the window to read next."""
        return self.windows[0]

    def advance(
        self, times: Sequence[datetime | None], total: int, size: int, more: bool
    ) -> None:
        """Plan what is read after an answer to the current window.

        :param times: end times, or start times, of the listings in the answer
        :param total: listings in the window
        :param size: listings that were asked for
        :param more: whether the window holds more listings than were read
        """
        window = self.windows.pop(0)
        if not more:
            return
        known = [time for time in times if time]
        is_sorted = len(known) == len(times) and known == sorted(known)
        if self.by == END and is_sorted and known and known[-1] > window.first:
            self.windows.insert(0, Window(known[-1], window.last))
            return
        whole = StartRange(window.first, window.last)
        if window.read or is_sorted_at(known, window.first) or not whole.can_split:
            self.windows.insert(0, replace(window, read=window.read + size))
            return
        parts = [Window(one.first, one.last) for one in whole.split(total, size)]
        self.windows[:0] = parts[::-1] if self.by == END else parts

    def skip_one(self, more: bool) -> None:
        """Leave out the next listing of the current window.

        :param more: whether the window holds more listings behind it
        """
        window = self.windows.pop(0)
        if more:
            self.windows.insert(0, replace(window, read=window.read + 1))


def is_sorted_at(times: Sequence[datetime], moment: datetime) -> bool:
    """Return whether all of these times are this moment: it cannot be divided."""
    return bool(times) and set(times) == {moment}


def smaller_size(size: int, steps: int = 1) -> int:
    """Return the page size that is so many steps smaller; 1 is the smallest."""
    return PAGE_SIZES[min(PAGE_SIZES.index(size) + steps, len(PAGE_SIZES) - 1)]


def larger_size(size: int) -> int:
    """Return the next larger page size; the largest stays."""
    return PAGE_SIZES[max(PAGE_SIZES.index(size) - 1, 0)]


def fitting_size(size: int, position: int) -> int:
    """Return the largest page size up to ``size`` of which a page begins there."""
    return next(one for one in PAGE_SIZES if one <= size and position % one == 0)
