# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Calls for single SKUs of a batch, of which one may fail without the others."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from ...ebay_client import UnauthorizedError
from ...exceptions import EbayRefused, EbayRetry
from .line_result import LineResult, ResultKind, result_from_refusal

#: From this try of a job on, an error of eBay in the calls of all SKUs counts as an
#: error of each SKU, so that a user sees it there.
LAST_COMMON_ATTEMPT = 3


class IsolatedCalls:
    """Make one call for each SKU, and keep the errors instead of raising them.

    What concerns the account or the network is raised: no SKU can be blamed for it.

    :ivar errors: errors by key, of the SKUs whose call has failed
    """

    def __init__(self, attempt: Callable[[], int]) -> None:
        """Prepare for the calls of one batch.

        :param attempt: returns the number of the job's current try, from 1
        """
        self._attempt = attempt
        self._successes = 0
        self.errors: dict[Hashable, EbayRefused | EbayRetry] = {}

    def call(self, key: Hashable, function: Callable[..., Any], *args: Any) -> Any:
        """Return what the function returns; None if its call failed for this SKU.

        :raise EbayWait: eBay accepts no calls for now
        :raise EbayRetry: no answer came
        :raise EbayRefused: eBay refuses the account
        """
        try:
            answer = function(*args)
        except EbayRefused as error:
            if isinstance(error.__cause__, UnauthorizedError):
                raise
            self.errors[key] = error
            return None
        except EbayRetry as error:
            if not getattr(error.__cause__, "status", 0):
                raise
            self.errors[key] = error
            return None
        self._successes += 1
        return answer

    def check(self) -> None:
        """Raise eBay's error if the calls of all SKUs have failed temporarily.

        :raise EbayRetry: eBay seems to have a problem, not a SKU
        """
        temporary = [
            error for error in self.errors.values() if isinstance(error, EbayRetry)
        ]
        failed_all = not self._successes and len(temporary) == len(self.errors) > 1
        if failed_all and self._attempt() < LAST_COMMON_ATTEMPT:
            raise temporary[-1]

    def result(self, key: Hashable) -> LineResult:
        """Return the result of a line whose call has failed."""
        error = self.errors[key]
        if isinstance(error, EbayRetry):
            return LineResult(ResultKind.RETRY, str(error))
        return result_from_refusal(error)
