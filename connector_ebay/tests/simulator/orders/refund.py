# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Fulfillment API: issueRefund. It is asynchronous, and signed by EU and UK sellers.

https://developer.ebay.com/api-docs/sell/fulfillment/resources/order/methods/issueRefund
"""

from decimal import Decimal, InvalidOperation

from ..keyset import scope
from ..routing import Routes
from ..signatures import check_signature
from .fulfillment import API, BASE, fulfillment_error

routes = Routes(BASE, API)
LONGEST_COMMENT = 100
FULL_ONLY = {"BUYER_CANCEL", "SELLER_CANCEL", "ITEM_NOT_RECEIVED", "BUYER_RETURN"}
REASONS = FULL_ONLY | {"ITEM_NOT_AS_DESCRIBED", "OTHER_ADJUSTMENT", "SHIPPING_DISCOUNT"}


@routes.add(
    "POST",
    "/order/{order_id}/issue_refund",
    "issueRefund",
    scopes=[scope("sell.finances")],
)
def issue_refund(call):
    """Give money back for lines, or for the order as a whole."""
    check_signature(call)
    book = call.simulator.orders
    order = book.find(call.path["order_id"])
    if order is None:
        raise fulfillment_error(34913, "Can not find the order.", 404)
    body = call.json()
    _check_reason(body)
    if any(refund.status == "PENDING" for refund in order.refunds):
        raise fulfillment_error(
            34922, "Refund can't be issued while previous refund is processing."
        )
    if order.payment_status == "FULLY_REFUNDED":
        raise fulfillment_error(
            34917, "This order was already refunded.", category="BUSINESS"
        )
    if body.get("orderLevelRefundAmount"):
        amount = _amount(order, body["orderLevelRefundAmount"])
        if amount > order.total - order.refunded:
            raise _too_much()
        shares = list(_spread(book, order, amount))
        refund = book.issue_refund(order, shares, amount)
    else:
        refund = book.issue_refund(order, _shares(book, order, body))
    return {"refundId": refund.refund_id, "refundStatus": refund.status}


def _check_reason(body):
    if not body:
        raise fulfillment_error(34902, "Request can't be empty.")
    if body.get("reasonForRefund") not in REASONS:
        raise fulfillment_error(34903, "The refund reason must be specified.")
    if len(body.get("comment", "")) > LONGEST_COMMENT:
        raise fulfillment_error(
            34921,
            "The comment exceeds the length limit, please make sure it doesn't exceed"
            " 1000 characters.",
        )
    if bool(body.get("refundItems")) == bool(body.get("orderLevelRefundAmount")):
        raise fulfillment_error(
            34905,
            "Either orderLevelRefundAmount or refundItems must be specified.",
        )


def _shares(book, order, body):
    """Return [(line, amount)] of a request, all of them possible."""
    rows = []
    for row in body["refundItems"]:
        line = _line(order, row)
        amount = _amount(order, row.get("refundAmount") or {})
        if amount > book.refundable(line):
            raise _too_much()
        rows.append((line, amount))
    return rows


def _spread(book, order, wanted):
    """Yield (line, share) of a refund of the order, as far as lines have money left."""
    for line in order.lines:
        share = min(wanted, book.refundable(line))
        if share > 0:
            yield line, share
            wanted -= share


def _line(order, row):
    legacy = row.get("legacyReference")
    if not row.get("lineItemId") and not legacy:
        raise fulfillment_error(
            34910,
            "Either legacyReference or lineItemId must be specified for item level"
            " refund.",
        )
    line = order.line(row.get("lineItemId") or legacy.get("legacyTransactionId"))
    if line is None:
        raise fulfillment_error(34914, "Can't find the item in the order.")
    return line


def _amount(order, value):
    if not value.get("value"):
        raise fulfillment_error(34906, "The amount value must be specified.")
    if not value.get("currency"):
        raise fulfillment_error(34908, "The amount currency must be specified.")
    if value["currency"] != order.currency:
        raise fulfillment_error(34909, "The amount currency isn't correct.")
    try:
        amount = Decimal(value["value"])
    except InvalidOperation:
        amount = Decimal(0)
    if amount <= 0 or amount != amount.quantize(Decimal("0.01")):
        raise fulfillment_error(
            34907, "The amount value must be positive and within two decimals."
        )
    return amount


def _too_much():
    return fulfillment_error(34915, "The refund amount exceeds order amount.")
