# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

FORECAST = {"state", "product_uom_qty", "location_id", "location_dest_id"}


class StockMove(models.Model):
    """A planned move that changes marks what is sold on eBay by forecast."""

    _inherit = "stock.move"

    @api.model_create_multi
    def create(self, vals_list):
        """Mark what is planned to move."""
        moves = super().create(vals_list)
        self.env["ebay.backend"]._mark_forecast(moves.product_id.ids)
        return moves

    def write(self, vals):
        """Mark what is planned to move otherwise."""
        result = super().write(vals)
        if vals.get("state") == "cancel" or "product_uom_qty" in vals:
            # It may have waited for goods: then nothing was reserved, and no quant
            # tells that they are free.
            self.env["ebay.sku.mark"]._mark_stock(self.product_id.ids)
        elif FORECAST & set(vals):
            self.env["ebay.backend"]._mark_forecast(self.product_id.ids)
        return result
