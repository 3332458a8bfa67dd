# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class ProductProduct(models.Model):
    _inherit = "product.product"

    ebay_bind_ids = fields.One2many(
        "ebay.product.product", "odoo_id", string="eBay SKUs", copy=False
    )
