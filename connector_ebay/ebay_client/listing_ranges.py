# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Plan how to read all of a seller's listings so that none can be missed.

Pages of GetSellerList can miss a listing: a *good till cancelled* listing that renews
while pages are read moves to another place. Its start time never changes, so a range of
start times always holds the same listings, and a range that fits into one page has no
second page that something could move to or from.

Read the ranges of ``start_ranges`` one by one, from the newest. Where an answer says
that there are more listings than it shows, replace the range by ``split``. Stop when as
many listings were seen as ``count_active_listings`` says, or at the last range.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

# eBay demands less than 120 days.
LONGEST_RANGE = timedelta(days=119)
# eBay writes times in milliseconds; ranges include both of their ends.
STEP = timedelta(milliseconds=1)
# Listings that started within a second are not separated further.
SHORTEST_RANGE = timedelta(seconds=1)
# No listing of eBay's is older.
EBAY_BEGAN = datetime(1995, 9, 1, tzinfo=UTC)


@dataclass(frozen=True)
class StartRange:
    """A range of start times; both ends belong to it."""

    first: datetime
    last: datetime

    @property
    def can_split(self) -> bool:
        """Return whether the range is long enough to be split.

        One that is not has to be read page by page.
        """
        return self.last - self.first > SHORTEST_RANGE + STEP

    def split(self, total: int, page_size: int) -> list[StartRange]:
        """Return equal parts of the range, newest first, that may fit into one page.

        Nothing is between two parts, and nothing is in both.

        :param total: how many listings the range holds
        :param page_size: how many listings an answer shows
        """
        parts = max(2, -(-total // max(1, page_size)))
        length = max((self.last - self.first) / parts, SHORTEST_RANGE)
        return list(_cut(self.first, self.last, length))


def start_ranges(
    now: datetime, since: datetime = EBAY_BEGAN, length: timedelta = LONGEST_RANGE
) -> Iterator[StartRange]:
    """Yield ranges from now back to ``since``, newest first.

    :param now: eBay's time, aware
    :param since: when the seller's account began, aware
    :param length: of a range, below 120 days
    """
    return _cut(since, now, length)


def _cut(first: datetime, last: datetime, length: timedelta) -> Iterator[StartRange]:
    while last >= first:
        begin = max(first, _to_milliseconds(last - length))
        yield StartRange(begin, last)
        last = begin - STEP


def _to_milliseconds(moment: datetime) -> datetime:
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
