# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class EbayPublicKeyBudget(models.Model):
    """Number of unknown keys that eBay was asked for in the current window; one row."""

    _name = "ebay.public.key.budget"
    _description = "eBay Public Key Budget"
    _rec_name = "since"
    _log_access = False

    since = fields.Datetime(required=True)
    spent = fields.Integer(required=True)
