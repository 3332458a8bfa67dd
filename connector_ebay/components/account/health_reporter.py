# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta
from typing import Any

from odoo import fields

from odoo.addons.component.core import Component

from ...connection.webhook_address import webhook_address

#: Period of the numbers of recent events.
RECENT = timedelta(hours=24)

#: Events that wait longer than this are reported as late.
LATE = timedelta(minutes=30)

#: An API with less than this share of its calls left is reported.
LOW_SHARE = 0.2

#: Seconds by which eBay's clock and ours may differ.
MAX_CLOCK_OFFSET = 120


class EbayHealthReporter(Component):
    """Report the health of an account: token, limits, webhook, queue and clock."""

    _name = "ebay.health.reporter"
    _inherit = "ebay.base"
    _apply_on = "ebay.backend"
    _usage = "health.reporter"

    def report(self) -> dict[str, Any]:
        """Return a dict for each part, with ``ok`` and details.

        A part that cannot be checked has the reason under ``error``.
        """
        return {
            "backend": self.backend.name,
            "state": self.backend.state,
            "token": self._token(),
            "limits": self._limits(),
            "webhook": self._webhook(),
            "queue": self._queue(),
            "clock": self._clock(),
        }

    def _token(self) -> dict[str, Any]:
        expires = self.backend.refresh_token_expires_at
        try:
            user = self.component(usage="backend.adapter").ping()
        except Exception as error:
            return {"ok": False, "error": str(error)}
        return {
            "ok": True,
            "user": user.get("username"),
            "consent_ends": expires and expires.isoformat(),
        }

    def _limits(self) -> dict[str, Any]:
        blocked = {
            row.display_name: row.blocked_until.isoformat()
            for row in self.env["ebay.api.limit"]._blocked(self.backend)
        }
        try:
            limits = self.component(usage="backend.adapter").rate_limits()
        except Exception as error:
            return {"ok": False, "error": str(error), "closed": blocked}
        low = [
            {
                "api": row.get("apiName"),
                "resource": resource.get("name"),
                "remaining": rate.get("remaining"),
                "limit": rate.get("limit"),
                "reset": rate.get("reset"),
            }
            for row in limits
            for resource in row.get("resources") or ()
            for rate in resource.get("rates") or ()
            if rate.get("limit")
            and rate.get("remaining", 0) < LOW_SHARE * rate["limit"]
        ]
        return {"ok": not blocked and not low, "closed": blocked, "low": low}

    def _webhook(self) -> dict[str, Any]:
        """Return the state of subscriptions and events."""
        now = fields.Datetime.now()
        events = self.env["ebay.webhook.event"].sudo()
        own = [("backend_id", "=", self.backend.id)]
        recent = [*own, ("received_at", ">=", now - RECENT)]
        waiting = [*own, ("state", "=", "pending")]
        [[lag]] = events._read_group([*recent, ("state", "=", "done")], [], ["lag:avg"])
        late = events.search_count([*waiting, ("received_at", "<", now - LATE)])
        failed = events.search_count([*own, ("state", "=", "failed")])
        topics = self.backend.notification_topic_ids
        broken = topics.filtered(lambda topic: topic.state == "failed")
        subscribed = topics.filtered(lambda topic: topic.state == "subscribed")
        return {
            "ok": not (failed or late or broken),
            "url": webhook_address(self.env, self.backend.environment),
            "subscribed": sorted(subscribed.mapped("name")),
            "broken": sorted(broken.mapped("name")),
            "events_today": events.search_count(recent),
            "waiting": events.search_count(waiting),
            "late": late,
            "failed": failed,
            "lag_seconds": round(lag or 0, 1),
        }

    def _queue(self) -> dict[str, Any]:
        oldest = self.env["queue.job"].search(
            [("ebay_backend_id", "=", self.backend.id), ("state", "=", "pending")],
            order="date_created",
            limit=1,
        )
        lag = 0.0
        if oldest:
            lag = (fields.Datetime.now() - oldest.date_created).total_seconds()
        failed = self.backend.job_failed_count
        return {
            "ok": not failed,
            "failed": failed,
            "waiting": self.backend.job_waiting_count,
            "oldest_seconds": round(lag),
        }

    def _clock(self) -> dict[str, Any]:
        offset = (self.backend._ebay_now() - fields.Datetime.now()).total_seconds()
        return {
            "ok": abs(offset) < MAX_CLOCK_OFFSET,
            "offset_seconds": round(offset, 1),
        }
