# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    ebay_bind_ids = fields.One2many("ebay.sale.order.line", "odoo_id", readonly=True)
    ebay_remainder_ids = fields.One2many(
        "ebay.sale.order.line", "remainder_line_id", readonly=True
    )
    ebay_line_id = fields.Many2one(
        "ebay.sale.order.line", string="eBay Item", compute="_compute_ebay_line_id"
    )

    @api.depends("ebay_bind_ids", "ebay_remainder_ids")
    def _compute_ebay_line_id(self):
        for line in self:
            items = line.sudo().ebay_bind_ids | line.sudo().ebay_remainder_ids
            line.ebay_line_id = items[:1]

    def write(self, vals):
        """Store a product that replaces the placeholder as the item's product."""
        result = super().write(vals)
        if "product_id" in vals and not self.env.context.get("ebay_importing"):
            for line in self.sudo().filtered("ebay_line_id"):
                item = line.ebay_line_id
                placeholder = item.backend_id.placeholder_product_id
                if line.product_id not in (item.product_id, placeholder):
                    item.product_id = line.product_id
        return result
