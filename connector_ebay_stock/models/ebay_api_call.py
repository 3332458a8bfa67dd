# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models


class EbayApiCall(models.Model):
    """Calls about stock and shipments."""

    _inherit = "ebay.api.call"

    @api.model
    def _flow_labels(self):
        return super()._flow_labels() | {
            "shipments": self.env._("Shipments"),
            "stock": self.env._("Stock from eBay"),
        }
