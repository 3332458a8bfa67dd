# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class ProductCategory(models.Model):
    _inherit = "product.category"

    ebay_bind_ids = fields.One2many(
        "ebay.product.category", "odoo_id", string="eBay Categories", copy=False
    )
