# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models


class ProductProduct(models.Model):
    """Resume the orders that were held until a product had their SKU."""

    _inherit = "product.product"

    @api.model_create_multi
    def create(self, vals_list):
        products = super().create(vals_list)
        products._ebay_resume_orders()
        return products

    def write(self, vals):
        result = super().write(vals)
        if vals.get("default_code") or vals.get("active"):
            self._ebay_resume_orders()
        return result

    def _ebay_resume_orders(self):
        """Import held orders again whose items have the internal references."""
        references = [code for code in self.mapped("default_code") if code]
        if not references:
            return
        self.env["ebay.sale.order.line"].sudo().search(
            [
                ("ebay_sku", "in", references),
                ("order_id.import_state", "=", "held"),
                ("order_id.hold_reason", "=", "match"),
            ]
        ).order_id._resume()
