# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Exceptions. Only ``ebay.adapter`` turns the client's errors into those of jobs.

================  ============================================================
``EbayWait``      not now: paused, throttled, out of quota; does not count as a try
``EbayRetry``     eBay or the network failed; tried again with growing delays
``EbayRefused``   eBay refused for good; fails at once, with eBay's own message
``EbayNotFound``  eBay does not have the record
================  ============================================================
"""

from collections.abc import Iterable

from odoo.addons.connector.exception import NetworkRetryableError
from odoo.addons.queue_job.exception import FailedJobError, RetryableJobError


class EbayWait(RetryableJobError):
    """The job runs again after ``seconds``; this does not count as a failed try."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message, seconds=max(1, int(seconds)), ignore_retry=True)


class EbayBudgetWait(EbayWait):
    """The budget of calls is used up for now."""


class EbayRetry(NetworkRetryableError):
    """The call may succeed when it is repeated, after ``seconds``."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message, seconds=max(1, round(seconds)))


class EbayRefused(FailedJobError):
    """Repeating the call would fail again: a person has to change something."""

    def __init__(self, message: str, error_ids: Iterable[int] = ()) -> None:
        super().__init__(message)
        self.error_ids = tuple(error_ids)


class EbayNotFound(EbayRefused):
    """eBay does not have the record."""


class PublicKeyError(Exception):
    """There is no key to verify a notification with."""


class KeyUnavailableError(PublicKeyError):
    """The key cannot be read now: eBay should deliver the notification again."""


class KeyUnknownError(PublicKeyError):
    """eBay has no such key: the notification was not signed by eBay."""
