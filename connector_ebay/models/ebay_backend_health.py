# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import fields, models

#: What the counters of the last calls look back on.
LOOK_BACK = timedelta(hours=24)


class EbayBackend(models.Model):
    """Limits, errors and lags at a glance."""

    _inherit = "ebay.backend"

    job_failed_count = fields.Integer(compute="_compute_job_counts")
    job_waiting_count = fields.Integer(compute="_compute_job_counts")
    call_count = fields.Integer(
        string="Calls Today", compute="_compute_call_counts", help="Last 24 hours."
    )
    call_error_count = fields.Integer(compute="_compute_call_counts")

    def _compute_job_counts(self):
        counts = {
            (backend.id, state): count
            for backend, state, count in self.env["queue.job"]
            .sudo()
            ._read_group(
                [
                    ("ebay_backend_id", "in", self.ids),
                    ("state", "in", ["failed", "pending", "enqueued", "started"]),
                ],
                ["ebay_backend_id", "state"],
                ["__count"],
            )
        }
        for backend in self:
            backend.job_failed_count = counts.get((backend.id, "failed"), 0)
            backend.job_waiting_count = sum(
                counts.get((backend.id, state), 0)
                for state in ("pending", "enqueued", "started")
            )

    def _compute_call_counts(self):
        domain = [
            ("backend_id", "in", self.ids),
            ("called_at", ">=", fields.Datetime.now() - LOOK_BACK),
        ]
        calls = self.env["ebay.api.call"].sudo()
        total = dict(calls._read_group(domain, ["backend_id"], ["__count"]))
        errors = dict(
            calls._read_group(
                [*domain, ("error", "!=", False)], ["backend_id"], ["__count"]
            )
        )
        for backend in self:
            sudo = backend.sudo()
            backend.call_count = total.get(sudo, 0)
            backend.call_error_count = errors.get(sudo, 0)

    def check_health(self):
        """Token, limits, webhook, queue and clock, as a dict; enqueues nothing.

        What cannot be asked has its reason under ``error`` instead of raising.
        """
        self.ensure_one()
        backend = self.sudo()
        return {
            "backend": backend.name,
            "state": backend.state,
            "token": backend._health_token(),
            "limits": backend._health_limits(),
            "webhook": backend._health_webhook(),
            "queue": backend._health_queue(),
            "clock": backend._health_clock(),
        }

    def _health_token(self):
        expires = self.refresh_token_expires_at
        try:
            with self.work_on("ebay.backend") as work:
                user = work.component(usage="backend.adapter").ping()
        except Exception as error:
            return {"ok": False, "error": str(error)}
        return {
            "ok": True,
            "user": user.get("username"),
            "consent_ends": expires and expires.isoformat(),
        }

    def _health_limits(self):
        closed = self.env["ebay.api.limit"].search(
            [
                ("backend_id", "=", self.id),
                ("blocked_until", ">", fields.Datetime.now()),
            ]
        )
        doors = {row.api_name: row.blocked_until.isoformat() for row in closed}
        try:
            with self.work_on("ebay.backend") as work:
                limits = work.component(usage="backend.adapter").rate_limits()
        except Exception as error:
            return {"ok": False, "error": str(error), "closed": doors}
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
            if rate.get("limit") and rate.get("remaining", 0) < 0.2 * rate["limit"]
        ]
        return {"ok": not doors and not low, "closed": doors, "low": low}

    def _health_webhook(self):
        """Add-ons and flows that listen to eBay say how they are."""
        return {"ok": True, "url": self._webhook_url()}

    def _webhook_url(self):
        parameters = self.env["ir.config_parameter"].sudo()
        address = parameters.get_param("connector_ebay.webhook_url")
        return address or parameters.get_param("web.base.url") + "/api/ebay/webhook"

    def _health_queue(self):
        oldest = self.env["queue.job"].search(
            [("ebay_backend_id", "=", self.id), ("state", "=", "pending")],
            order="date_created",
            limit=1,
        )
        now = fields.Datetime.now()
        lag = (now - oldest.date_created).total_seconds() if oldest else 0
        return {
            "ok": not self.job_failed_count,
            "failed": self.job_failed_count,
            "waiting": self.job_waiting_count,
            "oldest_seconds": round(lag),
        }

    def _health_clock(self):
        offset = (self._ebay_now() - fields.Datetime.now()).total_seconds()
        return {"ok": abs(offset) < 120, "offset_seconds": round(offset, 1)}
