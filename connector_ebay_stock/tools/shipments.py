# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""States of shipments, and the plain values that a shipment passes on.

A *shipment* is a row of ``ebay.stock.picking``: one parcel of a delivery for one eBay
order. A *fulfillment* is what eBay creates for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from .tracking import TrackingNumber

SHIPMENT_STATES = [
    ("waiting", "Number missing"),
    ("to_send", "To send"),
    ("sending", "Sending"),
    ("done", "On eBay"),
    ("failed", "Refused"),
    ("stopped", "Stopped"),
    ("test", "Not sent: test mode"),
]

#: State of a delivery: that of its shipments, as soon as it has some.
DELIVERY_STATES = [("open", "Not shipped"), *SHIPMENT_STATES]

#: State of an order: that of its shipments, if all of it is shipped.
ORDER_STATES = [("open", "Not shipped"), ("partly", "Partly shipped"), *SHIPMENT_STATES]

#: States of a shipment that eBay has or may have: planning never changes or deletes it.
SENT_STATES = ("sending", "done")

#: States of a shipment that is not sent until a person has done something.
BLOCKED_STATES = ("failed", "stopped")

#: States of a shipment that eBay does not have yet.
UNSENT_STATES = ("waiting", "to_send", "sending", "failed")

#: States of a shipment that has not come to its end: eBay does not have it yet, or
#: somebody has to get the goods back.
UNFINISHED_STATES = (*UNSENT_STATES, "stopped")

#: States by importance: the first one found represents several shipments.
_STATE_PRIORITY = ("failed", "stopped", "sending", "to_send", "waiting", "test", "done")

#: eBay's carrier code for a carrier that it does not know.
OTHER_CARRIER = "Other"


def combined_state(states: Iterable[str]) -> str | bool:
    """Return the state that represents several shipments; False if there are none."""
    found = set(states)
    return next((state for state in _STATE_PRIORITY if state in found), False)


@dataclass
class PlannedShipment:
    """A shipment that a delivery needs.

    :ivar key: identifies it among the shipments of its delivery and order
    :ivar units: units by order line (``ebay.sale.order.line``)
    :ivar is_additional: one more tracking number for units of another shipment
    """

    key: str
    number: TrackingNumber
    units: dict = field(default_factory=dict)
    is_additional: bool = False


@dataclass(frozen=True)
class ShipmentRequest:
    """The values of one shipment for eBay, independent of any transaction.

    :ivar shipment_id: id of the ``ebay.stock.picking``
    :ivar state: state of the shipment when this was read
    :ivar order_id: eBay's id of the order
    :ivar quantities: units by eBay's id of the order line
    :ivar shipped_at: aware; None for the time of the call
    :ivar carrier_mapped: the carrier code comes from the carrier mapping
    """

    shipment_id: int
    state: str
    order_id: str
    quantities: dict[str, int]
    shipped_at: datetime | None
    carrier_code: str
    tracking_number: str
    carrier_mapped: bool


@dataclass(frozen=True)
class ShipmentResult:
    """The fulfillment that eBay has for a shipment.

    :ivar tracking_number: the number shown on eBay
    :ivar adopted: it was created by another program or in Seller Hub
    """

    fulfillment_id: str
    tracking_number: str
    adopted: bool = False


def distribute(
    units: dict, numbers: list[TrackingNumber], packages: list[dict] | None = None
) -> list[PlannedShipment]:
    """Distribute units over the tracking numbers of a delivery.

    With as many packages as numbers, each package gets a number, in this order.
    Otherwise nobody knows what is in which parcel: each number gets one unit, and the
    first one all the rest. If there are more numbers than units, one thing was sent in
    several boxes: the last unit is repeated for each additional number.

    :param units: units by order line
    :param numbers: at least one
    :param packages: units by order line of each package, if known
    :return: one shipment for each number, with the number as its key
    """
    if len(numbers) > 1 and packages and len(packages) == len(numbers):
        return [
            PlannedShipment(_number_key(number), number, package)
            for number, package in zip(numbers, packages, strict=True)
        ]
    single_units = [line for line, count in units.items() for _unit in range(count)]
    first = max(1, len(single_units) - len(numbers) + 1)
    shares = [single_units[:first], *([line] for line in single_units[first:])]
    additional = len(numbers) - len(shares)
    shares += [single_units[-1:]] * additional
    return [
        PlannedShipment(
            _number_key(number),
            number,
            {line: share.count(line) for line in dict.fromkeys(share)},
            is_additional=position >= len(numbers) - additional,
        )
        for position, (number, share) in enumerate(zip(numbers, shares, strict=True))
    ]


def _number_key(number: TrackingNumber) -> str:
    return number.cleaned.upper() or number.typed


def split_by_line(shipments: list[PlannedShipment]) -> list[PlannedShipment]:
    """Return the shipments split into one for each order line.

    eBay refuses several order lines in one call for orders of its international
    shipping programs (error 34300).
    """
    result = []
    for shipment in shipments:
        for line, count in shipment.units.items():
            key = shipment.key
            if len(shipment.units) > 1:
                key = f"{key}/{line.external_id}"
            result.append(
                PlannedShipment(
                    key, shipment.number, {line: count}, shipment.is_additional
                )
            )
    return result


def make_keys_unique(shipments: list[PlannedShipment], used: Iterable[str]) -> None:
    """Append ``#2``, ``#3`` … to keys that are in use already."""
    taken = set(used)
    for shipment in shipments:
        base, copy = shipment.key, 2
        while shipment.key in taken:
            shipment.key, copy = f"{base}#{copy}", copy + 1
        taken.add(shipment.key)
