# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import format_datetime

from ..connection.keyset import CONSENT_KEYS, Keyset

#: Period of the counters of calls and events.
RECENT = timedelta(hours=24)

#: A consent that ends within this time is shown.
CONSENT_ENDS_SOON = timedelta(days=60)


class EbayBackendStatusMixin(models.AbstractModel):
    """Computed fields that show the status of an ``ebay.backend`` on its screens."""

    _name = "ebay.backend.status.mixin"
    _description = "eBay Backend Status Mixin"

    missing_settings = fields.Char(
        compute="_compute_missing_settings",
        help="Keys of this environment that are not set in Settings > eBay.",
    )
    consent_ends_soon = fields.Boolean(compute="_compute_consent_ends_soon")
    closed_apis = fields.Char(
        compute="_compute_closed_apis",
        help="APIs that eBay asked not to be called for a while, and until when.",
    )
    job_failed_count = fields.Integer(compute="_compute_job_counts")
    job_waiting_count = fields.Integer(compute="_compute_job_counts")
    call_count = fields.Integer(
        string="Calls Today", compute="_compute_call_counts", help="Last 24 hours."
    )
    call_error_count = fields.Integer(compute="_compute_call_counts")
    event_count = fields.Integer(
        string="Events Today", compute="_compute_event_counts", help="Last 24 hours."
    )
    event_failed_count = fields.Integer(compute="_compute_event_counts")

    @api.depends("environment")
    def _compute_missing_settings(self):
        for backend in self:
            backend.missing_settings = ", ".join(Keyset(backend).missing(CONSENT_KEYS))

    @api.depends("refresh_token_expires_at")
    def _compute_consent_ends_soon(self):
        soon = fields.Datetime.now() + CONSENT_ENDS_SOON
        for backend in self:
            ends = backend.refresh_token_expires_at
            backend.consent_ends_soon = bool(ends) and ends < soon

    def _compute_closed_apis(self):
        limits = self.env["ebay.api.limit"]._blocked(self).grouped("backend_id")
        for backend in self:
            backend.closed_apis = ", ".join(
                self.env._(
                    "%(api)s until %(time)s",
                    api=limit.api_name,
                    time=format_datetime(self.env, limit.blocked_until),
                )
                for limit in limits.get(backend, ())
            )

    def _set_count(self, name, records, domain, backend_field="backend_id"):
        """Set the field ``name`` to each account's number of records.

        :param records: an empty recordset of the model to count
        """
        counts = dict(
            records._read_group(
                [(backend_field, "in", self.ids), *domain], [backend_field], ["__count"]
            )
        )
        for backend in self:
            backend[name] = counts.get(backend, 0)

    def _compute_job_counts(self):
        jobs = self.env["queue.job"].sudo()
        failed = [("state", "=", "failed")]
        waiting = [("state", "in", ("pending", "enqueued", "started"))]
        self._set_count("job_failed_count", jobs, failed, "ebay_backend_id")
        self._set_count("job_waiting_count", jobs, waiting, "ebay_backend_id")

    def _compute_call_counts(self):
        calls = self.env["ebay.api.call"].sudo()
        recent = [("called_at", ">=", fields.Datetime.now() - RECENT)]
        self._set_count("call_count", calls, recent)
        self._set_count("call_error_count", calls, [*recent, ("error", "!=", False)])

    def _compute_event_counts(self):
        events = self.env["ebay.webhook.event"]
        recent = [("received_at", ">=", fields.Datetime.now() - RECENT)]
        self._set_count("event_count", events, recent)
        self._set_count("event_failed_count", events, [("state", "=", "failed")])
