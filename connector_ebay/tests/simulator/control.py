# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The control API under ``/_sim/``: how another process steers the simulator.

Everything is JSON. It is the Python interface under another name: what a path does is
what the method of the same name does.
"""

from dataclasses import asdict
from decimal import Decimal

from .errors import json_response
from .publishing import control as publishing

SELLER_METHODS = (
    "revise",
    "end",
    "relist",
    "add_listing",
    "sell",
    "take_back",
    "renew",
)
ORDER_METHODS = (
    "add",
    "approve_cancel",
    "anonymise_buyer",
    "buy",
    "cancel",
    "change_address",
    "change_to_pickup",
    "combine",
    "generate",
    "hold_funds",
    "identify_buyer",
    "pay",
    "put",
    "refund",
    "refund_order",
    "reject_cancel",
    "release_hold",
    "remove_line",
    "request_cancel",
    "settle_refund",
    "ship_elsewhere",
    "touch",
)
#: Attributes of the order book that `POST /_sim/state` sets.
ORDER_SETTINGS = ("legacy_order_ids", "refund_id_when_pending", "refund_outcome")
NOTIFICATION_METHODS = ("account_deletion", "authorization_revocation", "publish")
CATEGORY_METHODS = ("rename", "move", "add", "expire")
TOKEN_METHODS = ("revoke", "revoke_user", "expire", "sign_in_as")


def handle(simulator, request):
    """Answer a request to the control API; 404 for what it does not know."""
    resource, _slash, rest = request.path.removeprefix("/_sim/").partition("/")
    action = ACTIONS.get((request.method, resource))
    if action is None:
        return json_response({"error": "unknown control path"}, 404)
    arguments = request.get_json(silent=True) or {}
    try:
        with simulator.lock:
            result = action(simulator, rest, arguments | request.args.to_dict())
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        return json_response({"error": f"{type(error).__name__}: {error}"}, 400)
    return json_response(result)


def listing_as_json(listing, now):
    """Return a listing as eBay keeps it, for comparing with what was imported."""
    return {
        "item_id": listing.item_id,
        "marketplace": listing.market.code,
        "title": listing.title,
        "sku": listing.sku,
        "category_id": listing.category_id,
        "price": str(listing.price),
        "currency": listing.market.currency,
        "available": listing.available,
        "sold": listing.sold,
        "ean": listing.ean,
        "status": listing.status,
        "listing_type": listing.listing_type,
        "channel": listing.channel,
        "offer_id": listing.offer_id,
        "relisted_item_id": listing.relisted_item_id,
        "end_time": listing.end_time(now).isoformat(),
        "variations": [
            {
                "sku": one.sku,
                "specifics": [list(pair) for pair in one.specifics],
                "price": str(one.price),
                "available": one.available,
                "sold": one.sold,
                "ean": one.ean,
                "offer_id": one.offer_id,
            }
            for one in listing.variations
        ],
    }


def order_as_json(order):
    """Return an order as eBay keeps it, for comparing with what was imported."""
    return {
        "order_id": order.order_id,
        "legacy_order_id": order.legacy_order_id or order.order_id,
        "kind": order.kind,
        "created_at": order.created_at.isoformat(),
        "modified_at": order.modified_at.isoformat(),
        "currency": order.currency,
        "total": str(order.total),
        "collected_tax": str(order.collected_tax),
        "payment_status": order.payment_status,
        "cancel_state": order.cancel_state,
        "fulfillment_status": order.fulfillment_status,
        "buyer": order.buyer.username,
        "lines": [
            {
                "line_item_id": line.line_item_id,
                "item_id": line.item_id,
                "sku": line.sku,
                "quantity": line.quantity,
                "shipped": line.shipped,
                "total": str(line.total),
            }
            for line in order.lines
        ],
        "fulfillments": [
            {
                "fulfillment_id": one.fulfillment_id,
                "tracking": one.tracking,
                "carrier": one.carrier,
                "lines": one.lines,
            }
            for one in order.fulfillments
        ],
        "refunds": [str(refund.amount) for refund in order.refunds],
    }


def _state(simulator, _rest, _arguments):
    seller = simulator.seller
    return {
        "url": simulator.url,
        "now": simulator.clock.now().isoformat(),
        "username": seller.username,
        "user_id": seller.user_id,
        "listings": len(seller.listings),
        "active": len(seller.active()),
        "orders": len(simulator.orders.orders),
        "requests": len(simulator.requests),
        "violations": len(simulator.violations),
        "out_of_stock_control": seller.out_of_stock_control,
    }


def _set_state(simulator, _rest, arguments):
    if "out_of_stock_control" in arguments:
        control = bool(arguments["out_of_stock_control"])
        simulator.seller.out_of_stock_control = control
    if "picture_host" in arguments:
        simulator.move_pictures(arguments["picture_host"])
    for name in ORDER_SETTINGS:
        if name in arguments:
            setattr(simulator.orders, name, arguments[name])
    return _state(simulator, "", {})


def _listings(simulator, item_id, arguments):
    now = simulator.clock.now()
    if item_id:
        return listing_as_json(simulator.seller.listing(item_id), now)
    first = int(arguments.get("offset", 0))
    last = first + int(arguments.get("limit", 200))
    found = list(simulator.seller.listings.values())[first:last]
    return {"listings": [listing_as_json(one, now) for one in found]}


def _seller(simulator, method, arguments):
    if method not in SELLER_METHODS:
        raise KeyError(method)
    if "price" in arguments:
        arguments["price"] = Decimal(str(arguments["price"]))
    result = getattr(simulator.seller, method)(**arguments)
    return listing_as_json(result, simulator.clock.now())


def _orders(simulator, method, arguments):
    if method not in ORDER_METHODS:
        raise KeyError(method)
    result = getattr(simulator.orders, method)(**arguments)
    made = result if isinstance(result, list) else [result] if result else []
    return {"orders": [order_as_json(order) for order in made]}


def _order_list(simulator, order_id, _arguments):
    if order_id:
        return order_as_json(simulator.orders.orders[order_id])
    return {"orders": [order_as_json(one) for one in simulator.orders.orders.values()]}


def _notifications(simulator, method, arguments):
    if method == "order_confirmation":
        arguments["order"] = simulator.orders.orders[arguments.pop("order_id")]
    elif method not in NOTIFICATION_METHODS:
        raise KeyError(method)
    sent = getattr(simulator.notifications, method)(**arguments)
    return {"notification_id": sent}


def _deliveries(simulator, _rest, _arguments):
    return {"deliveries": [asdict(one) for one in simulator.notifications.deliveries]}


def _feed(simulator, _rest, arguments):
    simulator.feed.next_outcome = arguments["next_outcome"]
    return {}


def _publishing(simulator, method, arguments):
    return publishing.act(simulator, method, arguments)


def _published(simulator, _rest, _arguments):
    return publishing.show(simulator)


def _categories(simulator, method, arguments):
    if method not in CATEGORY_METHODS:
        raise KeyError(method)
    getattr(simulator.categories, method)(**arguments)
    return {}


def _tokens(simulator, method, arguments):
    if method not in TOKEN_METHODS:
        raise KeyError(method)
    getattr(simulator.tokens, method)(**arguments)
    return {}


def _clock(simulator, _rest, arguments):
    simulator.clock.advance(float(arguments["advance"]))
    return {"now": simulator.clock.now().isoformat()}


def _keyset(simulator, _rest, arguments):
    for name in ("accept_url", "decline_url"):
        if name in arguments:
            setattr(simulator.keyset, name, arguments[name])
    return {}


def _limits(simulator, sku, arguments):
    limits = simulator.limits
    if sku:
        reading = arguments.pop("reading", False)
        refuse = limits.refuse_reading if reading else limits.refuse
        refuse(sku, **arguments)
        return {}
    for name in ("latency", "bulk_update", "daily", "listing_pages"):
        if name in arguments:
            setattr(limits, name, arguments[name])
    return {}


def _add_fault(simulator, _rest, arguments):
    simulator.faults.add(**arguments)
    return _faults(simulator, "", {})


def _faults(simulator, _rest, _arguments):
    return {"faults": [asdict(fault) for fault in simulator.faults]}


def _clear_faults(simulator, _rest, _arguments):
    simulator.faults.clear()
    return {}


def _requests(simulator, _rest, arguments):
    first = int(arguments.get("since", 0))
    call = arguments.get("call")
    found = [
        entry.as_json()
        for entry in simulator.requests[first:]
        if call in (None, entry.call)
    ]
    return {"requests": found, "counts": dict(simulator.requests.calls())}


def _clear_requests(simulator, _rest, _arguments):
    simulator.requests.clear()
    return {}


def _violations(simulator, _rest, _arguments):
    return {"violations": [asdict(one) for one in simulator.violations]}


ACTIONS = {
    ("GET", "state"): _state,
    ("POST", "state"): _set_state,
    ("GET", "listings"): _listings,
    ("POST", "seller"): _seller,
    ("GET", "orders"): _order_list,
    ("POST", "orders"): _orders,
    ("GET", "notifications"): _deliveries,
    ("POST", "notifications"): _notifications,
    ("POST", "feed"): _feed,
    ("GET", "publishing"): _published,
    ("POST", "publishing"): _publishing,
    ("POST", "categories"): _categories,
    ("POST", "tokens"): _tokens,
    ("POST", "clock"): _clock,
    ("POST", "keyset"): _keyset,
    ("POST", "limits"): _limits,
    ("GET", "faults"): _faults,
    ("POST", "faults"): _add_fault,
    ("DELETE", "faults"): _clear_faults,
    ("GET", "requests"): _requests,
    ("DELETE", "requests"): _clear_requests,
    ("GET", "violations"): _violations,
}
