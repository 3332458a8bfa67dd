# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import secrets

from odoo import fields, models

from ..tools.retention import SETTINGS

METRICS_TOKEN = "connector_ebay.metrics_token"


def _days(setting, string, help_text):
    """Return the field of one retention setting."""
    known = SETTINGS[setting]
    return fields.Integer(
        string=string,
        config_parameter=known.key,
        default=known.days,
        help=help_text,
        groups="base.group_system",
    )


class EbayOperationsSettingsMixin(models.AbstractModel):
    """Settings of monitoring, and how long records are stored."""

    _name = "ebay.operations.settings.mixin"
    _description = "eBay Operations Settings Mixin"

    def _valid_field_parameter(self, field, name):
        return name == "config_parameter" or super()._valid_field_parameter(field, name)

    ebay_metrics_token = fields.Char(
        string="Metrics Token",
        config_parameter=METRICS_TOKEN,
        groups="base.group_system",
        help="Prometheus sends it as bearer token. Empty: there are no metrics.",
    )
    ebay_metrics_url = fields.Char(
        compute="_compute_ebay_metrics", groups="base.group_system"
    )
    ebay_call_days = _days("calls", "Calls", "Each call to eBay with its result.")
    ebay_call_statistics_days = _days(
        "statistics", "Statistics of Calls", "Calls by hour, for charts."
    )
    ebay_payload_days = _days(
        "payloads",
        "Contents of Notifications",
        "What a notification says; it may name a buyer. Those that failed stay.",
    )
    ebay_event_days = _days(
        "events",
        "Notifications",
        "That a notification arrived. Those that failed stay until they are done.",
    )
    ebay_run_days = _days("runs", "Runs", "Finished imports.")
    ebay_batch_days = _days(
        "batches",
        "Batches of Prices and Quantities",
        "Finished batches. Those that wait for a person stay.",
    )
    ebay_alert_days = _days("alerts", "Alerts", "Closed alerts.")
    ebay_job_days = fields.Integer(
        string="Jobs",
        compute="_compute_ebay_job_days",
        inverse="_inverse_ebay_job_days",
        groups="base.group_system",
        help="Jobs that are done or cancelled.",
    )

    def _compute_ebay_metrics(self):
        parameters = self.env["ir.config_parameter"].sudo()
        base = parameters.get_param("web.base.url")
        for settings in self:
            settings.ebay_metrics_url = f"{base}/api/ebay/metrics"

    def _ebay_channels(self):
        """Return eBay's job channels."""
        root = self.env.ref("connector_ebay.channel_ebay")
        channels = self.env["queue.job.channel"].sudo()
        return channels.search([("id", "child_of", root.id)])

    def _compute_ebay_job_days(self):
        days = self.env.ref("connector_ebay.channel_ebay").sudo().removal_interval
        for settings in self:
            settings.ebay_job_days = days

    def _inverse_ebay_job_days(self):
        """Store the days on each of eBay's channels: the Job Queue deletes by them."""
        for settings in self:
            if settings.ebay_job_days > 0:
                self._ebay_channels().removal_interval = settings.ebay_job_days

    def action_ebay_generate_metrics_token(self):
        """Generate a new token for the metrics; the old one is void at once."""
        self.check_access("create")
        parameters = self.env["ir.config_parameter"]
        parameters.check_access("write")
        parameters.set_param(METRICS_TOKEN, secrets.token_urlsafe(32))
        return {"type": "ir.actions.client", "tag": "reload"}
