# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models


class EbayApiCall(models.Model):
    """Calls about orders."""

    _inherit = "ebay.api.call"

    @api.model
    def _flow_labels(self):
        return super()._flow_labels() | {
            "orders": self.env._("Orders"),
            "order requests": self.env._("Refunds and cancellations"),
        }
