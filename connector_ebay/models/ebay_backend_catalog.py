# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

#: GetSellerEvents looks back 48 hours; a longer gap needs a full run.
EVENTS_REACH = timedelta(hours=47)

#: Answers overlap by this much, so that nothing falls between two runs.
OVERLAP = timedelta(minutes=2)


class EbayBackend(models.Model):
    """Categories and listings: what enqueues their jobs, and how far they are."""

    _inherit = "ebay.backend"

    listing_ids = fields.One2many("ebay.product.template", "backend_id")
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
        return dict(
            self.env[model]._read_group(
                [("backend_id", "in", self.ids), *domain], ["backend_id"], ["__count"]
            )
        )

    def _compute_counts(self):
        listings = self._count_by_backend(
            "ebay.product.template", [("status", "=", "active")]
        )
        skus = self._count_by_backend(
            "ebay.product.product", [("status", "=", "active")]
        )
        to_match = self._count_by_backend(
            "ebay.product.product",
            [("status", "=", "active"), ("match_state", "!=", "matched")],
        )
        categories = self._count_by_backend("ebay.product.category")
        for backend in self:
            backend.listing_count = listings.get(backend, 0)
            backend.sku_count = skus.get(backend, 0)
            backend.to_match_count = to_match.get(backend, 0)
            backend.category_count = categories.get(backend, 0)

    def _compute_runs(self):
        runs = self.env["ebay.run"]
        for backend in self:
            domain = [("backend_id", "=", backend.id), ("flow", "=", "listings")]
            current = runs.search([*domain, ("state", "=", "running")], limit=1)
            backend.current_run_id = current
            backend.run_progress = current.progress
            backend.run_done = current.done
            backend.run_total = current.total
            backend.run_time_left = current.time_left
            backend.held_run_id = runs.search(
                [*domain, ("state", "=", "held")], limit=1
            )
            backend.last_listings_run_id = runs.search(
                [*domain, ("state", "=", "done")], limit=1
            )

    def _check_can_run(self):
        """:raise UserError: connecting needs a person, and nobody has done it"""
        for backend in self:
            if not backend._refresh_token():
                raise UserError(
                    self.env._("Press 'Connect to eBay' on %s first.", backend.name)
                )

    def import_categories(self):
        """Import the category tree, as far as listings use it."""
        self._check_can_run()
        categories = self.env["ebay.product.category"]
        for backend in self:
            categories._ebay_delay(
                "import",
                "categories",
                backend=backend,
                description=self.env._("Import eBay categories"),
            ).import_tree(backend)
        return True

    def import_listings(self):
        """Import every active listing; after the first run, what changed since."""
        return self._import_listings()

    def import_all_listings(self):
        """Read every active listing again, and look for those that are gone."""
        return self._import_listings(full=True)

    def _import_listings(self, full=False):
        self._check_can_run()
        for backend in self:
            with backend.work_on("ebay.product.template") as work:
                importer = work.component(usage="batch.importer")
                importer.start(**backend._listings_window(full))
        return True

    def _listings_window(self, full):
        """A full run the first time, after a long gap, or when asked for."""
        now = self._ebay_now().replace(microsecond=0)
        last = self.env["ebay.run"].sudo()._last_done(self, "listings")
        since = last.window_to
        if full or not since or now - since > EVENTS_REACH:
            return {
                "kind": "full",
                "phase": "categories",
                "window_from": now,
                "window_to": now,
            }
        return {
            "kind": "changes",
            "phase": "events",
            "window_from": min(since, now) - OVERLAP,
            "window_to": now,
        }

    @api.model
    def _cron_import_listings(self):
        """Bring in what changed on eBay."""
        self._running().import_listings()

    @api.model
    def _cron_import_all_listings(self):
        """Look at every listing, whatever the runs in between have missed."""
        self._running().import_all_listings()

    @api.model
    def _cron_import_categories(self):
        """Follow eBay's category trees."""
        self._running().import_categories()

    def action_cancel_run(self):
        """Give the run that is going up."""
        self.current_run_id.action_cancel()

    def action_release_run(self):
        """Look each listing up that a full run did not find."""
        self.held_run_id.action_release()
