# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.connector_ebay.tools.stored_text import StoredText

from ..tools.shipments import (
    ORDER_STATES,
    SENT_STATES,
    UNFINISHED_STATES,
    combined_state,
)

#: States of the import in which an order is to be shipped.
ALIVE_STATES = ("imported", "held")


class EbaySaleOrder(models.Model):
    """Link orders with their shipments, and mark the SKUs that they have sold."""

    _inherit = "ebay.sale.order"

    shipment_ids = fields.One2many(
        "ebay.stock.picking", "order_id", string="Shipments", readonly=True
    )

    shipping_state = fields.Selection(
        ORDER_STATES,
        string="Shipped on eBay",
        compute="_compute_shipping_state",
        help="How far Odoo has shipped this order and told eBay.",
    )
    without_delivery = fields.Boolean(
        compute="_compute_without_delivery",
        search="_search_without_delivery",
        help="The buyer has paid and eBay waits, but Odoo has no open delivery.",
    )

    @api.depends(
        "fulfillment_state",
        "import_state",
        "delivery_kind",
        "shipment_ids.state",
        "odoo_id.order_line.move_ids.picking_id.ebay_is_open",
    )
    def _compute_shipping_state(self):
        for order in self:
            order.shipping_state = order._current_shipping_state()

    def _current_shipping_state(self):
        """Return the key in ``ORDER_STATES``; False if nothing is to be shipped."""
        shipments = self.sudo().shipment_ids
        if not shipments and (
            self.import_state not in ALIVE_STATES
            or self.delivery_kind in ("ebay", "none")
        ):
            return False
        state = combined_state(shipments.mapped("state"))
        deliveries = self.sudo().odoo_id.order_line.move_ids.picking_id
        if any(deliveries.mapped("ebay_is_open")):
            return "partly" if state == "done" else state or "open"
        if state:
            return state
        return "done" if self.fulfillment_state == "FULFILLED" else "open"

    def _compute_without_delivery(self):
        found = self.search([("id", "in", self.ids), ("without_delivery", "=", True)])
        for order in self:
            order.without_delivery = order in found

    def _search_without_delivery(self, operator, value):
        if operator != "in":
            return NotImplemented
        found = Domain(
            [
                ("fulfillment_state", "!=", "FULFILLED"),
                ("payment_state", "in", ("PAID", "PARTIALLY_REFUNDED")),
                ("import_state", "in", ALIVE_STATES),
                ("cancel_state", "!=", "CANCELED"),
                ("delivery_kind", "not in", ("ebay", "none")),
                ("id", "not in", self._being_shipped()),
            ]
        )
        return found if True in value else ~found

    @api.model
    def _being_shipped(self):
        """Return SQL that selects orders with an open delivery or unsent shipment."""
        self.env["stock.picking"].flush_model(["ebay_is_open"])
        self.env["stock.move"].flush_model(["picking_id", "sale_line_id"])
        self.env["ebay.stock.picking"].flush_model(["state", "order_id"])
        return SQL(
            "(SELECT known.id FROM stock_picking picking "
            "JOIN stock_move move ON move.picking_id = picking.id "
            "JOIN sale_order_line line ON line.id = move.sale_line_id "
            "JOIN ebay_sale_order known ON known.odoo_id = line.order_id "
            "WHERE picking.ebay_is_open UNION ALL "
            "SELECT order_id FROM ebay_stock_picking WHERE state = ANY(%s))",
            [*UNFINISHED_STATES, "test"],
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

    def _record_shipped(self):
        """Record what eBay says after it got shipments of these orders.

        It calls an order line shipped after its first unit. The next import of the
        order reads the same from eBay.
        """
        for order in self:
            sent = order.shipment_ids.filtered(lambda one: one.state == "done")
            lines = sent.line_ids.order_line_id & order.line_ids
            lines.filtered(
                lambda line: line.fulfillment_state != "FULFILLED"
            ).fulfillment_state = "FULFILLED"
            states = {*order.line_ids.mapped("fulfillment_state")}
            state = "FULFILLED" if states == {"FULFILLED"} else "IN_PROGRESS"
            if lines and order.fulfillment_state not in ("FULFILLED", state):
                order.fulfillment_state = state

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
            return StoredText._("The order is cancelled on eBay.")
        if is_refunded or self.payment_state == "FULLY_REFUNDED":
            return StoredText._("The buyer got all the money back.")
        if self.delivery_kind == "ebay":
            return StoredText._("eBay itself ships this order.")
        return ""
