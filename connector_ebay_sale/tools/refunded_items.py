# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Which items of an order are refunded in full."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any

from .order_money import ZERO, OrderMoney
from .order_refunds import FAILED, read_refunds

Json = dict[str, Any]


def refunded_items(order: Json, money: OrderMoney) -> set[str]:
    """Return the ``lineItemId`` of items whose price the buyer has got back.

    Delivery may be refunded or not: nobody ships what is not paid for. Refunds that
    failed do not count, and pending ones do.
    """
    totals: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for refund in read_refunds(order, money.currency):
        if refund.status != FAILED:
            for line_id, amount in refund.parts.items():
                totals[line_id] += amount
    return {
        line_id
        for line_id, total in totals.items()
        if total >= money.lines[line_id].goods
    }
