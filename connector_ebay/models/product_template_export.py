# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models

#: Fields of a product that prices come from, or that choose the rules for them.
PRICE_FIELDS = {"list_price", "standard_price", "taxes_id", "categ_id", "uom_id"}


class ProductTemplate(models.Model):
    """A product whose price, tax or category changes marks its SKUs."""

    _inherit = "product.template"

    def write(self, vals):
        """Mark the SKUs of these products."""
        result = super().write(vals)
        if PRICE_FIELDS & set(vals):
            products = self.with_context(active_test=False).product_variant_ids
            self.env["ebay.sku.mark"]._mark_products(products.ids, "price")
        return result
