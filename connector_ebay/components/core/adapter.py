# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from odoo.addons.component.core import AbstractComponent

from ...connection.consent import mark_reconnect, reconnect_message
from ...ebay_client import (
    EbayClient,
    EbayError,
    NotFoundError,
    PermissionDeniedError,
    RejectedError,
    ThrottledError,
    TransientError,
    UnauthorizedError,
)
from ...ebay_client.lanes import lane
from ...ebay_client.quotas import TRADING, call_name
from ...exceptions import EbayNotFound, EbayRefused, EbayRetry, EbayWait
from ...tools.backoff import backoff
from ...tools.ebay_time import EBAY_TIME_ZONE, start_of_ebay_day
from ...tools.job_kinds import BLOCKED_ACCOUNT_SECONDS
from ...tools.stored_text import StoredText

_logger = logging.getLogger(__name__)

#: Names of APIs in the Analytics API, where they differ from ours.
ANALYTICS_NAMES = {"trading": "TradingAPI"}


class EbayAdapter(AbstractComponent):
    """Call eBay and return its answers; the only components that use the client.

    A concrete adapter names its flow and calls :meth:`_call`. Errors of the client are
    raised as exceptions that the Job Queue understands.
    """

    _name = "ebay.adapter"
    _inherit = ["base.backend.adapter", "ebay.base"]
    _usage = "backend.adapter"

    #: What the calls are for, in the log of calls.
    _flow = ""

    @property
    def client(self) -> EbayClient:
        """Return the client of the work context, connected when first needed."""
        client = self.work.ebay_clients.client(self._flow, self.work.model_name)
        client.wire.gate = self.work.ebay_budget.admit
        return client

    def _call(self, api: str, function: str, *args: Any, **kwargs: Any) -> Any:
        """Call ``client.<api>.<function>`` and return what it returns.

        :raise EbayWait, EbayRetry, EbayRefused, EbayNotFound: see ``exceptions``
        """
        circuit_breaker = self.work.ebay_circuit_breaker
        call = call_name(api, function)
        blocked_seconds, failures = circuit_breaker.state(api, call)
        if blocked_seconds:
            raise EbayWait(
                StoredText._(
                    "eBay asked not to be called (%s) for a while.", f"{api} {call}"
                ),
                blocked_seconds,
            )
        self.work.ebay_budget.check_quota(api, call, lane(api, function))
        with self._translated(api, call):
            with self.work.ebay_budget.calling(lane(api, function)):
                answer = getattr(getattr(self.client, api), function)(*args, **kwargs)
        if failures:
            circuit_breaker.reset(api, call)
        return answer

    @contextmanager
    def _translated(self, api: str, call: str = "") -> Iterator[None]:
        """Raise errors of the client as exceptions of the Job Queue."""
        try:
            yield
        except ThrottledError as error:
            wait = self._throttled(api, call, error)
            raise EbayWait(str(error), wait) from error
        except TransientError as error:
            seconds = error.retry_after
            if seconds is None:
                seconds = backoff(self.backend._ebay_job_attempt())
            raise EbayRetry(str(error), seconds=max(1, round(seconds))) from error
        except NotFoundError as error:
            raise EbayNotFound(str(error), error.error_ids) from error
        except PermissionDeniedError as error:
            raise EbayRefused(
                StoredText._(
                    "eBay does not let this keyset do that. Connect the account "
                    "again; if that does not help, ask eBay for the scope. "
                    "eBay's message: %s",
                    error,
                ),
                error.error_ids,
            ) from error
        except UnauthorizedError as error:
            if error.revoked:
                mark_reconnect(self.backend)
                message = reconnect_message(self.backend)
                raise EbayWait(message, BLOCKED_ACCOUNT_SECONDS) from error
            self.env["ebay.alert"]._watch_now(self.backend, ["unauthorized"])
            raise EbayRefused(str(error), error.error_ids) from error
        except (RejectedError, EbayError) as error:
            raise EbayRefused(str(error), error.error_ids) from error

    def _throttled(self, api: str, call: str, error: ThrottledError) -> float:
        """Block the call, or its whole API, for all workers; return the seconds.

        eBay counts Trading's calls by their names, and the day's quota of a REST API
        by its resources. Too many calls at once to a REST API block all of it.
        """
        reason = "quota" if error.quota else "throttled"
        seconds = error.retry_after
        if error.quota and seconds is None:
            seconds = self._seconds_to_reset(api, call)
        blocked = call if error.quota or api == TRADING else ""
        seconds = self.work.ebay_circuit_breaker.trip(api, seconds, reason, blocked)
        _logger.warning(
            "eBay backend %s: %s %s %s, waiting %.0f s",
            self.backend.id,
            api,
            blocked,
            reason,
            seconds,
        )
        self.env["ebay.alert"]._watch_now(self.backend, ["throttled"])
        return seconds

    def _seconds_to_reset(self, api: str, call: str) -> float:
        """Return the seconds until the day's quota of a call is renewed.

        Midnight at eBay is assumed if the Analytics API does not say.
        """
        now = datetime.now(EBAY_TIME_ZONE)
        try:
            resets = self._resets(api, call)
        except EbayError:
            resets = []
        reset = min(resets, default=start_of_ebay_day() + timedelta(days=1))
        return max(60, (reset - now).total_seconds())

    def _resets(self, api: str, call: str) -> list[datetime]:
        """Return when the used-up limits of a call, or else of its API, are renewed.

        The resources of Trading are named like its calls.
        """
        name = ANALYTICS_NAMES.get(api, api).lower()
        limits = self.client.analytics.get_rate_limits()
        reader = self.component(usage="limit.reader", model_name="ebay.backend")
        reader.store(limits, complete=False)
        resources = [
            resource
            for row in limits
            if (row.get("apiName") or "").lower() == name
            for resource in row.get("resources") or ()
        ]
        own = [one for one in resources if (one.get("name") or "") == call]
        return [
            datetime.fromisoformat(rate["reset"])
            for resource in own or resources
            for rate in resource.get("rates") or ()
            if rate.get("reset") and not rate.get("remaining")
        ]
