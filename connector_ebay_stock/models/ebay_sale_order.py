# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models

from ..tools.shipments import SENT_STATES


class EbaySaleOrder(models.Model):
    """Link orders with their shipments, and mark the SKUs that they have sold."""

    _inherit = "ebay.sale.order"

    shipment_ids = fields.One2many(
        "ebay.stock.picking", "order_id", string="Shipments", readonly=True
    )

    def write(self, vals):
        """Mark the SKUs of orders that are held, released or cancelled."""
        result = super().write(vals)
        if "import_state" in vals:
            self.line_ids._mark_sold_skus()
        return result

    # === SHIPMENT ===

    def _shipped_elsewhere(self, first_seen=False):
        """Ignore orders that eBay calls shipped because Odoo shipped them.

        eBay says so after the first unit of each order line: an open backorder alone
        is no reason to ask a user.
        """
        by_odoo = self.browse()
        if not first_seen:
            by_odoo = self.filtered(lambda order: not order._lines_shipped_elsewhere())
        return super(EbaySaleOrder, self - by_odoo)._shipped_elsewhere(first_seen)

    def _lines_shipped_elsewhere(self):
        """Return the lines that are shipped on eBay without a shipment of Odoo."""
        self.ensure_one()
        shipped = self.line_ids.filtered(
            lambda line: line.fulfillment_state in ("FULFILLED", "IN_PROGRESS")
        )
        # By the lines: eBay may have combined the order of the shipment with others.
        sent = self.env["ebay.stock.picking.line"].sudo()
        sent = sent.search(
            [
                ("order_line_id", "in", shipped.ids),
                ("shipment_id.state", "in", SENT_STATES),
            ]
        )
        return shipped - sent.order_line_id.with_env(self.env)

    def _stop_reason(self, is_cancelled=False, is_refunded=False):
        """Return why this order must not be shipped any more, or an empty string.

        :param is_cancelled: eBay says now that the order is cancelled
        :param is_refunded: eBay says now that the buyer got all the money back
        """
        self.ensure_one()
        if (
            is_cancelled
            or self.import_state == "cancelled"
            or self.cancel_state == "CANCELED"
        ):
            return self.env._("The order is cancelled on eBay.")
        if is_refunded or self.payment_state == "FULLY_REFUNDED":
            return self.env._("The buyer got all the money back.")
        if self.delivery_kind == "ebay":
            return self.env._("eBay itself ships this order.")
        return ""
