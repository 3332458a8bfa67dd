# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models


class EbaySaleOrderLine(models.Model):
    """An order of eBay changes what eBay has, and what may be offered."""

    _inherit = "ebay.sale.order.line"

    @api.model_create_multi
    def create(self, vals_list):
        """Follow what eBay took off; compare what is sold."""
        lines = super().create(vals_list)
        known = lines.filtered("ebay_product_id")
        self.env["ebay.offer"].sudo()._take_off_sold(
            [
                (
                    line.ebay_product_id.id,
                    line.quantity,
                    line.order_id.ordered_at or line.create_date,
                )
                for line in known
            ]
        )
        known._mark_offers()
        return lines

    def _mark_offers(self):
        """Compare all that sells the products of these items."""
        skus = self.ebay_product_id
        changes = self.env["ebay.offer.change"].sudo()
        changes._mark_stock(skus.odoo_id.ids)
