# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.tools import SQL

from .ebay_listing_template import CONDITION_NAMES


class EbayCategoryMapping(models.Model):
    """The eBay category in which products of a product category are listed."""

    _name = "ebay.category.mapping"
    _inherit = ["ebay.condition.choice.mixin"]
    _description = "eBay Category Mapping"
    _order = "backend_id, marketplace_id, product_category_id"
    _rec_name = "product_category_id"
    _check_company_auto = True

    backend_id = fields.Many2one(
        "ebay.backend",
        string="eBay Account",
        required=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        related="backend_id.company_id", store=True, index=True
    )
    marketplace_id = fields.Many2one(
        "ebay.marketplace", required=True, ondelete="cascade"
    )
    product_category_id = fields.Many2one(
        "product.category", required=True, ondelete="cascade", index=True
    )
    category_id = fields.Many2one(
        "ebay.product.category",
        string="eBay Category",
        required=True,
        ondelete="cascade",
        domain="[('backend_id', '=', backend_id)]",
    )
    condition = fields.Selection(
        CONDITION_NAMES, help="Condition of these products, if not the template's."
    )

    _one_each = models.Constraint(
        "unique(backend_id, marketplace_id, product_category_id)",
        "This product category has its eBay category on this marketplace already.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Read what eBay demands in the categories, for the choice of a condition."""
        mappings = super().create(vals_list)
        mappings._category_changed()
        return mappings

    def write(self, vals):
        """Check drafts again; read what eBay demands in another category."""
        result = super().write(vals)
        self._category_changed()
        return result

    def _category_changed(self):
        """Enqueue reading what is not cached, and checking the drafts again."""
        if not self:
            return
        for (backend, marketplace), members in self.grouped(
            lambda one: (one.backend_id, one.marketplace_id)
        ).items():
            if backend.state == "connected":
                members.category_id._enqueue_details(backend, marketplace)
        self.env["ebay.product.template"]._mark_unchecked(
            SQL("category_id IN %s", tuple(self.category_id.ids))
        )
