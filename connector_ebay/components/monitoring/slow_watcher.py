# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from odoo import fields

from odoo.addons.component.core import Component

from ...tools.alert_findings import Finding
from ...tools.stored_text import StoredText

#: The calls of this time are compared with those of the week before it.
RECENT = timedelta(hours=1)
USUAL = timedelta(days=7)

#: Fewer calls than these say nothing.
FEWEST_RECENT, FEWEST_USUAL = 20, 100

#: Milliseconds: nobody is told of less, whatever is usual.
SLOW_AT_LEAST = 1000

#: Seconds: nobody is told of a shorter delay of changes, whatever is usual.
LATE_AT_LEAST = 600


class EbaySlowWatcher(Component):
    """Find accounts that are much slower than in their own last week.

    Compared are the times within which 95 of 100 calls were answered, and the usual
    times until a change has arrived on the other side. The week is read only for
    accounts that are slow in absolute terms.
    """

    _name = "ebay.slow.watcher"
    _inherit = "ebay.alert.watcher"
    _codes = ("slow",)

    def find(self) -> list[Finding]:
        """Return the accounts that are slower than usual by the set factor."""
        now = fields.Datetime.now()
        since = now - RECENT
        watched = self.backends.filtered(lambda one: one.alert_slow_factor > 0)
        found = self._slow_answers(watched, since, now)
        told = {one.backend for one in found}
        late = self._late_changes(watched, since, now)
        return found + [one for one in late if one.backend not in told]

    def _slow_answers(
        self, watched: Any, since: datetime, now: datetime
    ) -> list[Finding]:
        """Return the accounts whose calls are answered slower than usual."""
        recent = {
            backend_id: duration
            for backend_id, duration in self._percentiles(
                watched, since, now + RECENT, FEWEST_RECENT
            ).items()
            if duration >= SLOW_AT_LEAST
        }
        slow = watched.filtered(lambda one: one.id in recent)
        usual = self._usual(slow, since)
        return [
            self._slow(backend, recent[backend.id], usual[backend.id])
            for backend in slow
            if backend.id in usual
            and recent[backend.id] >= backend.alert_slow_factor * usual[backend.id]
        ]

    def _late_changes(
        self, watched: Any, since: datetime, now: datetime
    ) -> list[Finding]:
        """Return the accounts whose changes arrive later than usual."""
        flows = self.env["ebay.flow"]
        recent = {
            key: delay.seconds
            for key, delay in flows._delays(watched, since, now + RECENT).items()
            if delay.number >= FEWEST_RECENT and delay.seconds >= LATE_AT_LEAST
        }
        if not recent:
            return []
        late = watched.filtered(lambda one: any(key[0] == one.id for key in recent))
        usual = {
            key: delay.seconds
            for key, delay in flows._delays(late, since - USUAL, since).items()
            if delay.number >= FEWEST_USUAL
        }
        findings: dict[Any, Finding] = {}
        for (backend_id, flow), seconds in recent.items():
            backend = late.browse(backend_id)
            before = usual.get((backend_id, flow))
            if before is None or seconds < backend.alert_slow_factor * before:
                continue
            findings.setdefault(backend, self._late(backend, flow, seconds, before))
        return list(findings.values())

    def _late(self, backend: Any, flow: str, recent: float, usual: float) -> Finding:
        rows = self.env["ebay.flow"]
        return Finding(
            backend,
            "slow",
            StoredText._(
                "%(flow)s: changes usually arrived after %(usual).0f min during the "
                "last week, and after %(recent).0f min during the last hour.",
                flow=StoredText.option(rows._fields["flow"], flow),
                usual=usual / 60,
                recent=recent / 60,
            ),
            StoredText._(
                "Nothing is lost, it only takes longer. Look at the budgets of the "
                "account: if one is used up, allow more calls."
            ),
        )

    @staticmethod
    def _slow(backend: Any, recent: float, usual: float) -> Finding:
        return Finding(
            backend,
            "slow",
            StoredText._(
                "95 of 100 calls were answered within %(usual).1f s during the last "
                "week, and within %(recent).1f s during the last hour.",
                usual=usual / 1000,
                recent=recent / 1000,
            ),
            StoredText._(
                "Nothing is lost, it only takes longer. If this lasts, look at "
                "developer.ebay.com/support/api-status, and let an administrator check "
                "this machine's access to the internet."
            ),
            action={
                "model": "ebay.api.call",
                "xmlid": "connector_ebay.ebay_api_call_action",
                "domain": [
                    ("backend_id", "=", backend.id),
                    ("duration", ">=", round(usual)),
                ],
            },
        )

    def _usual(self, backends: Any, until: datetime) -> dict[int, float]:
        """Return ``{account id: milliseconds}`` of the week before.

        From the sums by hour; from the calls of accounts that have none.
        """
        if not backends:
            return {}
        hours = self.env["ebay.api.call.hour"]
        domain = [
            ("backend_id", "in", backends.ids),
            ("hour", ">=", until - USUAL),
            ("hour", "<", until),
        ]
        summed = backends.browse()
        for backend, calls in hours._read_group(domain, ["backend_id"], ["calls:sum"]):
            if calls >= FEWEST_USUAL:
                summed |= backend
        found = hours._percentiles(summed, until - USUAL, until)
        return {
            **{backend.id: duration for backend, duration in found.items()},
            **self._percentiles(backends - summed, until - USUAL, until, FEWEST_USUAL),
        }

    def _percentiles(
        self, backends: Any, since: datetime, until: datetime, fewest: int
    ) -> dict[int, float]:
        """Return ``{account id: milliseconds}`` within which 95 % were answered.

        :param fewest: accounts with fewer calls are left out
        """
        if not backends:
            return {}
        self.env.cr.execute(
            """
            SELECT backend_id,
                percentile_disc(0.95) WITHIN GROUP (ORDER BY duration)
            FROM ebay_api_call
            WHERE called_at >= %s AND called_at < %s AND backend_id IN %s
            GROUP BY backend_id HAVING count(*) >= %s
            """,
            (since, until, tuple(backends.ids), fewest),
        )
        return dict(self.env.cr.fetchall())
