# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class ResUsers(models.Model):
    _inherit = "res.users"

    ebay_refund_limit = fields.Float(
        string="eBay Refund Limit",
        groups="base.group_erp_manager",
        help="Largest amount that this user may pay back on one eBay order, in the "
        "company's currency. 0: the company's limit.",
    )
