# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import Any, NamedTuple

from odoo import fields

from odoo.addons.component.core import Component

from ...connection.consent import reconnect_texts
from ...connection.keyset import Keyset
from ...tools.alert_findings import Finding
from ...tools.error_texts import readable_error
from ...tools.stored_text import StoredText

#: Refusals in a row are looked for in this time.
SERIES_WINDOW = timedelta(hours=1)

#: The rate of errors is that of this time.
RATE_WINDOW = timedelta(minutes=15)

#: Fewer calls than these have no rate of errors.
FEWEST_CALLS = 5

UNAUTHORIZED, THROTTLED = 401, 429


class Series(NamedTuple):
    """Calls of one API with the same status since its last success."""

    backend_id: int
    api_name: str
    status: int
    number: int
    new: int


class Rate(NamedTuple):
    """How many of an account's recent calls failed."""

    backend_id: int
    calls: int
    failed: int
    new: int
    example: str


class EbayCallWatcher(Component):
    """Find accounts whose calls eBay refuses, slows down or does not answer.

    A series ends with the next call to the same API that succeeds.
    """

    _name = "ebay.call.watcher"
    _inherit = "ebay.alert.watcher"
    _codes = ("unauthorized", "throttled", "errors")

    def find(self) -> list[Finding]:
        """Return series of 401 and 429, and high rates of errors."""
        found: list[Finding] = []
        series: dict[Any, list[Series]] = defaultdict(list)
        for one in self._series():
            series[one.backend_id, one.status].append(one)
        rates = {rate.backend_id: rate for rate in self._rates()}
        blocked = self._blocked_by_backend()
        for backend in self.backends:
            refused = series.get((backend.id, UNAUTHORIZED), [])
            found += self._unauthorized(backend, refused)
            slowed = series.get((backend.id, THROTTLED), [])
            found += self._throttled(backend, slowed, blocked.get(backend.id))
            found += self._errors(backend, rates.get(backend.id))
        return found

    # === 401 ===

    def _unauthorized(self, backend: Any, series: list[Series]) -> list[Finding]:
        """Return whether the consent is gone, or eBay refuses calls in a row."""
        is_connected = backend.state == "connected"
        if backend.state == "reconnect" or (
            is_connected and not Keyset(backend).refresh_token
        ):
            return [Finding(backend, "unauthorized", *reconnect_texts())]
        worst = max(series, key=lambda one: one.number, default=None)
        if not worst or worst.number < backend.alert_calls_in_row:
            return []
        return [
            Finding(
                backend,
                "unauthorized",
                StoredText._(
                    "eBay refused %(number)s calls in a row (%(api)s): it does not "
                    "accept the access that Odoo was given.",
                    number=worst.number,
                    api=worst.api_name,
                ),
                StoredText._(
                    "Press 'Connect to eBay' on the account. If that does not help, "
                    "let an administrator check eBay's keys in Settings > eBay."
                ),
                count=worst.new,
            )
        ]

    # === 429 ===

    def _throttled(
        self, backend: Any, series: list[Series], blocked: Any
    ) -> list[Finding]:
        """Return whether eBay slowed calls down in a row, or a day's quota is used."""
        worst = max(series, key=lambda one: one.number, default=None)
        if worst and worst.number < backend.alert_calls_in_row:
            worst = None
        if blocked and blocked.reason == "quota":
            message = StoredText._(
                "The day's number of calls that eBay allows is used up (%(api)s); it "
                "starts anew at %(time)s.",
                api=blocked.display_name,
                time=blocked.blocked_until,
            )
        elif worst or blocked:
            message = StoredText._(
                "eBay asked %(number)s times in a row to call it less often (%(api)s).",
                number=worst.number if worst else blocked.failure_count,
                api=worst.api_name if worst else blocked.display_name,
            )
        else:
            return []
        return [
            Finding(
                backend,
                "throttled",
                message,
                StoredText._(
                    "Nothing is lost: the work waits and goes on by itself. If this "
                    "comes back, check whether another program uses the same keys."
                ),
                count=worst.new if worst else 0,
                action=_calls_action(backend, [("status", "=", THROTTLED)]),
            )
        ]

    def _blocked_by_backend(self) -> dict[int, Any]:
        """Return the limit that blocks each account most, if it is worth an alert."""
        limits = self.env["ebay.api.limit"]._blocked(self.backends)
        worst: dict[int, Any] = {}
        for limit in limits.sorted("failure_count"):
            backend = limit.backend_id
            if limit.reason == "quota" or (
                limit.failure_count >= backend.alert_calls_in_row
            ):
                worst[backend.id] = limit
        return worst

    # === ERRORS ===

    def _errors(self, backend: Any, rate: Rate | None) -> list[Finding]:
        """Return whether too many calls failed because of eBay or the network."""
        limit = backend.alert_error_rate
        if not limit or not rate or rate.calls < FEWEST_CALLS:
            return []
        if 100 * rate.failed < limit * rate.calls:
            return []
        return [
            Finding(
                backend,
                "errors",
                StoredText._(
                    "%(failed)s of %(calls)s calls of the last %(minutes)s minutes "
                    "failed. The last error: %(error)s",
                    failed=rate.failed,
                    calls=rate.calls,
                    minutes=int(RATE_WINDOW.total_seconds() / 60),
                    error=readable_error(rate.example),
                ),
                StoredText._(
                    "The work is tried again by itself. If this lasts, look at "
                    "developer.ebay.com/support/api-status, and let an administrator "
                    "check this machine's access to the internet."
                ),
                count=rate.new,
                action=_calls_action(
                    backend, ["|", ("status", "=", 0), ("status", ">=", 500)]
                ),
            )
        ]

    # === QUERIES ===

    def _series(self) -> list[Series]:
        """Return the 401 and 429 of each account and API after its last success."""
        self.env.cr.execute(
            """
            WITH recent AS (
                SELECT backend_id, api_name, status, called_at
                FROM ebay_api_call WHERE called_at >= %(since)s
            ), success AS (
                SELECT backend_id, api_name, max(called_at) AS at FROM recent
                WHERE status BETWEEN 200 AND 399 GROUP BY backend_id, api_name
            )
            SELECT recent.backend_id, recent.api_name, recent.status, count(*),
                count(*) FILTER (
                    WHERE alert.id IS NULL OR recent.called_at > alert.last_at
                )
            FROM recent
            LEFT JOIN success USING (backend_id, api_name)
            LEFT JOIN ebay_alert alert ON alert.backend_id = recent.backend_id
                AND alert.state = 'open' AND alert.code = CASE recent.status
                    WHEN %(unauthorized)s THEN 'unauthorized' ELSE 'throttled' END
            WHERE recent.status IN (%(unauthorized)s, %(throttled)s)
              AND (success.at IS NULL OR recent.called_at > success.at)
              AND recent.backend_id IN %(backends)s
            GROUP BY recent.backend_id, recent.api_name, recent.status
            """,
            {
                "since": fields.Datetime.now() - SERIES_WINDOW,
                "unauthorized": UNAUTHORIZED,
                "throttled": THROTTLED,
                "backends": tuple(self.backends.ids) or (0,),
            },
        )
        return [Series(*row) for row in self.env.cr.fetchall()]

    def _rates(self) -> list[Rate]:
        """Return calls, failed ones and the last error of each account."""
        self.env.cr.execute(
            """
            SELECT call.backend_id, count(*), count(*) FILTER (WHERE failed),
                count(*) FILTER (WHERE failed AND (
                    alert.id IS NULL OR called_at > alert.last_at
                )),
                (array_agg(COALESCE(call.error, call.status::text)
                    ORDER BY called_at DESC) FILTER (WHERE failed))[1]
            FROM (
                SELECT backend_id, called_at, error, status,
                    status = 0 OR status >= 500 AS failed
                FROM ebay_api_call WHERE called_at >= %(since)s
            ) call
            LEFT JOIN ebay_alert alert ON alert.backend_id = call.backend_id
                AND alert.state = 'open' AND alert.code = 'errors'
            WHERE call.backend_id IN %(backends)s
            GROUP BY call.backend_id
            """,
            {
                "since": fields.Datetime.now() - RATE_WINDOW,
                "backends": tuple(self.backends.ids) or (0,),
            },
        )
        return [Rate(*row) for row in self.env.cr.fetchall()]


def _calls_action(backend: Any, domain: list[Any]) -> dict[str, Any]:
    """Return the action that lists such calls of an account."""
    return {
        "model": "ebay.api.call",
        "xmlid": "connector_ebay.ebay_api_call_action",
        "domain": [("backend_id", "=", backend.id), *domain],
    }
