# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.publishing.migration import Candidate, obstacles
from .ebay_migration_line import LISTINGS_PER_CALL


class EbayMigration(models.Model):
    """Move listings made on eBay to the Inventory API: first a preview, then the move.

    It cannot be undone. A manager starts it; nothing else does.
    """

    _name = "ebay.migration"
    _description = "eBay Migration of Listings"
    _inherit = ["ebay.job.mixin"]
    _order = "id desc"
    _rec_name = "backend_id"

    backend_id = fields.Many2one(
        "ebay.backend",
        string="Account",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        related="backend_id.company_id", store=True, index=True
    )
    line_ids = fields.One2many("ebay.migration.line", "migration_id", readonly=True)
    started_at = fields.Datetime(string="Started", readonly=True)
    started_by = fields.Many2one("res.users", readonly=True, ondelete="set null")
    state = fields.Selection(
        [("preview", "Preview"), ("running", "In progress"), ("done", "Done")],
        compute="_compute_counts",
    )
    ready_count = fields.Integer(string="Ready", compute="_compute_counts")
    blocked_count = fields.Integer(string="Blocked", compute="_compute_counts")
    moved_count = fields.Integer(string="Moved", compute="_compute_counts")
    refused_count = fields.Integer(string="Refused", compute="_compute_counts")
    progress = fields.Float(compute="_compute_counts")

    @api.depends("line_ids.state", "started_at")
    def _compute_counts(self):
        counts = Counter()
        for migration, state, count in self.env["ebay.migration.line"]._read_group(
            [("migration_id", "in", self.ids)], ["migration_id", "state"], ["__count"]
        ):
            counts[migration.id, state] = count
        for one in self:
            moved, refused, blocked = (
                counts[one.id, state] for state in ("moved", "refused", "blocked")
            )
            ready = counts[one.id, "ready"] + counts[one.id, "sent"]
            one.ready_count, one.moved_count = ready, moved
            one.refused_count, one.blocked_count = refused, blocked
            finished = moved + refused
            one.progress = 100.0 * finished / (finished + ready) if finished else 0.0
            one.state = "preview"
            if one.started_at:
                one.state = "running" if ready else "done"

    @api.depends("backend_id", "create_date")
    def _compute_display_name(self):
        for one in self:
            one.display_name = self.env._(
                "Move to the Inventory API: %s", one.backend_id.name or ""
            )

    @api.model
    def _preview(self, listings):
        """Return a new preview for each account of these listings."""
        migrations = self.sudo().browse()
        for backend, members in listings.sudo().grouped("backend_id").items():
            migration = migrations.create({"backend_id": backend.id})
            migration.line_ids.create(
                [
                    {"migration_id": migration.id, "listing_id": listing.id}
                    for listing in members
                ]
            )
            migration._check_lines()
            migrations |= migration
        return migrations

    def _check_lines(self):
        """Find anew which of the lines that have not been moved eBay would move."""
        self.ensure_one()
        lines = self.line_ids.filtered(
            lambda one: one.state in ("ready", "blocked", "refused")
        )
        repeated = self._repeated_skus()
        lines_by_result = {}
        for line in lines:
            listing = line.listing_id
            found = obstacles(
                Candidate(
                    listing.status,
                    listing.channel,
                    listing.listing_type or "",
                    [sku.ebay_sku or "" for sku in listing.sku_ids],
                ),
                repeated,
                self.backend_id.policies_opted_in,
            )
            lines_by_result.setdefault(tuple(found), []).append(line.id)
        for found, ids in lines_by_result.items():
            lines.browse(ids).write(
                {
                    "state": "blocked" if found else "ready",
                    "obstacles": list(found) or False,
                    "message": False,
                }
            )

    def _repeated_skus(self):
        """Return the SKUs that several listings on sale of the account have."""
        self.env["ebay.product.product"].flush_model()
        self.env["ebay.product.template"].flush_model()
        self.env.cr.execute(
            """
            SELECT trim(sku.ebay_sku) FROM ebay_product_product AS sku
            JOIN ebay_product_template AS listing ON listing.id = sku.listing_id
            WHERE sku.backend_id = %s AND sku.active AND sku.ebay_sku IS NOT NULL
              AND listing.status = 'active'
            GROUP BY trim(sku.ebay_sku)
            HAVING count(DISTINCT listing.id) > 1
            """,
            (self.backend_id.id,),
        )
        return {sku for [sku] in self.env.cr.fetchall()}

    # === BUTTONS ===

    def action_start(self):
        """Enqueue moving the listings that can be moved. It cannot be undone."""
        self._ebay_check_user(group="connector_ebay.group_ebay_manager")
        for migration in self.sudo():
            migration.backend_id._check_can_run()
            migration._check_lines()
            ready = migration.line_ids.filtered(lambda one: one.state == "ready")
            if not ready:
                raise UserError(
                    self.env._(
                        "None of these listings can be moved. The list says why: "
                        "correct it on eBay, import the listings, and check again."
                    )
                )
            migration.write(
                {"started_at": fields.Datetime.now(), "started_by": self.env.uid}
            )
            migration.backend_id._ebay_log_action(
                self.env._("moved %s listings to the Inventory API", len(ready))
            )
            label = self.env._("Move to the Inventory API")
            pressed = self.env["ebay.button.press"]._follow(migration, label)
            ready = ready.with_env(pressed.env)
            for start in range(0, len(ready), LISTINGS_PER_CALL):
                ready[start : start + LISTINGS_PER_CALL]._enqueue()

    def action_check_again(self):
        """Check again the listings that have not been moved."""
        self._ebay_check_user(group="connector_ebay.group_ebay_manager")
        for migration in self.sudo():
            migration._check_lines()
