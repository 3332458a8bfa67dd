# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""States of orders, ours and eBay's, and how eBay's values are read."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

Selection = list[tuple[str, str]]

#: How far the import of an order has come.
IMPORT_STATES: Selection = [
    ("waiting", "Waiting for payment"),
    ("held", "Held"),
    ("imported", "Imported"),
    ("cancelled", "Cancelled"),
    ("merged", "Merged into another order"),
]

#: Why an order is held.
HOLD_REASONS: Selection = [
    ("match", "Item to match"),
    ("tax", "Tax to choose"),
    ("country", "Country to set"),
    ("total", "Total differs"),
    ("cancel", "Buyer asks to cancel"),
]

#: What is to be done next about an order, as lists and cards show it.
STATUSES: Selection = [
    ("held", "Held"),
    ("cancel_requested", "Buyer asks to cancel"),
    ("waiting", "Waiting for payment"),
    ("to_ship", "To ship"),
    ("shipped", "Shipped"),
    ("nothing_to_ship", "Nothing to ship"),
    ("refunded", "Refunded"),
    ("cancelled", "Cancelled"),
    ("merged", "Merged"),
]

# eBay's values, in eBay's order. Any other value is stored as ``other``.
PAYMENT_STATES: Selection = [
    ("PENDING", "Pending"),
    ("PAID", "Paid"),
    ("FAILED", "Failed"),
    ("PARTIALLY_REFUNDED", "Partially refunded"),
    ("FULLY_REFUNDED", "Refunded"),
    ("other", "Other"),
]
FULFILLMENT_STATES: Selection = [
    ("NOT_STARTED", "Not shipped"),
    ("IN_PROGRESS", "Partially shipped"),
    ("FULFILLED", "Shipped"),
    ("other", "Other"),
]
CANCEL_STATES: Selection = [
    ("NONE_REQUESTED", "Not cancelled"),
    ("IN_PROGRESS", "Cancellation requested"),
    ("CANCELED", "Cancelled"),
    ("other", "Other"),
]

#: Payment states in which the buyer has paid.
PAID_STATES = ("PAID", "PARTIALLY_REFUNDED", "FULLY_REFUNDED")

#: States of a payment hold in which eBay keeps the money.
PAYMENT_HOLD_STATES = ("HELD", "HELD_PENDING", "RELEASE_PENDING", "RELEASE_FAILED")

#: Cancel states in which no request waits for an answer.
NO_OPEN_REQUEST_STATES = ("NONE_REQUESTED", "CANCELED")

#: Delivery kinds that leave nothing for us to ship.
NOTHING_TO_SHIP = ("ebay", "none")


def known_value(value: str | None, selection: Selection, default: str) -> str:
    """Return ``value`` if the selection has it, else ``other``.

    :param default: returned for a missing value
    """
    value = value or default
    return value if value in dict(selection) else "other"


def not_to_ship(order: Any) -> dict[int, str]:
    """Return why items of an order must not be shipped, by the ids of their records.

    The reasons are ``refunded``, ``delivered`` and ``shipped``.

    :param order: an ``ebay.sale.order``
    """
    is_refunded = order.payment_state == "FULLY_REFUNDED"
    is_partly_shipped = order.fulfillment_state == "IN_PROGRESS"
    reasons = {}
    for item in order.line_ids:
        if is_refunded or item.is_refunded:
            reasons[item.id] = "refunded"
        elif item.delivered_before:
            reasons[item.id] = "delivered"
        elif is_partly_shipped and item.fulfillment_state == "FULFILLED":
            reasons[item.id] = "shipped"
    return reasons


def parse_time(text: str | None) -> datetime | None:
    """Return eBay's time as the naive UTC datetime that Odoo stores; None for none.

    :raise ValueError: the text is not a time
    """
    if not text:
        return None
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0)
