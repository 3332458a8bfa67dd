# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import json

from odoo import api, fields, models

from ..tools.dashboard_graphs import bar_chart, hours_until


class EbayBackendDashboardMixin(models.AbstractModel):
    """What the first screen of eBay shows of an ``ebay.backend``.

    All figures are read with one query for all accounts. Whoever may see the account
    sees its figures, but not the records behind them.
    """

    _name = "ebay.backend.dashboard.mixin"
    _description = "eBay Backend Dashboard Mixin"

    flow_summary = fields.Json(compute="_compute_flow_summary")
    to_match_share = fields.Float(compute="_compute_shares")
    sku_error_share = fields.Float(compute="_compute_shares")
    sku_held_share = fields.Float(compute="_compute_shares")
    sku_drift_share = fields.Float(compute="_compute_shares")
    pull_used_text = fields.Char(compute="_compute_budgets")
    push_used_text = fields.Char(compute="_compute_budgets")
    calls_graph = fields.Text(compute="_compute_calls_graph")
    errors_graph = fields.Text(compute="_compute_calls_graph")

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

    def _ebay_flow_result(self, flow):
        """Return the action that opens what a run of a flow has changed; or None."""
        kind = self.env["ebay.flow"]._kinds().get(flow)
        return getattr(self, kind.result)() if kind and kind.result else None

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
        """List the SKUs that have other values on eBay, both values of each."""
        action = self._open_list("connector_ebay.ebay_sku_sync_drift_action")
        return {**action, "domain": [*action["domain"], ("drift_since", "!=", False)]}

    def action_open_call_statistics(self):
        """Show the calls of these accounts by hour, as a chart."""
        return self._open_list("connector_ebay.ebay_api_call_hour_action", last_week=1)

    def action_open_failed_calls(self):
        """List the calls of the last day that failed."""
        return self._open_list(
            "connector_ebay.ebay_api_call_action", errors=1, last_day=1
        )

    def action_find(self):
        """Open the search for everything that has an id of eBay or of a job."""
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay.ebay_find_action"
        )
