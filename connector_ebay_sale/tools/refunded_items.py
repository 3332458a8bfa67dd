# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Which items of an order are refunded in full."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from .order_money import ZERO, OrderMoney

Json = dict[str, Any]

#: What eBay may identify a refund by, on the order as on its items.
_IDS = ("refundId", "refundReferenceId", "refundDate")


def refunded_items(order: Json, money: OrderMoney) -> set[str]:
    """Return the ``lineItemId`` of items whose price the buyer has got back.

    Delivery may be refunded or not: nobody ships what is not paid for. Refunds that
    failed do not count, and pending ones do.
    """
    failed = {
        (name, refund[name])
        for refund in (order.get("paymentSummary") or {}).get("refunds") or ()
        for name in _IDS
        if refund.get("refundStatus") == "FAILED" and refund.get(name)
    }
    refunded = set()
    for item in order["lineItems"]:
        parts = [
            part
            for part in item.get("refunds") or ()
            if not any((name, part.get(name)) in failed for name in _IDS)
        ]
        total = sum((_amount(part, money.currency) for part in parts), ZERO)
        if parts and total >= money.lines[item["lineItemId"]].goods:
            refunded.add(item["lineItemId"])
    return refunded


def _amount(refund: Json, currency: str) -> Decimal:
    """Return an amount in the order's currency; zero if eBay does not say it."""
    amount = refund.get("amount") or {}
    for name in ("value", "convertedFromValue"):
        of_currency = "currency" if name == "value" else "convertedFromCurrency"
        if amount.get(of_currency) == currency and amount.get(name):
            return abs(Decimal(str(amount[name])))
    return ZERO
