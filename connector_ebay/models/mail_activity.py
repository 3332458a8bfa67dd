# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class MailActivity(models.Model):
    _inherit = "mail.activity"

    ebay_alert_id = fields.Many2one(
        "ebay.alert",
        string="eBay Alert",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    ebay_key = fields.Char(
        string="eBay Reason",
        readonly=True,
        index="btree_not_null",
        help="Why the eBay connector scheduled it: one open activity for each reason.",
    )
