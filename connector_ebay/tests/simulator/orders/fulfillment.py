# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Fulfillment API: reading orders.

https://developer.ebay.com/api-docs/sell/fulfillment/resources/order/methods/getOrders
"""

import re
from datetime import timedelta
from urllib.parse import urlencode

from ..clock import parse_timestamp
from ..errors import RestError
from ..keyset import scope
from ..routing import Routes
from .rendering import BASE_URL, OrderView

BASE = "/sell/fulfillment/v1"
API = "sell.fulfillment"
READ = (scope("sell.fulfillment"), scope("sell.fulfillment.readonly"))
routes = Routes(BASE, API)

LARGEST_PAGE = 200
DEFAULT_PAGE = 50
MOST_IDS = 50
DEFAULT_WINDOW = timedelta(days=90)
LONGEST_PAST = timedelta(days=731)
#: The only combinations eBay knows.
STATUS_FILTERS = ({"NOT_STARTED", "IN_PROGRESS"}, {"FULFILLED", "IN_PROGRESS"})
_FILTER = re.compile(r"(\w+):(\[[^\]]*\]|\{[^}]*\})(?:,|$)")


def fulfillment_error(error_id, message, status=400, **more):
    """Return an error of the Fulfillment API."""
    return RestError(status, error_id, "API_FULFILLMENT", message, **more)


@routes.add("GET", "/order", "getOrders", scopes=READ)
def get_orders(call):
    """Answer with a page of orders, the newest first; what ``orderIds`` names, or what
    filters let through."""
    identifiers = call.query.get("orderIds")
    if identifiers:
        # "All other query parameters will be ignored": the field groups as well.
        limit, offset, breakdown = MOST_IDS, 0, False
        found = _by_ids(call, identifiers.split(","))
    else:
        limit, offset = _paging(call)
        breakdown = field_groups(call)
        found = _filtered(call)
    orders = [
        view(call, order, whole=False, breakdown=breakdown).as_json()
        for order in found[offset : offset + limit]
    ]
    answer = {
        "href": _href(call, limit, offset),
        "total": len(found),
        "limit": limit,
        "offset": offset,
        "orders": orders,
    }
    if offset + limit < len(found):
        answer["next"] = _href(call, limit, offset + limit)
    if offset:
        answer["prev"] = _href(call, limit, max(0, offset - limit))
    return answer


@routes.add("GET", "/order/{orderId}", "getOrder", scopes=READ)
def get_order(call):
    """Answer with one order, with what the list leaves out."""
    order = known_order(call)
    return view(call, order, breakdown=field_groups(call)).as_json()


def view(call, order, **form):
    """Return the `OrderView` of an order for this caller."""
    return OrderView(
        order,
        call.seller.username,
        call.simulator.clock.now(),
        legacy_order_id=call.simulator.orders.legacy_order_ids,
        **form,
    )


def known_order(call):
    """Return the order of the path; error 32100 when there is none."""
    order_id = call.path["orderId"]
    order = call.simulator.orders.find(order_id)
    if order is None:
        raise fulfillment_error(32100, f"Invalid order ID: {order_id}", 404)
    return order


def field_groups(call):
    """Return whether the tax breakdown is asked for; no other group exists."""
    group = call.query.get("fieldGroups", "")
    if group and group != "TAX_BREAKDOWN":
        raise fulfillment_error(32800, f"Invalid field group: {group}")
    return bool(group)


def _paging(call):
    limit, offset = call.query.get("limit", "50"), call.query.get("offset", "0")
    # A limit above the largest is an error and not cut down to it.
    if not limit.isdigit() or not 1 <= int(limit) <= LARGEST_PAGE:
        raise fulfillment_error(31100, f"Invalid limit: {limit}")
    if not offset.isdigit():
        raise fulfillment_error(31000, f"Invalid offset: {offset}")
    return int(limit), int(offset)


def _by_ids(call, order_ids):
    if len(order_ids) > MOST_IDS:
        raise fulfillment_error(
            30900,
            "Exceeded maximum number of order IDs (the current limit is 50 )",
        )
    found = [call.simulator.orders.find(order_id) for order_id in order_ids]
    return [order for order in found if order]


def _filtered(call):
    filters = _read_filters(call.query.get("filter", ""))
    now = call.simulator.clock.now()
    # With both dates given eBay uses the creation date and says nothing.
    name = "creationdate" if "creationdate" in filters else "lastmodifieddate"
    if name in filters:
        first, last = _window(name, filters[name], now)
    else:
        name, first, last = "creationdate", now - DEFAULT_WINDOW, now
    wanted = _statuses(filters.get("orderfulfillmentstatus"))
    found = [
        order
        for order in call.simulator.orders.orders.values()
        if first <= _moment(order, name) <= last
        and (not wanted or order.fulfillment_status in wanted)
    ]
    # eBay's text says oldest first; its answers come newest first.
    found.sort(key=lambda order: (order.created_at, order.order_id), reverse=True)
    return found


def _read_filters(text):
    filters, rest = {}, text
    while rest:
        found = _FILTER.match(rest)
        if not found:
            raise fulfillment_error(
                30800, f"Invalid filter value {rest} for filter filter"
            )
        filters[found.group(1)] = found.group(2)[1:-1]
        rest = rest[found.end() :]
    known = {"creationdate", "lastmodifieddate", "orderfulfillmentstatus"}
    for name in filters:
        if name not in known:
            raise fulfillment_error(30700, f"Invalid filter name: {name}")
    return filters


def _window(name, value, now):
    first, dots, last = value.partition("..")
    if not first:
        raise fulfillment_error(30820, "Start date is missing")
    if not dots:
        raise fulfillment_error(
            30800, f"Invalid filter value {value} for filter {name}"
        )
    try:
        first = parse_timestamp(first)
        last = parse_timestamp(last) if last else now
    except ValueError as error:
        raise fulfillment_error(30810, "Invalid date format") from error
    if first > now or last > now:
        raise fulfillment_error(30850, "Start and end dates can't be in the future")
    if first > last:
        raise fulfillment_error(30840, "Start date should be before end date")
    if now - first > LONGEST_PAST:
        raise fulfillment_error(
            30830,
            "Time range between start date and end date must be within '2' years.",
        )
    return first, last


def _statuses(value):
    if value is None:
        return set()
    wanted = set(value.split("|"))
    if not any(wanted == allowed for allowed in STATUS_FILTERS):
        raise fulfillment_error(
            30800, f"Invalid filter value {value} for filter orderfulfillmentstatus"
        )
    return wanted


def _moment(order, name):
    return order.created_at if name == "creationdate" else order.modified_at


def _href(call, limit, offset):
    query = {
        key: value
        for key, value in call.query.items()
        if key in ("filter", "orderIds", "fieldGroups")
    }
    query |= {"limit": limit, "offset": offset}
    return f"{BASE_URL}/order?{urlencode(query)}"
