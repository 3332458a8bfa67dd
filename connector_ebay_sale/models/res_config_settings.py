# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ebay_refund_limit = fields.Monetary(
        related="company_id.ebay_refund_limit",
        readonly=False,
        currency_field="currency_id",
        groups="base.group_system",
    )
