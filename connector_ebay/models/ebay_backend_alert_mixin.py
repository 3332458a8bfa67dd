# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class EbayBackendAlertMixin(models.AbstractModel):
    """Alerts of an ``ebay.backend``: what is open, when they open, who is told."""

    _name = "ebay.backend.alert.mixin"
    _description = "eBay Backend Alert Mixin"

    alert_ids = fields.One2many(
        "ebay.alert",
        "backend_id",
        string="Open Alerts",
        domain=[("state", "=", "open")],
    )
    alert_count = fields.Integer(compute="_compute_alert_count", string="Alerts")
    alert_severity = fields.Selection(
        [("info", "Note"), ("warning", "Warning"), ("error", "Error")],
        compute="_compute_alert_count",
        help="The highest of the open alerts.",
    )
    alert_mail = fields.Boolean(
        string="Alerts by Mail",
        help="The responsible user also gets each new alert by mail.",
    )
    alert_channel_id = fields.Many2one(
        "discuss.channel",
        string="Alerts in Channel",
        help="New and solved alerts are also posted in this channel.",
    )
    alert_calls_in_row = fields.Integer(
        string="Refused Calls in a Row",
        default=3,
        help="So many calls in a row that eBay refuses (401) or slows down (429) open "
        "an alert.",
    )
    alert_error_rate = fields.Integer(
        string="Failed Calls (%)",
        default=25,
        help="Share of the calls of a quarter of an hour that fail because of eBay or "
        "the network. 0: no alert.",
    )
    alert_slow_factor = fields.Float(
        string="Slower Than Usual",
        default=3.0,
        help="Factor by which eBay answers slower than in the account's own last week. "
        "0: no alert.",
    )
    alert_orders_minutes = fields.Integer(
        string="No Orders Imported (min)",
        help="The import of orders has not succeeded for so long. 0: six times the "
        "interval of its schedule.",
    )
    alert_queue_minutes = fields.Integer(
        string="Work Waits (min)",
        default=15,
        help="Work that is due waits longer than this. 0: no alert.",
    )
    alert_runner_minutes = fields.Integer(
        string="No Work Begins (min)",
        default=5,
        help="Work is due, and the job runner has begun none for so long. 0: no alert.",
    )
    alert_webhook_minutes = fields.Integer(
        string="Notifications Wait (min)",
        default=10,
        help="A notification of eBay waits longer than this. 0: no alert.",
    )

    _alert_settings_positive = models.Constraint(
        "CHECK (alert_calls_in_row > 0 AND alert_error_rate BETWEEN 0 AND 100"
        " AND alert_slow_factor >= 0 AND alert_orders_minutes >= 0"
        " AND alert_queue_minutes >= 0"
        " AND alert_runner_minutes >= 0 AND alert_webhook_minutes >= 0)",
        "The limits of alerts must not be negative, and the number of calls must be "
        "one at least.",
    )

    def _compute_alert_count(self):
        counts = {backend.id: {} for backend in self}
        for backend, severity, count in self.env["ebay.alert"]._read_group(
            [("backend_id", "in", self.ids), ("state", "=", "open")],
            ["backend_id", "severity"],
            ["__count"],
        ):
            counts[backend.id][severity] = count
        for backend in self:
            found = counts.get(backend.id, {})
            backend.alert_count = sum(found.values())
            backend.alert_severity = next(
                (one for one in ("error", "warning", "info") if one in found), False
            )

    def _ebay_activity_user(self):
        """Return who gets the account's activities: the responsible user if active.

        Otherwise a manager of eBay in the account's company.
        """
        user = self.user_id
        if user.active:
            return user
        managers = self.env.ref("connector_ebay.group_ebay_manager").sudo()
        found = managers.all_user_ids.filtered(
            lambda one: one.active and self.company_id in one.company_ids
        )
        return found.sorted("id")[:1] or self.env.user

    def action_open_alerts(self):
        """List the alerts of these accounts."""
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay.ebay_alert_action"
        )
        return {
            **action,
            "domain": [("backend_id", "in", self.ids)],
            "context": {"search_default_open": 1},
        }
