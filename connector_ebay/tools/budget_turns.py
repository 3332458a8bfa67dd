# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""When a job may make its next calls: arithmetic of a sliding window."""

from __future__ import annotations

from collections.abc import Sequence

#: Seconds of the window. The margin covers the time until a call arrives at eBay.
WINDOW_SECONDS = 600
MARGIN_SECONDS = 2

#: Seconds after its turn for which a place in the line is kept free for a job that does
#: not come. It comes first whenever it does.
NO_SHOW_SECONDS = 60

#: Seconds after which a job that waits comes before all others.
OVERDUE_SECONDS = 2 * WINDOW_SECONDS

#: Above this share of a budget, work that is not urgent is spread out.
BUSY_SHARE = 0.8

#: Seconds after which a job looks again for those before it in line.
LINE_SECONDS = 5.0


def low_limit(limit: int) -> int:
    """Return how many calls work of low priority may see in the window."""
    return max(1, int(limit * BUSY_SHARE))


class Window:
    """The calls of one budget in the last ten minutes, as one job sees them."""

    def __init__(
        self, limit: int, taken: Sequence[float], ahead: int = 0, *, low: bool = False
    ):
        """Describe the window.

        :param limit: calls that fit
        :param taken: when they were made: seconds from now, negative, oldest first
        :param ahead: calls for which other jobs come first
        :param low: the job's work has low priority
        """
        self.limit = low_limit(limit) if low else limit
        self.taken = taken
        self.ahead = ahead

    def seconds_until(self, calls: int) -> float:
        """Return the seconds until so many calls fit at once; 0: they do now.

        A job that needs more calls than the whole budget has begins when the window is
        empty: it could not be finished otherwise.
        """
        used = len(self.taken)
        free = self.limit - used
        if self.ahead + calls <= free or not used and not self.ahead:
            return 0.0
        if not used:
            return LINE_SECONDS
        lacking = min(self.ahead + calls - free, used + self.ahead)
        rounds, place = divmod(lacking - 1, used)
        length = WINDOW_SECONDS + MARGIN_SECONDS
        seconds = max(1.0, self.taken[place] + length * (rounds + 1))
        # Whoever is first in line may never come.
        return min(seconds, NO_SHOW_SECONDS) if calls <= free else seconds
