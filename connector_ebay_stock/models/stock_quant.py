# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

STOCK_FIELDS = {"quantity", "reserved_quantity"}


class StockQuant(models.Model):
    """Mark SKUs when stock on hand or reserved changes."""

    _inherit = "stock.quant"

    @api.model_create_multi
    def create(self, vals_list):
        """Mark the SKUs of new stock."""
        quants = super().create(vals_list)
        self.env["ebay.sku.mark"]._mark_stock(quants.product_id.ids)
        return quants

    def write(self, vals):
        """Mark the SKUs of stock that was moved or reserved."""
        result = super().write(vals)
        if STOCK_FIELDS & set(vals):
            self.env["ebay.sku.mark"]._mark_stock(self.product_id.ids)
        return result

    def unlink(self):
        """Mark the SKUs of stock that is removed."""
        product_ids = self.product_id.ids
        result = super().unlink()
        self.env["ebay.sku.mark"]._mark_stock(product_ids)
        return result
