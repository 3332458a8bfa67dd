# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from ..tools.stored_text import StoredText

#: Listings that eBay moves with one call.
LISTINGS_PER_CALL = 5


class EbayMigrationLine(models.Model):
    """A listing to be moved to the Inventory API, and what became of it."""

    _name = "ebay.migration.line"
    _description = "eBay Listing to Move"
    _inherit = ["ebay.job.mixin"]
    _order = "state, id"
    _rec_name = "listing_id"

    migration_id = fields.Many2one(
        "ebay.migration", required=True, readonly=True, ondelete="cascade", index=True
    )
    backend_id = fields.Many2one(related="migration_id.backend_id", store=True)
    company_id = fields.Many2one(
        related="migration_id.company_id", store=True, index=True
    )
    listing_id = fields.Many2one(
        "ebay.product.template",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    external_id = fields.Char(related="listing_id.external_id", string="Listing ID")
    title = fields.Char(related="listing_id.title")
    marketplace_id = fields.Many2one(related="listing_id.marketplace_id")
    state = fields.Selection(
        [
            ("refused", "Refused by eBay"),
            ("blocked", "Cannot be moved"),
            ("ready", "Can be moved"),
            ("sent", "Being moved"),
            ("moved", "Moved"),
        ],
        required=True,
        default="blocked",
        readonly=True,
        index=True,
        help="'Being moved': eBay is asked, its answer is not known yet.",
    )
    obstacles = fields.Json(readonly=True)
    message = fields.Char(readonly=True, help="eBay's words.")
    reason = fields.Char(compute="_compute_reason", help="What to do.")

    _once = models.Constraint(
        "UNIQUE (migration_id, listing_id)", "This listing is in the list already."
    )

    @api.depends("obstacles", "message")
    def _compute_reason(self):
        texts = self._obstacle_texts()
        for line in self:
            sentences = [texts[code] for code in line.obstacles or () if code in texts]
            line.reason = line.message or " ".join(sentences)

    def _obstacle_texts(self):
        """Return what keeps a listing where it is, in the user's language, by code."""
        return {
            "moved": self.env._("It is in the Inventory API already."),
            "ended": self.env._("The listing has ended."),
            "auction": self.env._("It is an auction: only fixed prices can be moved."),
            "no_sku": self.env._("It has no SKU: enter one on eBay."),
            "no_variation_sku": self.env._(
                "Not every variation has a SKU: enter them on eBay."
            ),
            "sku_twice": self.env._(
                "Variations have the same SKU: give each its own on eBay."
            ),
            "sku_elsewhere": self.env._(
                "Another listing has the same SKU: change one of them on eBay."
            ),
            "sku_long": self.env._("A SKU has more than 50 characters: shorten it."),
            "no_policies": self.env._(
                "The seller has not opted in to business policies: do so first."
            ),
        }

    def _enqueue(self):
        """Enqueue one call for these lines."""
        ids = "-".join(map(str, sorted(self.ids)))
        self._ebay_delay(
            "export_listing",
            f"migrate:{ids}",
            description=StoredText._(
                "Move %s listings to the Inventory API", len(self)
            ),
        ).migrate()

    @api.private
    def migrate(self):
        """Move listings to the Inventory API"""
        with self._ebay_work(self.backend_id) as work:
            return work.component(usage="record.exporter").run(self)

    def action_open_listing(self):
        """Open the listing in Odoo."""
        self.check_access("read")
        self.ensure_one()
        return self.listing_id.get_formview_action()
