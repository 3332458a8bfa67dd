# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class EbayStockDifference(models.Model):
    """A quantity in Odoo that was changed to the quantity on eBay."""

    _name = "ebay.stock.difference"
    _description = "eBay Stock Difference"
    _order = "id desc"
    _rec_name = "product_id"

    run_id = fields.Many2one(
        "ebay.run", required=True, readonly=True, ondelete="cascade", index=True
    )
    backend_id = fields.Many2one(
        "ebay.backend", required=True, readonly=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="backend_id.company_id", store=True, index=True
    )
    product_id = fields.Many2one(
        "product.product", required=True, readonly=True, ondelete="cascade", index=True
    )
    ebay_sku = fields.Char(string="SKU", readonly=True)
    quantity_before = fields.Float(
        string="Before", readonly=True, digits="Product Unit"
    )
    quantity = fields.Float(string="After", readonly=True, digits="Product Unit")
    create_date = fields.Datetime(string="When", readonly=True)
