# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from .stock_picking import FULFILLMENT_STATES, overall_state


# pylint: disable-next=consider-merging-classes-inherited
class SaleOrder(models.Model):
    """Sales orders show whether eBay knows that they are shipped."""

    _inherit = "sale.order"

    ebay_shipment_state = fields.Selection(
        FULFILLMENT_STATES,
        string="Shipped on eBay",
        compute="_compute_ebay_shipment_state",
    )

    @api.depends("ebay_bind_ids.fulfillment_ids.state")
    def _compute_ebay_shipment_state(self):
        for order in self:
            rows = order.sudo().ebay_bind_ids.fulfillment_ids
            order.ebay_shipment_state = overall_state(rows)

    def action_open_on_ebay(self):
        """Open the order in eBay's Seller Hub."""
        self.ensure_one()
        return self.ebay_order_id.action_open_on_ebay()
