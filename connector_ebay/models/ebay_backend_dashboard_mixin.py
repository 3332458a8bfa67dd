# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import json
from datetime import timedelta

from odoo import api, fields, models

from ..connection.clients import can_connect
from ..tools.dashboard_graphs import bar_chart, hours_until

#: Work that is due and has not begun for this long: nothing seems to work on it.
WAITING_TOO_LONG = timedelta(minutes=5)

HEALTH_STATES = [
    ("ok", "Works"),
    ("warning", "Needs attention"),
    ("error", "Stopped"),
    ("off", "Not set up"),
]


class EbayBackendDashboardMixin(models.AbstractModel):
    """What the first screen of eBay shows of an ``ebay.backend``.

    All figures are read with one query for all accounts. Whoever may see the account
    sees its figures, but not the records behind them.
    """

    _name = "ebay.backend.dashboard.mixin"
    _description = "eBay Backend Dashboard Mixin"

    health_state = fields.Selection(HEALTH_STATES, compute="_compute_health")
    health_text = fields.Char(compute="_compute_health")
    flow_summary = fields.Json(compute="_compute_flow_summary")
    waiting_since = fields.Datetime(
        compute="_compute_waiting_since", help="Since when work is due and waits."
    )
    to_match_share = fields.Float(compute="_compute_shares")
    sku_error_share = fields.Float(compute="_compute_shares")
    sku_held_share = fields.Float(compute="_compute_shares")
    sku_drift_share = fields.Float(compute="_compute_shares")
    pull_used_text = fields.Char(compute="_compute_budgets")
    push_used_text = fields.Char(compute="_compute_budgets")
    calls_graph = fields.Text(compute="_compute_calls_graph")
    errors_graph = fields.Text(compute="_compute_calls_graph")

    # === STATE ===

    def _compute_health(self):
        for backend in self:
            backend.health_state, backend.health_text = backend._health()

    def _health(self):
        """Return the state of the account and a sentence about it, the worst first."""
        self.ensure_one()
        known = self._connection_health()
        if known:
            return known
        flows = self.flow_ids
        stopped = flows.filtered(lambda flow: flow.state == "stopped")
        if stopped:
            return "error", stopped[0]._sentence()
        alert = self._worst_alert()
        if alert.severity == "error":
            return "error", alert.message
        if self.waiting_since:
            return "warning", self.env._(
                "Work is due but does not begin. Does the job runner run?"
            )
        late = flows.filtered(lambda flow: flow.state == "late")
        if late:
            return "warning", late[0]._sentence()
        if alert.severity == "warning":
            return "warning", alert.message
        if self.job_failed_count:
            return "warning", self.env._("%s jobs have failed.", self.job_failed_count)
        if not any(flows.mapped("last_success_at")):
            return "off", self.env._("Press Import Listings to read your listings.")
        return "ok", self.env._("Everything works.")

    def _connection_health(self):
        """Return state and sentence of an account that cannot work at all."""
        if self.state == "paused" and self.pause_reason == "copied":
            return "error", self.env._(
                "This database is a copy: nothing is read from eBay or sent to it."
            )
        if self.state == "paused":
            return "warning", self.env._(
                "Paused: nothing is read from eBay or sent to it. Work waits."
            )
        if self.state == "reconnect":
            return "error", self.env._(
                "eBay no longer accepts the connection. Connect again."
            )
        if self.state == "not_connected" and self.missing_settings:
            return "off", self.env._("Enter eBay's keys in the settings first.")
        if self.state == "not_connected" and not can_connect(self):
            return "off", self.env._("Press Connect to eBay and sign in as the seller.")
        return None

    def _worst_alert(self):
        """Return the open alert to show, the most severe first."""
        order = ("error", "warning", "info")
        return self.alert_ids.sorted(lambda alert: order.index(alert.severity))[:1]

    @api.depends_context("lang", "tz")
    def _compute_flow_summary(self):
        for backend in self:
            backend.flow_summary = [
                {
                    "name": flow.display_name,
                    "text": flow.status_text,
                    "state": flow.state,
                    "lag": flow.lag_text,
                }
                for flow in backend.flow_ids.sorted("sequence")
                if flow.state != "off" or flow.last_success_at
            ]

    def _compute_waiting_since(self):
        """Compute since when due jobs wait, if that is too long."""
        self.env["queue.job"].flush_model(["ebay_backend_id", "state", "eta"])
        now = fields.Datetime.now()
        self.env.cr.execute(
            """
            SELECT ebay_backend_id, min(greatest(eta, date_created))
            FROM queue_job
            WHERE state = 'pending' AND ebay_backend_id = ANY(%(backends)s)
              AND (eta IS NULL OR eta < %(limit)s) AND date_created < %(limit)s
              AND NOT EXISTS (
                  SELECT FROM queue_job begun
                  WHERE begun.ebay_backend_id = queue_job.ebay_backend_id
                    AND begun.state = 'started'
              )
            GROUP BY ebay_backend_id
            """,
            {"backends": self.ids, "limit": now - WAITING_TOO_LONG},
        )
        since = dict(self.env.cr.fetchall())
        for backend in self:
            backend.waiting_since = since.get(backend.id)

    # === FIGURES ===

    def _compute_shares(self):
        for backend in self:
            total = backend.sku_count
            for name in ("to_match", "sku_error", "sku_held", "sku_drift"):
                number = backend[f"{name}_count"]
                backend[f"{name}_share"] = 100 * number / total if total else 0

    def _compute_budgets(self):
        for backend in self:
            for lane, (used, limit) in backend._budget_used().items():
                text = self.env._("%(used)s of %(limit)s", used=used, limit=limit)
                backend[f"{lane}_used_text"] = text if limit else str(used)

    def _compute_calls_graph(self):
        """Compute the charts of calls and errors of the last day, by hour."""
        hours = hours_until(fields.Datetime.now())
        counts = {}
        for backend, hour, calls, errors in self._calls_by_hour(hours[0]):
            counts[backend.id, hour] = (calls, errors)
        for backend in self:
            rows = [counts.get((backend.id, hour), (0, 0)) for hour in hours]
            labels = [
                fields.Datetime.context_timestamp(self, hour).strftime("%H")
                for hour in hours
            ]
            backend.calls_graph = json.dumps(
                bar_chart(labels, [row[0] for row in rows], self.env._("Calls"))
            )
            backend.errors_graph = json.dumps(
                bar_chart(labels, [row[1] for row in rows], self.env._("Errors"))
            )

    def _calls_by_hour(self, since):
        """Return rows of account, hour, calls and errors."""
        return (
            self.env["ebay.api.call.hour"]
            .sudo()
            ._read_group(
                [("backend_id", "in", self.ids), ("hour", ">=", since)],
                ["backend_id", "hour:hour"],
                ["calls:sum", "errors:sum"],
            )
        )

    # === BUTTONS ===

    def _open_list(self, xmlid, **filters):
        """Return the action with only these accounts' records, and these filters on."""
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
        name = "ebay_backend_id" if action["res_model"] == "queue.job" else "backend_id"
        return {
            **action,
            "domain": [(name, "in", self.ids)],
            "context": {f"search_default_{key}": 1 for key in filters},
        }

    def action_open_listings(self):
        """List the active listings."""
        return self._open_list("connector_ebay.ebay_product_template_action", active=1)

    def action_open_failed_jobs(self):
        """List the jobs that have failed."""
        return self._open_list("connector_ebay.queue_job_action_ebay", failed=1)

    def action_open_waiting_jobs(self):
        """List the jobs that wait or run."""
        return self._open_list(
            "connector_ebay.queue_job_action_ebay", waiting=1, running=1
        )

    def action_open_sku_errors(self):
        """List the SKUs whose values eBay has refused."""
        return self._open_list("connector_ebay.ebay_sku_sync_action", error=1)

    def action_open_sku_held(self):
        """List the SKUs whose changes wait for a person."""
        return self._open_list("connector_ebay.ebay_sku_sync_action", held=1)

    def action_open_sku_drift(self):
        """List the SKUs that have other values on eBay."""
        return self._open_list("connector_ebay.ebay_sku_sync_action", drift=1)
