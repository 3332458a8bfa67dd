# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

STOCK = {"quantity", "reserved_quantity"}


class StockQuant(models.Model):
    """Stock on hand, or reserved, that changes marks what is sold on eBay."""

    _inherit = "stock.quant"

    @api.model_create_multi
    def create(self, vals_list):
        """Mark what has arrived."""
        quants = super().create(vals_list)
        self.env["ebay.sku.mark"]._mark_stock(quants.product_id.ids)
        return quants

    def write(self, vals):
        """Mark what has moved or was reserved."""
        result = super().write(vals)
        if STOCK & set(vals):
            self.env["ebay.sku.mark"]._mark_stock(self.product_id.ids)
        return result

    def unlink(self):
        """Mark what is gone."""
        products = self.product_id.ids
        result = super().unlink()
        self.env["ebay.sku.mark"]._mark_stock(products)
        return result
