# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models

#: Fields that change the forecast.
FORECAST_FIELDS = {"state", "product_uom_qty", "location_id", "location_dest_id"}


class StockMove(models.Model):
    """Mark SKUs when a planned move changes the stock that they offer."""

    _inherit = "stock.move"

    @api.model_create_multi
    def create(self, vals_list):
        """Mark SKUs that offer the forecast."""
        moves = super().create(vals_list)
        self.env["ebay.sku.mark"]._mark_forecast(moves.product_id.ids)
        return moves

    def write(self, vals):
        """Mark SKUs whose stock or forecast changes."""
        result = super().write(vals)
        if vals.get("state") == "cancel" or "product_uom_qty" in vals:
            # A move that was waiting for goods had nothing reserved: no quant changes
            # when it is cancelled, but its demand does.
            self.env["ebay.sku.mark"]._mark_stock(self.product_id.ids)
        elif FORECAST_FIELDS & set(vals):
            self.env["ebay.sku.mark"]._mark_forecast(self.product_id.ids)
        return result
