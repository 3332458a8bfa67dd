# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the Job Queue is told. Only ``ebay.adapter`` turns the wire's errors into these.

================  ============================================================
``EbayWait``      not now: paused, throttled, out of quota. Counts as no try.
``EbayRetry``     eBay or the network failed; tried again, ever later.
``EbayRefused``   eBay said no for good; fails at once, with eBay's own words.
``EbayNotFound``  ... because what was asked for is not there.
================  ============================================================
"""

from odoo.addons.connector.exception import NetworkRetryableError
from odoo.addons.queue_job.exception import FailedJobError, RetryableJobError


class EbayWait(RetryableJobError):
    """The job waits ``seconds`` and has not failed a try."""

    def __init__(self, message, seconds):
        super().__init__(message, seconds=max(1, int(seconds)), ignore_retry=True)


class EbayRetry(NetworkRetryableError):
    """The call may succeed when it is repeated."""


class EbayRefused(FailedJobError):
    """Repeating the call would change nothing: a person has to."""

    def __init__(self, message, error_ids=()):
        super().__init__(message)
        self.error_ids = tuple(error_ids)


class EbayNotFound(EbayRefused):
    """eBay does not have it."""
