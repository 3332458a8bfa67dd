# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class SaleOrder(models.Model):
    """Show on sales orders whether their shipments are on eBay."""

    _inherit = "sale.order"

    ebay_shipment_state = fields.Selection(
        related="ebay_bind_ids.shipping_state",
        string="Shipped on eBay",
        groups="base.group_user",
    )

    def action_open_on_ebay(self):
        """Open the order in eBay's Seller Hub."""
        self.env["ebay.sale.order"].check_access("read")
        self.check_access("read")
        self.ensure_one()
        return self.ebay_order_id.sudo().action_open_on_ebay()
