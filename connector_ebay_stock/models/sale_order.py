# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from ..tools.shipments import SHIPMENT_STATES, combined_state


class SaleOrder(models.Model):
    """Show on sales orders whether their shipments are on eBay."""

    _inherit = "sale.order"

    ebay_shipment_state = fields.Selection(
        SHIPMENT_STATES,
        string="Shipped on eBay",
        compute="_compute_ebay_shipment_state",
    )

    @api.depends("ebay_bind_ids.shipment_ids.state")
    def _compute_ebay_shipment_state(self):
        for order in self:
            shipments = order.sudo().ebay_bind_ids.shipment_ids
            order.ebay_shipment_state = combined_state(shipments.mapped("state"))

    def action_open_on_ebay(self):
        """Open the order in eBay's Seller Hub."""
        self.env["ebay.sale.order"].check_access("read")
        self.check_access("read")
        self.ensure_one()
        return self.ebay_order_id.sudo().action_open_on_ebay()
