# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models

#: Fields of a variant that prices come from.
PRICE_FIELDS = {"standard_price", "lst_price", "product_template_attribute_value_ids"}


class ProductProduct(models.Model):
    """A variant whose price or cost changes marks its SKUs."""

    _inherit = "product.product"

    def write(self, vals):
        """Mark the SKUs of these variants."""
        result = super().write(vals)
        if PRICE_FIELDS & set(vals):
            self.env["ebay.sku.mark"]._mark_products(self.ids, "price")
        return result
