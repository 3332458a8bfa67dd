# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models

from ..tools.environments import ENVIRONMENTS


class EbayPublicKey(models.Model):
    """A public key of eBay, shared by all workers.

    ``connection/public_keys.py`` reads and writes the table.
    """

    _name = "ebay.public.key"
    _description = "eBay Public Key"
    _rec_name = "kid"
    _log_access = False

    environment = fields.Selection(list(ENVIRONMENTS.items()), required=True)
    kid = fields.Char(string="Key ID", required=True)
    key = fields.Text(required=True, help="PEM, as eBay writes it.")
    digest = fields.Char(required=True)
    fetched_at = fields.Datetime(required=True)

    _environment_kid_uniq = models.Constraint(
        "unique(environment, kid)", "One record for each key."
    )
