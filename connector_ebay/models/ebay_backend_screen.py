# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import format_datetime

from .ebay_backend_connection import CONSENT_WARNINGS
from .ebay_backend_settings import CONSENT_KEYS


class EbayBackend(models.Model):
    """What the account's screen says beyond its counters."""

    _inherit = "ebay.backend"
    # Whoever sees the account may write in its chatter.
    _mail_post_access = "read"

    missing_settings = fields.Char(
        compute="_compute_missing_settings",
        help="Keys that Settings > eBay still lacks for this environment.",
    )
    consent_ends_soon = fields.Boolean(compute="_compute_consent_ends_soon")
    closed_apis = fields.Char(
        compute="_compute_closed_apis",
        help="The APIs that eBay asked not to be called for a while, and until when.",
    )

    @api.depends("environment")
    def _compute_missing_settings(self):
        for backend in self:
            backend.missing_settings = ", ".join(backend._missing_keys(CONSENT_KEYS))

    @api.depends("refresh_token_expires_at")
    def _compute_consent_ends_soon(self):
        soon = fields.Datetime.now() + timedelta(days=max(CONSENT_WARNINGS))
        for backend in self:
            ends = backend.refresh_token_expires_at
            backend.consent_ends_soon = bool(ends) and ends < soon

    def _compute_closed_apis(self):
        limits = self.env["ebay.api.limit"].search(
            [
                ("backend_id", "in", self.ids),
                ("blocked_until", ">", fields.Datetime.now()),
            ]
        )
        by_backend = limits.grouped("backend_id")
        for backend in self:
            backend.closed_apis = ", ".join(
                self.env._(
                    "%(api)s until %(time)s",
                    api=limit.api_name,
                    time=format_datetime(self.env, limit.blocked_until),
                )
                for limit in by_backend.get(backend, ())
            )

    def action_reload(self):
        """Read the record anew: a button's end does that."""
