# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class ProductCategory(models.Model):
    """Show the eBay categories of a product category."""

    _inherit = "product.category"

    ebay_bind_ids = fields.One2many(
        "ebay.product.category", "odoo_id", string="eBay Categories", copy=False
    )
