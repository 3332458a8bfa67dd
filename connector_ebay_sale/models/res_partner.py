# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    ebay_bind_ids = fields.One2many(
        "ebay.res.partner", "odoo_id", string="eBay", readonly=True
    )
