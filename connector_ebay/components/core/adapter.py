# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging
import time
from contextlib import contextmanager
from datetime import datetime, timedelta

from odoo.addons.component.core import AbstractComponent

from ...ebay_client import (
    EbayError,
    NotFoundError,
    PermissionDeniedError,
    RejectedError,
    ThrottledError,
    TransientError,
    UnauthorizedError,
)
from ...exceptions import EbayNotFound, EbayRefused, EbayRetry, EbayWait
from ...tools.backoff import backoff
from ...tools.ebay_time import EBAY_TIME_ZONE, start_of_ebay_day
from ...tools.job_kinds import BLOCKED_ACCOUNT_SECONDS

_logger = logging.getLogger(__name__)

#: Seconds for which a look at an API's door is good.
LOOK_SECONDS = 2

#: What eBay's Analytics API calls our APIs, where that is another name.
ANALYTICS_NAMES = {"trading": "TradingAPI"}


class EbayAdapter(AbstractComponent):
    """Asks eBay and answers in plain dicts; the only place that knows the wire.

    A concrete adapter names its flow and calls ``self._call``. Whatever goes wrong
    leaves here as one of the exceptions that the Job Queue understands.
    """

    _name = "ebay.adapter"
    _inherit = ["base.backend.adapter", "ebay.base"]
    _usage = "backend.adapter"

    #: What the calls are for, in the log of calls.
    _flow = ""

    @property
    def client(self):
        """The wire, opened when it is first needed, shared by a work context."""
        if not getattr(self.work, "ebay_client", None):
            self.work.ebay_client = self.backend._ebay_client(self._flow)
        self.work.ebay_client.flow = self._flow
        return self.work.ebay_client

    def _call(self, api, function, *args, **kwargs):
        """Call ``client.<api>.<function>`` and return what it returns.

        :raise EbayWait, EbayRetry, EbayRefused, EbayNotFound: see ``exceptions``
        """
        closed, strikes = self._look_at_door(api)
        if closed:
            raise EbayWait(
                self.env._("eBay asked not to be called (%s) for a while.", api), closed
            )
        with self._translated(api):
            answer = getattr(getattr(self.client, api), function)(*args, **kwargs)
        if strikes:
            self.env["ebay.api.limit"].sudo()._open(self.backend, api)
            self._doors.pop(api, None)
        return answer

    @property
    def _doors(self):
        """``{API: (when it was looked at, what was seen)}``, of a work context."""
        if not hasattr(self.work, "ebay_doors"):
            self.work.ebay_doors = {}
        return self.work.ebay_doors

    def _look_at_door(self, api):
        """Seconds for which this API is closed to all workers, and its strikes.

        A job with many calls looks every few seconds, not before each.
        """
        now = time.monotonic()
        looked_at, seen = self._doors.get(api, (now - LOOK_SECONDS, None))
        if now - looked_at >= LOOK_SECONDS:
            limits = self.env["ebay.api.limit"].sudo()
            seen = limits._look(self.backend, api)
            self._doors[api] = now, seen
        return seen

    @contextmanager
    def _translated(self, api):
        """Let the wire's errors leave as the Job Queue's."""
        try:
            yield
        except ThrottledError as error:
            raise EbayWait(str(error), self._throttled(api, error)) from error
        except TransientError as error:
            seconds = error.retry_after
            if seconds is None:
                seconds = backoff(self.backend._ebay_job_attempt())
            raise EbayRetry(str(error), seconds=max(1, round(seconds))) from error
        except NotFoundError as error:
            raise EbayNotFound(str(error), error.error_ids) from error
        except PermissionDeniedError as error:
            raise EbayRefused(
                self.env._(
                    "eBay does not let this keyset do that. Connect the account "
                    "again; if that does not help, ask eBay for the scope. "
                    "eBay's words: %s",
                    error,
                ),
                error.error_ids,
            ) from error
        except UnauthorizedError as error:
            if error.revoked:
                self.backend._ebay_mark_reconnect()
                message = self.backend._reconnect_message()
                raise EbayWait(message, BLOCKED_ACCOUNT_SECONDS) from error
            raise EbayRefused(str(error), error.error_ids) from error
        except (RejectedError, EbayError) as error:
            raise EbayRefused(str(error), error.error_ids) from error

    def _throttled(self, api, error):
        """Close the door for all workers; return the seconds to wait."""
        reason = "quota" if error.quota else "throttled"
        seconds = error.retry_after
        if error.quota and seconds is None:
            seconds = self._seconds_to_reset(api)
        seconds = self.env["ebay.api.limit"]._close(self.backend, api, seconds, reason)
        self._doors.pop(api, None)
        _logger.warning(
            "eBay backend %s: %s %s, waiting %.0f s",
            self.backend.id,
            api,
            reason,
            seconds,
        )
        return seconds

    def _seconds_to_reset(self, api):
        """Until the day's quota is new: as eBay's Analytics API says, else midnight."""
        now = datetime.now(EBAY_TIME_ZONE)
        try:
            resets = self._resets(api)
        except EbayError:
            resets = []
        reset = min(resets, default=start_of_ebay_day() + timedelta(days=1))
        return max(60, (reset - now).total_seconds())

    def _resets(self, api):
        """When the used-up limits of an API begin anew."""
        name = ANALYTICS_NAMES.get(api, api).lower()
        return [
            datetime.fromisoformat(rate["reset"])
            for row in self.client.analytics.get_rate_limits()
            if (row.get("apiName") or "").lower() == name
            for resource in row.get("resources") or ()
            for rate in resource.get("rates") or ()
            if rate.get("reset") and not rate.get("remaining")
        ]
