# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class ProductProduct(models.Model):
    _inherit = "product.product"

    ebay_bind_ids = fields.One2many(
        "ebay.product.product", "odoo_id", string="eBay SKUs", copy=False
    )
    # The variant's own; its template's are of all variants.
    ebay_sku_ids = fields.One2many(
        "ebay.product.product", compute="_compute_ebay_sku_ids"
    )
    ebay_listing_count = fields.Integer(compute="_compute_ebay_sku_ids")

    def _compute_ebay_sku_ids(self):
        for product in self:
            product.ebay_sku_ids = product.ebay_bind_ids
            product.ebay_listing_count = len(product.ebay_bind_ids.listing_id)

    def unlink(self):
        """SKUs that lose their product are to be matched again."""
        skus = self.env["ebay.product.product"]._of_products(self)
        result = super().unlink()
        skus.exists().write({"odoo_id": False})
        return result

    def action_open_ebay_listings(self):
        """The listings in which this variant is sold."""
        self.ensure_one()
        return self.product_tmpl_id._ebay_listings_action(self.ebay_sku_ids.listing_id)
