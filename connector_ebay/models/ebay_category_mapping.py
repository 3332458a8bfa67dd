# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class EbayCategoryMapping(models.Model):
    """The eBay category in which products of a product category are listed."""

    _name = "ebay.category.mapping"
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
    condition = fields.Char(help="Condition of these products, if not the template's.")

    _one_each = models.Constraint(
        "unique(backend_id, marketplace_id, product_category_id)",
        "This product category has its eBay category on this marketplace already.",
    )
