# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import format_datetime

from ..connection.keyset import CONSENT_KEYS, Keyset
from ..connection.webhook_address import (
    generate_verification_token,
    verification_tokens,
    webhook_address,
)

#: Period of the counters of calls and events.
RECENT = timedelta(hours=24)

#: A consent that ends within this time is shown.
CONSENT_ENDS_SOON = timedelta(days=60)


class EbayBackendScreenMixin(models.AbstractModel):
    """Computed fields and buttons of the screens of an ``ebay.backend``."""

    _name = "ebay.backend.screen.mixin"
    _description = "eBay Backend Screen Mixin"

    missing_settings = fields.Char(
        compute="_compute_missing_settings",
        help="Keys of this environment that are not set in Settings > eBay.",
    )
    webhook_endpoint = fields.Char(
        string="Notification Endpoint",
        compute="_compute_webhook_endpoint",
        groups="base.group_system",
        help="The address to enter in eBay's developer portal, under Alerts and "
        "Notifications.",
    )
    webhook_token = fields.Char(
        string="Verification Token",
        compute="_compute_webhook_endpoint",
        groups="base.group_system",
        help="To be entered together with the address.",
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
    listing_count = fields.Integer(compute="_compute_counts")
    sku_count = fields.Integer(compute="_compute_counts", string="SKUs")
    to_match_count = fields.Integer(compute="_compute_counts")
    category_count = fields.Integer(compute="_compute_counts")
    sku_pending_count = fields.Integer(
        compute="_compute_sku_sync_counts", string="Pending SKUs"
    )
    sku_error_count = fields.Integer(
        compute="_compute_sku_sync_counts", string="SKUs with Errors"
    )
    sku_held_count = fields.Integer(
        compute="_compute_sku_sync_counts", string="Held SKUs"
    )
    sku_drift_count = fields.Integer(
        compute="_compute_sku_sync_counts", string="SKUs That Differ"
    )
    current_run_id = fields.Many2one("ebay.run", compute="_compute_runs")
    held_run_id = fields.Many2one("ebay.run", compute="_compute_runs")
    last_listings_run_id = fields.Many2one(
        "ebay.run", compute="_compute_runs", string="Last Listings Run"
    )
    run_progress = fields.Float(compute="_compute_runs")
    run_done = fields.Integer(compute="_compute_runs")
    run_total = fields.Integer(compute="_compute_runs")
    run_time_left = fields.Char(compute="_compute_runs")
    run_state = fields.Char(compute="_compute_runs")
    run_problem = fields.Char(compute="_compute_runs")

    @api.depends("environment")
    def _compute_missing_settings(self):
        for backend in self:
            backend.missing_settings = ", ".join(Keyset(backend).missing(CONSENT_KEYS))

    @api.depends("environment")
    def _compute_webhook_endpoint(self):
        """Compute what to enter in eBay's portal before the first call to eBay."""
        tokens = verification_tokens(self.env)
        for backend in self:
            environment = backend.environment or "production"
            backend.webhook_token = tokens.get(environment)
            backend.webhook_endpoint = webhook_address(self.env, environment)

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
                    api=limit.display_name,
                    time=format_datetime(self.env, limit.blocked_until),
                )
                for limit in limits.get(backend, ())
            )

    def _count_by_backend(self, model, domain=(), backend_field="backend_id"):
        """Return ``{account: number of its records}``.

        :param model: a model's name, or a recordset whose rights are used
        """
        records = self.env[model] if isinstance(model, str) else model
        return dict(
            records._read_group(
                [(backend_field, "in", self.ids), *domain], [backend_field], ["__count"]
            )
        )

    def _set_count(self, name, model, domain=(), backend_field="backend_id"):
        """Set the field ``name`` of each account to its number of records."""
        counts = self._count_by_backend(model, domain, backend_field)
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

    def _compute_counts(self):
        self._set_count(
            "listing_count", "ebay.product.template", [("status", "=", "active")]
        )
        self._set_count("category_count", "ebay.product.category")
        counts = self._sku_counts()
        for backend in self:
            total, ended, to_match = counts.get(backend.id, (0, 0, 0))
            backend.sku_count = total - ended
            backend.to_match_count = to_match

    def _sku_counts(self):
        """Return ``{account id: (SKUs, those of ended listings, those to match)}``.

        The last two are usually few and have indexes of their own: joining all SKUs
        with their listings takes too long for a screen.
        """
        self.env["ebay.product.product"].flush_model()
        self.env["ebay.product.template"].flush_model()
        self.env.cr.execute(
            """
            SELECT backend_id, sum(total), sum(ended), sum(to_match)
            FROM (
                SELECT backend_id, count(*) AS total, 0 AS ended, 0 AS to_match
                FROM ebay_product_product
                WHERE backend_id = ANY(%(backends)s) AND active
                GROUP BY backend_id
                UNION ALL
                SELECT listing.backend_id, 0, count(*), 0
                FROM ebay_product_template listing
                JOIN ebay_product_product sku ON sku.listing_id = listing.id
                WHERE listing.backend_id = ANY(%(backends)s) AND sku.active
                  AND listing.status != 'active'
                GROUP BY listing.backend_id
                UNION ALL
                SELECT sku.backend_id, 0, 0, count(*)
                FROM ebay_product_product sku
                JOIN ebay_product_template listing ON listing.id = sku.listing_id
                WHERE sku.backend_id = ANY(%(backends)s) AND sku.active
                  AND sku.match_state != 'matched' AND listing.status = 'active'
                GROUP BY sku.backend_id
            ) AS counts
            GROUP BY backend_id
            """,
            {"backends": self.ids},
        )
        return {row[0]: tuple(map(int, row[1:])) for row in self.env.cr.fetchall()}

    def _compute_sku_sync_counts(self):
        model = "ebay.sku.sync"
        self._set_count("sku_held_count", model, [("state", "=", "held")])
        self._set_count("sku_error_count", model, [("state", "=", "error")])
        self._set_count("sku_drift_count", model, [("drift_since", "!=", False)])
        self._set_count("sku_pending_count", model, [("pending", "=", True)])

    def _compute_runs(self):
        runs = self.env["ebay.run"]
        for backend in self:
            current = runs._newest(backend, "listings", "running")
            backend.current_run_id = current
            backend.run_progress = current.progress
            backend.run_done = current.done
            backend.run_total = current.total
            backend.run_time_left = current.time_left
            backend.run_state = current.display_state
            backend.run_problem = current.problem
            backend.held_run_id = runs._newest(backend, "listings", "held")
            backend.last_listings_run_id = runs._newest(backend, "listings", "done")

    # === BUTTONS ===

    def action_generate_webhook_token(self):
        """Generate the verification token of the account's environment."""
        self.check_access("write")
        self.env["ir.config_parameter"].check_access("write")
        self.ensure_one()
        generate_verification_token(self.env, self.environment)
        return True

    def action_reload(self):
        """Reload the form: the client does so after any button."""
        self.check_access("read")

    def action_cancel_run(self):
        """Cancel the run in progress."""
        self.check_access("read")
        self.current_run_id.action_cancel()

    def action_try_run_again(self):
        """Try the run in progress at once."""
        self.check_access("read")
        self.current_run_id.action_try_again()

    def action_release_run(self):
        """Check each listing at eBay that the last full run did not find."""
        self.check_access("read")
        self.held_run_id.action_release()

    def action_match_listings(self):
        """Propose products for all SKUs without product; return the screen."""
        self.check_access("read")
        skus = self.env["ebay.product.product"]
        skus.check_access("write")
        domain = skus._to_match_domain(self)
        return skus._match_screen(domain)

    @api.model
    def action_match_all_listings(self):
        """Open *Match Listings* for all accounts of the user's companies."""
        self.check_access("read")
        backends = self.search([("company_id", "in", self.env.companies.ids)])
        return backends.action_match_listings()

    def action_take_over(self):
        """Show what would change on eBay if Odoo became the master.

        While changed settings wait for a decision, their preview is opened instead.
        """
        self.check_access("write")
        self.ensure_one()
        review = self.action_review_changes()
        if review:
            return review
        self._check_can_run()
        return self.env["ebay.take.over"]._preview(self).get_formview_action()

    def action_review_changes(self):
        """Open the preview of changed settings; False if there is nothing to decide."""
        self.check_access("write")
        self.ensure_one()
        review = self.env["ebay.take.over"].sudo()._open_review(self)
        if review and not review.last_sku_id:
            review._compare_now()
        if review.state != "preview":
            return False
        return review.sudo(False).get_formview_action()
