# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The budgets of calls that the schedule may read with, and that may write."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil

from ..ebay_client.lanes import PULL
from ..exceptions import EbayBudgetWait
from ..tools.stored_text import StoredText
from . import Backend

#: Seconds for which a call may be taken before it is made without being moved.
EXACT_SECONDS = 0.5

#: Seconds after which work that waits for eBay's daily limit looks at it again.
LOOK_AGAIN_SECONDS = 3600

#: Priority of what is no job, such as a scheduled action that calls eBay itself.
DEFAULT_PRIORITY = 20


class Budget:
    """The budgets of an account, shared by all workers and machines.

    Reading counts only where the schedule has started it; writing counts unless a
    person has started it with a button. What does not fit waits.

    The client asks before each HTTP call, so that what is counted is what is sent. A
    call may be taken earlier, before the intent to make it is committed.
    """

    def __init__(self, backend: Backend):
        self.backend = backend
        self._rows = backend.env["ebay.api.budget"].sudo()
        self._lane = ""
        self._made: dict[str, int] = {}
        #: Calls taken and not made yet: ``(row, time at which it was taken)``.
        self._held: dict[str, list[tuple[int, float]]] = {}

    @contextmanager
    def calling(self, lane: str) -> Iterator[None]:
        """Count the HTTP calls made inside in a lane.

        :param lane: ``pull`` or ``push``; empty for calls that are not counted
        """
        before, self._lane = self._lane, lane
        try:
            yield
        finally:
            self._lane = before

    def admit(self) -> None:
        """Take one call, right before it is made.

        :raise EbayBudgetWait: the budget is used up
        """
        lane = self._lane
        if not self._limit(lane):
            return
        self.check(lane)
        if self._held.get(lane):
            row, taken_at = self._held[lane].pop()
            if time.monotonic() - taken_at > EXACT_SECONDS:
                self._rows._touch(row)
        self._made[lane] = self._made.get(lane, 0) + 1

    def check(self, lane: str) -> None:
        """Take the next call in advance, unless one is taken already.

        :raise EbayBudgetWait: as :meth:`admit`
        """
        limit = self._limit(lane)
        if not limit or self._held.get(lane):
            return
        seconds, rows = self._rows._take(
            self.backend,
            lane,
            limit,
            low=bool(self.backend.env.context.get("ebay_low_priority")),
            made=self._made.get(lane, 0),
            priority=DEFAULT_PRIORITY,
        )
        if seconds:
            raise EbayBudgetWait(
                StoredText._(
                    "The budget of %s calls in ten minutes is used up.", limit
                ),
                ceil(seconds),
            )
        now = time.monotonic()
        self._held.setdefault(lane, []).extend((row, now) for row in rows)

    def check_quota(self, api: str, call: str, lane: str) -> None:
        """Check that reading that is not urgent leaves eBay's daily limit to others.

        :raise EbayBudgetWait: the limit of the API or call is nearly used up
        """
        context = self.backend.env.context
        is_urgent = not context.get("ebay_low_priority") or (
            context.get("ebay_trigger") == "person"
        )
        if lane != PULL or is_urgent:
            return
        quotas = self.backend.env["ebay.api.quota"].sudo()
        seconds = quotas._seconds_to_wait(self.backend, api, call)
        if seconds:
            raise EbayBudgetWait(
                StoredText._(
                    "Most of the calls of the day are used (%s): what is not urgent "
                    "waits.",
                    f"{api} {call}",
                ),
                min(ceil(seconds), LOOK_AGAIN_SECONDS),
            )

    def release(self) -> None:
        """Give back what was taken and not used."""
        rows = [row for held in self._held.values() for row, _taken_at in held]
        self._held.clear()
        if rows:
            self._rows._give_back(rows)

    def _limit(self, lane: str) -> int:
        """Return how many calls fit in the window; 0 if the call is not counted."""
        context = self.backend.env.context
        trigger = context.get("ebay_trigger")
        if lane == PULL:
            # What is read in order to write waits for the budget of writing only.
            is_counted = trigger == "schedule" and not context.get("ebay_writes")
        else:
            is_counted = trigger != "person"
        if not lane or not is_counted:
            return 0
        return self.backend[f"{lane}_budget"]
