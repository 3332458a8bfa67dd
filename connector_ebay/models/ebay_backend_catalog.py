# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo import api, fields, models
from odoo.exceptions import UserError


class EbayBackend(models.Model):
    """Start the imports of categories and listings, and show their progress."""

    _inherit = "ebay.backend"

    listing_count = fields.Integer(compute="_compute_counts")
    sku_count = fields.Integer(compute="_compute_counts", string="SKUs")
    to_match_count = fields.Integer(compute="_compute_counts")
    category_count = fields.Integer(compute="_compute_counts")
    run_ids = fields.One2many("ebay.run", "backend_id")
    current_run_id = fields.Many2one("ebay.run", compute="_compute_runs")
    held_run_id = fields.Many2one("ebay.run", compute="_compute_runs")
    last_listings_run_id = fields.Many2one(
        "ebay.run", compute="_compute_runs", string="Last Listings Run"
    )
    run_progress = fields.Float(compute="_compute_runs")
    run_done = fields.Integer(compute="_compute_runs")
    run_total = fields.Integer(compute="_compute_runs")
    run_time_left = fields.Char(compute="_compute_runs")

    def _count_by_backend(self, model, domain=()):
        """Return ``{backend: number of its records}``."""
        return dict(
            self.env[model]._read_group(
                [("backend_id", "in", self.ids), *domain], ["backend_id"], ["__count"]
            )
        )

    def _compute_counts(self):
        active = ("status", "=", "active")
        to_match = ("match_state", "!=", "matched")
        listings = self._count_by_backend("ebay.product.template", [active])
        skus = self._count_by_backend("ebay.product.product", [active])
        unmatched = self._count_by_backend("ebay.product.product", [active, to_match])
        categories = self._count_by_backend("ebay.product.category")
        for backend in self:
            backend.listing_count = listings.get(backend, 0)
            backend.sku_count = skus.get(backend, 0)
            backend.to_match_count = unmatched.get(backend, 0)
            backend.category_count = categories.get(backend, 0)

    def _compute_runs(self):
        runs = self.env["ebay.run"]
        for backend in self:
            current = runs._newest(backend, "listings", "running")
            backend.current_run_id = current
            backend.run_progress = current.progress
            backend.run_done = current.done
            backend.run_total = current.total
            backend.run_time_left = current.time_left
            backend.held_run_id = runs._newest(backend, "listings", "held")
            backend.last_listings_run_id = runs._newest(backend, "listings", "done")

    def _check_can_run(self):
        """Raise a UserError unless the accounts have been connected to eBay."""
        for backend in self:
            if not backend._refresh_token():
                raise UserError(
                    self.env._("Press 'Connect to eBay' on %s first.", backend.name)
                )

    def _start_import(self, model: str, **options: Any) -> bool:
        """Enqueue the import of a model's records; a run in progress is joined.

        :param options: of the model's batch importer
        """
        self._check_can_run()
        for backend in self:
            with backend.work_on(model) as work:
                work.component(usage="batch.importer").start(**options)
        return True

    def import_categories(self):
        """Import the category tree, as far as listings use it."""
        return self._start_import("ebay.product.category")

    def import_listings(self):
        """Import every active listing; after the first run, what changed since."""
        return self._start_import("ebay.product.template")

    def import_all_listings(self):
        """Import every active listing again and check which ones have ended."""
        return self._start_import("ebay.product.template", full=True)

    @api.model
    def _cron_import_listings(self):
        """Import the listings that changed."""
        self._running().import_listings()

    @api.model
    def _cron_import_all_listings(self):
        """Import every listing, to catch what the runs in between have missed."""
        self._running().import_all_listings()

    @api.model
    def _cron_import_categories(self):
        """Update the categories from eBay's trees."""
        self._running().import_categories()

    def action_cancel_run(self):
        """Cancel the run in progress."""
        self.current_run_id.action_cancel()

    def action_release_run(self):
        """Check each listing at eBay that the last full run did not find."""
        self.held_run_id.action_release()
