# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models


class ProductTemplateAttributeValue(models.Model):
    """Mark the SKUs of variants whose extra price changes."""

    _inherit = "product.template.attribute.value"

    def write(self, vals):
        """Mark the SKUs of the variants that have these values."""
        result = super().write(vals)
        if "price_extra" in vals:
            products = self.ptav_product_variant_ids
            self.env["ebay.sku.mark"]._mark_products(products.ids, "price")
        return result
