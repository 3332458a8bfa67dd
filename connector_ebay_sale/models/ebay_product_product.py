# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models


class EbayProductProduct(models.Model):
    """Resume the orders that were held until the SKU had a product."""

    _inherit = "ebay.product.product"

    def _on_linked(self):
        result = super()._on_linked()
        self.env["ebay.sale.order.line"].sudo().search(
            [
                ("ebay_product_id", "in", self.ids),
                ("order_id.import_state", "=", "held"),
                ("order_id.hold_reason", "=", "match"),
            ]
        ).order_id._resume()
        return result
