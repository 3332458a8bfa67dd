# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Read an order from its JSON, so that the order book can hold and change it."""

from decimal import Decimal

from ..clock import parse_timestamp
from .order import NOTHING, Address, Order, OrderLine, Person


def order_from_json(body, plain=None):
    """Return an order that is shown exactly as ``body`` until something changes it.

    :param plain: the same order without TAX_BREAKDOWN, where the two differ
    """
    created = parse_timestamp(body["creationDate"])
    buyer = body.get("buyer", {})
    person = Person(
        buyer.get("username", ""),
        "",
        Address("", "", "", "DE"),
        user_id=buyer.get("userId", ""),
    )
    return Order(
        order_id=body["orderId"],
        kind="raw",
        created_at=created,
        modified_at=parse_timestamp(body.get("lastModifiedDate", body["creationDate"])),
        currency=body["pricingSummary"]["total"]["currency"],
        buyer=person,
        ship_to=person,
        lines=[_line(line) for line in body["lineItems"]],
        legacy_order_id=body.get("legacyOrderId", ""),
        payment_status=body["orderPaymentStatus"],
        cancel_state=body.get("cancelStatus", {}).get("cancelState", "NONE_REQUESTED"),
        fee_rate=NOTHING,
        raw=body,
        raw_plain=plain,
    )


def _line(line):
    """Return as much of a line as parcels and refunds need."""
    delivery = line.get("deliveryCost", {})
    shipping = delivery.get("shippingCost", {}).get("value", "0")
    cost = line.get("discountedLineItemCost") or line["lineItemCost"]
    return OrderLine(
        line_item_id=line["lineItemId"],
        item_id=line.get("legacyItemId", ""),
        title=line.get("title", ""),
        quantity=line["quantity"],
        cost=Decimal(cost["value"]),
        listing_marketplace=line.get("listingMarketplaceId", "EBAY_DE"),
        purchase_marketplace=line.get("purchaseMarketplaceId", "EBAY_DE"),
        sku=line.get("sku", ""),
        shipping=Decimal(shipping),
        shipped=_shipped(line),
    )


def _shipped(line):
    shipped = line.get("lineItemFulfillmentStatus") == "FULFILLED"
    return line["quantity"] if shipped else 0
