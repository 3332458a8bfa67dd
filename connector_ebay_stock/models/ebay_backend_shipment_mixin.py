# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models

#: What the counters of an account count, as the list *To Ship* filters it.
COUNTED = {
    "shipment_due_count": [("ebay_due", "=", "today")],
    "shipment_late_count": [("ebay_due", "=", "late")],
    "shipment_problem_count": [("ebay_has_problem", "=", True)],
    "shipment_open_count": [],
}


class EbayBackendShipmentMixin(models.AbstractModel):
    """How much an account has to ship, and the lists of it."""

    _name = "ebay.backend.shipment.mixin"
    _description = "eBay Backend Shipment Mixin"

    shipment_open_count = fields.Integer(
        string="To Ship",
        compute="_compute_shipment_counts",
        help="Deliveries that have not left, or that eBay does not have yet.",
    )
    shipment_due_count = fields.Integer(
        string="Due Today",
        compute="_compute_shipment_counts",
        help="Deliveries that must leave today and are not late yet.",
    )
    shipment_late_count = fields.Integer(
        string="Late",
        compute="_compute_shipment_counts",
        help="Deliveries whose ship-by date has passed.",
    )
    shipment_problem_count = fields.Integer(
        string="Shipping Problems",
        compute="_compute_shipment_counts",
        help="Deliveries that eBay refused, that were stopped, or whose order is held.",
    )
    without_delivery_count = fields.Integer(
        string="Without Delivery",
        compute="_compute_without_delivery_count",
        help="Paid orders that eBay waits for, without an open delivery in Odoo.",
    )

    def _compute_shipment_counts(self):
        # Whoever sees the account sees how much is due, but not the deliveries.
        pickings = self.env["stock.picking"].sudo()
        to_ship = [("ebay_to_ship", "=", True)]
        for name, domain in COUNTED.items():
            self._set_count(name, pickings, [*to_ship, *domain], "ebay_backend_id")

    def _compute_without_delivery_count(self):
        orders = self.env["ebay.sale.order"].sudo()
        domain = [("without_delivery", "=", True)]
        self._set_count("without_delivery_count", orders, domain)

    # === BUTTONS ===

    def action_open_due_shipments(self):
        """List the deliveries of these accounts that must leave today."""
        return self._shipping_action("search_default_today")

    def action_open_late_shipments(self):
        """List the deliveries of these accounts whose ship-by date has passed."""
        return self._shipping_action("search_default_late")

    def action_open_problem_shipments(self):
        """List the deliveries of these accounts that a person has to look at."""
        return self._shipping_action("search_default_problem")

    def action_open_shipments(self):
        """List all deliveries of these accounts that are to be shipped."""
        return self._shipping_action()

    def _shipping_action(self, *filters):
        """Return the list *To Ship* of these accounts with some filters."""
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay_stock.ebay_to_ship_action"
        )
        return {
            **action,
            "domain": [
                ("ebay_to_ship", "=", True),
                ("ebay_backend_id", "in", self.ids),
            ],
            "context": {"ebay_empty": "to_ship", **dict.fromkeys(filters, 1)},
        }

    def action_open_orders_without_delivery(self):
        """List the paid orders of these accounts that have no open delivery."""
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay_stock.ebay_order_without_delivery_action"
        )
        return {
            **action,
            "domain": [
                ("without_delivery", "=", True),
                ("backend_id", "in", self.ids),
            ],
        }
