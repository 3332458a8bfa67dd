# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models


class EbaySkuMark(models.Model):
    """Stock that moves concerns the product, and the kits it is part of."""

    _inherit = "ebay.sku.mark"

    @api.model
    def _mark_stock(self, product_ids):
        """Mark the SKUs of these products and of kits made of them."""
        if product_ids:
            ids = self._with_kits(product_ids)
            self.sudo()._mark_products(ids, "stock")

    @api.model
    def _with_kits(self, product_ids):
        """These, and the products whose phantom bill of materials has them.

        Manufacturing need not be installed. Kits of kits are followed to the end.
        """
        found = set(product_ids)
        if "mrp.bom" not in self.env:
            return found
        new = found
        while new:
            boms = (
                self.env["mrp.bom.line"]
                .sudo()
                .search(
                    [("product_id", "in", list(new)), ("bom_id.type", "=", "phantom")]
                )
                .bom_id
            )
            kits = boms.product_id
            kits |= boms.filtered(
                lambda bom: not bom.product_id
            ).product_tmpl_id.product_variant_ids
            new = set(kits.ids) - found
            found = found | new
        return found
