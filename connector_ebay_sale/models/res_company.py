# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    ebay_refund_limit = fields.Monetary(
        string="eBay Refund Limit",
        groups="base.group_system",
        help="Largest amount that one user may pay back on one eBay order, in the "
        "company's currency. 0: no limit.",
    )
