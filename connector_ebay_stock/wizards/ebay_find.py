# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models


class EbayFind(models.TransientModel):
    """Find shipments by eBay's ids as well."""

    _inherit = "ebay.find"

    @api.model
    def _places(self):
        return [*super()._places(), ("ebay.stock.picking", ("external_id",))]
