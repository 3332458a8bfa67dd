# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class EbayRun(models.Model):
    """Add runs that import quantities."""

    _inherit = "ebay.run"

    flow = fields.Selection(
        selection_add=[("stock", "Stock")], ondelete={"stock": "cascade"}
    )
