# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any

from odoo.addons.component.core import Component

from ...tools.shipments import ShipmentRequest


class EbayStockPickingAdapter(Component):
    """Read and create fulfillments with eBay's Fulfillment API."""

    _name = "ebay.stock.picking.adapter"
    _inherit = "ebay.adapter"
    _apply_on = "ebay.stock.picking"
    _flow = "shipments"

    def create_fulfillment(self, request: ShipmentRequest) -> str:
        """Create a fulfillment on eBay and return its id.

        A second call creates a second fulfillment, which eBay can neither change nor
        delete: only the exporter calls this.
        """
        return self._call(
            "fulfillment",
            "create_shipping_fulfillment",
            request.order_id,
            request.quantities,
            shipped_at=request.shipped_at,
            carrier_code=request.carrier_code,
            tracking_number=request.tracking_number,
        )

    def read_order(self, order_id: str) -> dict[str, Any]:
        """Return an order with its payment and cancel status."""
        return self._call("fulfillment", "get_order", order_id)

    def read_fulfillments(self, order_id: str) -> list[dict[str, Any]]:
        """Return all fulfillments of an order, whoever created them."""
        return self._call("fulfillment", "get_shipping_fulfillments", order_id)
