# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models


class EbayFind(models.TransientModel):
    """Find orders by eBay's ids as well."""

    _inherit = "ebay.find"

    @api.model
    def _places(self):
        return [
            *super()._places(),
            ("ebay.sale.order", ("external_id", "legacy_order_id")),
            ("ebay.sale.order.line", ("external_id",)),
        ]

    @api.model
    def _job_keys(self, text):
        kinds = ("new", "force", "details")
        return [*super()._job_keys(text), *(f"order:{text}:{kind}" for kind in kinds)]
