# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models


class ProductPricelist(models.Model):
    _inherit = "product.pricelist"

    def _ebay_dependents(self):
        """These and the pricelists that build on them, however many steps away."""
        found, new = self, self
        while new:
            items = self.env["product.pricelist.item"].search(
                [("base", "=", "pricelist"), ("base_pricelist_id", "in", new.ids)]
            )
            new = items.pricelist_id - found
            found |= new
        return found
