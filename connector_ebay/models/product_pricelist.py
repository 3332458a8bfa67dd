# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models


class ProductPricelist(models.Model):
    """Find pricelists that depend on others."""

    _inherit = "product.pricelist"

    def _ebay_dependents(self):
        """Return these pricelists and all that are based on them, over any steps."""
        found, new = self, self
        while new:
            items = self.env["product.pricelist.item"].search(
                [("base", "=", "pricelist"), ("base_pricelist_id", "in", new.ids)]
            )
            new = items.pricelist_id - found
            found |= new
        return found
