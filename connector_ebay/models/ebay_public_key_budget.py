# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class EbayPublicKeyBudget(models.Model):
    """Number of look-ups of unknown keys in the current window, one row a scope.

    A scope is a source (its fingerprint), a key id, all sources, or the reserve:
    ``connection/public_keys.py`` reads and writes the table.
    """

    _name = "ebay.public.key.budget"
    _description = "eBay Public Key Budget"
    _rec_name = "scope"
    _log_access = False

    scope = fields.Char(required=True)
    until = fields.Datetime(required=True)
    spent = fields.Integer(required=True)

    _scope_uniq = models.Constraint("unique(scope)", "One row for each scope.")
