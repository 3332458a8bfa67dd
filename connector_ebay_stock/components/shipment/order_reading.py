# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Recognize shipments of Odoo among the fulfillments that eBay has of an order."""

from __future__ import annotations

from collections import Counter
from typing import Any

from odoo.models import BaseModel

from ...tools.shipments import SENT_STATES, ShipmentResult
from ...tools.tracking import contains_number, is_same_number


class OrderReading:
    """An order and its fulfillments, as read from eBay.

    A shipment is recognized by its tracking number and order lines. Without a number,
    and where another program shipped under another number, units are compared: units
    on eBay that belong to no other shipment of Odoo cover as many of this one.
    """

    def __init__(self, order: dict[str, Any], fulfillments: list[dict[str, Any]]):
        self.order = order
        self.fulfillments = fulfillments

    @property
    def is_cancelled(self) -> bool:
        """Return whether the order is cancelled on eBay."""
        status = self.order.get("cancelStatus") or {}
        return status.get("cancelState") == "CANCELED"

    @property
    def is_refunded(self) -> bool:
        """Return whether the buyer got all the money back."""
        return self.order.get("orderPaymentStatus") == "FULLY_REFUNDED"

    def find_by_number(
        self, shipment: BaseModel, adopted: bool = False
    ) -> ShipmentResult | None:
        """Return eBay's fulfillment with the number and the order lines of a shipment.

        :param adopted: Odoo has not sent the shipment, so another program has
        """
        lines = set(shipment.line_ids.order_line_id.mapped("external_id"))
        for fulfillment in self.fulfillments:
            number = fulfillment.get("shipmentTrackingNumber")
            if not is_same_number(shipment.tracking_number, number):
                continue
            if lines <= set(_units(fulfillment)):
                return ShipmentResult(
                    fulfillment["fulfillmentId"], shipment.tracking_number, adopted
                )
        return None

    def covered_units(
        self, shipment: BaseModel, adopted: bool = False
    ) -> dict[BaseModel, int]:
        """Return the units by ``ebay.stock.picking.line`` that eBay has already.

        :param adopted: Odoo has not sent the shipment, so another program has
        """
        units: Counter[str] = Counter()
        for fulfillment in self._unrecognized(shipment):
            units.update(_units(fulfillment))
        units.subtract(self._units_of_others(shipment, adopted))
        return {
            line: min(line.quantity, max(0, units[line.order_line_id.external_id]))
            for line in shipment.line_ids
        }

    def find_by_units(
        self, shipment: BaseModel, adopted: bool = False
    ) -> ShipmentResult | None:
        """Return a fulfillment for a shipment of which eBay has all units.

        :param adopted: Odoo has not sent the shipment, so another program has
        """
        covered = self.covered_units(shipment, adopted)
        if any(line.quantity > units for line, units in covered.items()):
            return None
        first = self._unrecognized(shipment)[0]
        return ShipmentResult(
            first["fulfillmentId"], first.get("shipmentTrackingNumber") or "", adopted
        )

    def _unrecognized(self, shipment: BaseModel) -> list[dict[str, Any]]:
        """Return the fulfillments without a number of Odoo's shipments."""
        numbers = shipment.order_id.shipment_ids.filtered(
            lambda other: other.state in SENT_STATES or other == shipment
        ).mapped("tracking_number")
        return [
            fulfillment
            for fulfillment in self.fulfillments
            if not contains_number(numbers, fulfillment.get("shipmentTrackingNumber"))
        ]

    def _units_of_others(self, shipment: BaseModel, adopted: bool) -> Counter[str]:
        """Return the unrecognized units that other shipments of Odoo account for.

        If this shipment was not sent, these are also the units that other unsent
        shipments adopt, and those of interrupted calls without a number.
        """
        numbers = [one.get("shipmentTrackingNumber") for one in self.fulfillments]
        units: Counter[str] = Counter()
        for other in shipment.order_id.shipment_ids - shipment:
            interrupted = other.state == "sending" and not other.tracking_number
            if other.state == "done":
                only_adopted = contains_number(numbers, other.tracking_number)
            elif adopted and (interrupted or other.state == "to_send"):
                only_adopted = not interrupted
            else:
                continue
            for line in other.line_ids:
                units[line.order_line_id.external_id] += (
                    line.adopted_quantity if only_adopted else line.quantity
                )
        return units


def _units(fulfillment: dict[str, Any]) -> dict[str, int]:
    """Return the units of a fulfillment by eBay's id of the order line."""
    return {
        line["lineItemId"]: line.get("quantity", 1)
        for line in fulfillment.get("lineItems") or ()
    }
