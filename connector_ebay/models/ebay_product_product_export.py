# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models


class EbayProductProduct(models.Model):
    """A SKU that gets its product is compared; one that differs on eBay is noted."""

    _inherit = "ebay.product.product"

    @api.model_create_multi
    def create(self, vals_list):
        """A SKU that comes with its product is compared."""
        skus = super().create(vals_list)
        matched = skus.filtered("odoo_id")
        self.env["ebay.sku.mark"].sudo()._mark(matched, "stock")
        return skus

    def write(self, vals):
        """A SKU that its listing has again is compared."""
        result = super().write(vals)
        if vals.get("active"):
            self.env["ebay.sku.mark"].sudo()._mark(self, "stock")
        return result

    def _on_linked(self):
        """What a product offers on eBay may be new to eBay."""
        result = super()._on_linked()
        self.env["ebay.sku.mark"].sudo()._mark(self, "stock")
        return result

    def _on_seen(self, sold_before):
        """eBay's figures are what it has; say where they are not what Odoo sent.

        A quantity that fell by what was sold is no difference: the order follows.
        """
        result = super()._on_seen(sold_before)
        syncs = self.env["ebay.sku.sync"].sudo().search([("sku_id", "in", self.ids)])
        for sync in syncs:
            sku = sync.sku_id
            sold = max(0, sku.quantity_sold - sold_before.get(sku.id, 0))
            sync._record_seen(sku.quantity, sku.price, sold)
        return result
