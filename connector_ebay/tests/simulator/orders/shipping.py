# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Fulfillment API: shipping fulfillments. A repeated create makes a second one.

https://developer.ebay.com/api-docs/sell/fulfillment/resources/order/shipping_fulfillment/methods/createShippingFulfillment
"""

from ..clock import parse_timestamp, timestamp
from ..errors import json_response
from ..keyset import scope
from ..routing import Routes
from .fulfillment import API, BASE, READ, fulfillment_error, known_order
from .rendering import BASE_URL

routes = Routes(BASE, API)
WRITE = (scope("sell.fulfillment"),)
PATH = "/order/{orderId}/shipping_fulfillment"


@routes.add("POST", PATH, "createShippingFulfillment", scopes=WRITE)
def create_shipping_fulfillment(call):
    """Mark lines as shipped; the id is only in the ``Location`` header."""
    order = known_order(call)
    body = call.json()
    quantities = _quantities(order, body)
    carrier = body.get("shippingCarrierCode", "")
    tracking = body.get("trackingNumber", "")
    if bool(carrier) != bool(tracking) or (tracking and not tracking.isalnum()):
        raise fulfillment_error(32300, "Invalid shipment tracking number or carrier")
    shipped_at = _shipped_at(call, order, body.get("shippedDate"))
    parcel = call.simulator.orders.ship(
        order.order_id, quantities, tracking, carrier, shipped_at
    )
    location = (
        f"{BASE_URL}/order/{order.order_id}/shipping_fulfillment/"
        f"{parcel.fulfillment_id}"
    )
    return json_response(None, 201, {"Location": location})


@routes.add("GET", PATH, "getShippingFulfillments", scopes=READ)
def get_shipping_fulfillments(call):
    """Answer with all parcels of an order; an order without any has an empty list."""
    parcels = known_order(call).fulfillments
    return {
        "fulfillments": [_parcel(parcel) for parcel in parcels],
        "total": len(parcels),
    }


@routes.add("GET", PATH + "/{fulfillmentId}", "getShippingFulfillment", scopes=READ)
def get_shipping_fulfillment(call):
    """Answer with one parcel."""
    wanted = call.path["fulfillmentId"]
    for parcel in known_order(call).fulfillments:
        if parcel.fulfillment_id == wanted:
            return _parcel(parcel)
    raise fulfillment_error(32110, f"Invalid shipping fulfillment ID: {wanted}", 404)


def _quantities(order, body):
    rows = body.get("lineItems")
    if not rows:
        return {line.line_item_id: line.quantity for line in order.lines}
    quantities = {}
    for row in rows:
        line = order.line(row.get("lineItemId"))
        if line is None:
            raise fulfillment_error(
                32200, f"Invalid line item id: {row.get('lineItemId')}"
            )
        if line.line_item_id in quantities:
            raise fulfillment_error(32210, "Duplicate line item in the request")
        # Left out, the quantity is 1 and not all there are.
        quantity = row.get("quantity", 1)
        if not 1 <= quantity <= line.quantity:
            raise fulfillment_error(32600, "Invalid input data")
        quantities[line.line_item_id] = quantity
    return quantities


def _shipped_at(call, order, text):
    now = call.simulator.clock.now()
    if not text:
        return now
    try:
        moment = parse_timestamp(text)
    except ValueError as error:
        raise fulfillment_error(32500, "Invalid shipped date") from error
    if moment > now or moment < order.created_at:
        raise fulfillment_error(32500, "Invalid shipped date")
    return moment


def _parcel(parcel):
    body = {
        "fulfillmentId": parcel.fulfillment_id,
        "lineItems": [
            {"lineItemId": line_item_id, "quantity": quantity}
            for line_item_id, quantity in parcel.lines.items()
        ],
        "shippedDate": timestamp(parcel.shipped_at),
    }
    if parcel.tracking:
        body["shipmentTrackingNumber"] = parcel.tracking
        body["shippingCarrierCode"] = parcel.carrier
    return body
