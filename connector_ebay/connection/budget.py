# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The budgets of calls that the schedule may read with, and that may write."""

from __future__ import annotations

from ..ebay_client.lanes import PULL
from ..exceptions import EbayBudgetWait
from . import Backend


class Budget:
    """The budgets of an account, shared by all workers and machines.

    Reading counts only where the schedule has started it; writing counts unless a
    person has started it with a button. What does not fit waits.
    """

    def __init__(self, backend: Backend):
        self.backend = backend
        self._rows = backend.env["ebay.api.budget"].sudo()

    def reserve(self, lane: str) -> None:
        """Take one call out of a budget, right before it is made.

        :param lane: ``pull`` or ``push``; empty for a call that is not counted
        :raise EbayBudgetWait: the budget is used up
        """
        self._wait(lane, take=True)

    def check(self, lane: str) -> None:
        """Check that a call would fit, without taking it.

        :raise EbayBudgetWait: as :meth:`reserve`
        """
        self._wait(lane, take=False)

    def seconds(self, lane: str) -> float:
        """Return the seconds until a call fits; 0 if one does now."""
        limit = self._limit(lane)
        return self._rows._take(self.backend, lane, limit, False) if limit else 0

    def _wait(self, lane: str, take: bool) -> None:
        limit = self._limit(lane)
        if not limit:
            return
        seconds = self._rows._take(self.backend, lane, limit, take)
        if seconds:
            raise EbayBudgetWait(
                self.backend.env._(
                    "The budget of %s calls in ten minutes is used up.", limit
                ),
                seconds,
            )

    def _limit(self, lane: str) -> int:
        """Return how many calls this job may see in the window; 0 for any number.

        Work of low priority leaves a fifth to what is more urgent.
        """
        context = self.backend.env.context
        trigger = context.get("ebay_trigger")
        is_counted = trigger == "schedule" if lane == PULL else trigger != "person"
        if not lane or not is_counted:
            return 0
        limit = self.backend[f"{lane}_budget"]
        if limit and context.get("ebay_low_priority"):
            return limit * 4 // 5 or 1
        return limit
