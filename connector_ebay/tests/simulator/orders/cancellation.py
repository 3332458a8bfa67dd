# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Post-Order API: cancellations of whole orders.

eBay publishes no schema of it; the fields are those of its reference:
https://developer.ebay.com/Devzone/post-order/types/GetCancelDetailResponse.html
"""

from datetime import timedelta

from ..clock import timestamp
from ..errors import RestError, json_response
from ..routing import IAF, Routes
from ..signatures import check_signature

routes = Routes("/post-order/v2")
SELLER_REASONS = {
    "ADDRESS_ISSUES",
    "BUYER_ASKED_CANCEL",
    "BUYER_CANCEL_OR_ADDRESS_ISSUE",
    "ORDER_UNPAID",
    "OUT_OF_STOCK_OR_CANNOT_FULFILL",
}
RESPONSE_TIME = timedelta(days=3)
STATUSES = {
    "REQUESTED": ("CANCEL_REQUESTED", "APPROVAL_PENDING"),
    "COMPLETED": ("CANCEL_CLOSED_WITH_REFUND", "CLOSED"),
    "REJECTED": ("CANCEL_REJECTED", "CLOSED"),
}
DEFAULT_PAGE = 25
#: MarketplaceIdEnum as the Fulfillment API publishes it, without its reserved values.
#: https://developer.ebay.com/api-docs/sell/fulfillment/types/ba:MarketplaceIdEnum
MARKETPLACE_IDS = {
    f"EBAY_{country}"
    for country in (
        "AT AU BE CA CH DE ES FR GB HK IE IT MY NL PH PL SG US MOTORS_US".split()
    )
}


@routes.add(
    "POST", "/cancellation/check_eligibility", "checkCancellationEligibility", **IAF
)
def check_eligibility(call):
    """Answer with whether an order can be cancelled, as a whole and by line."""
    order, refused = _order(call, call.json().get("legacyOrderId"))
    return refused or _eligibility(order)


@routes.add("POST", "/cancellation", "createCancellation", **IAF)
def create_cancellation(call):
    """Cancel an order as the seller: the buyer gets the money back."""
    check_signature(call)
    _check_body(call)
    body = call.json()
    order, refused = _order(call, body.get("legacyOrderId"))
    if refused:
        return refused
    if body.get("cancelReason") not in SELLER_REASONS:
        return post_order_error(400, 2073, "Invalid cancel reason.")
    if not _eligibility(order)["eligible"]:
        return {"orderEligibilityResult": _eligibility(order)}
    call.simulator.orders.cancel(order.order_id, body["cancelReason"])
    return {"cancelId": order.cancel_requests[-1].request_id}


@routes.add("GET", "/cancellation/search", "searchCancellations", **IAF)
def search(call):
    """Answer with a page of requests, newest first; ``offset`` is a page number from
    1."""
    query = call.query
    found = [
        _summary(order, request)
        for order, request in _requests(call)
        if query.get("legacy_order_id") in (None, order.order_id, _legacy_id(order))
        # The role is that of who initiated the cancellation.
        and query.get("role") in (None, request.initiator)
        and query.get("creation_date_range_from", "") <= timestamp(request.requested_at)
        and timestamp(request.requested_at)
        <= query.get("creation_date_range_to", "9999")
    ]
    found.sort(key=lambda one: one["cancelRequestDate"]["value"], reverse=True)
    limit = int(query.get("limit", DEFAULT_PAGE))
    page = max(1, int(query.get("offset", 1)))
    answer = {
        "cancellations": found[(page - 1) * limit : page * limit],
        "total": len(found),
    }
    if found:
        answer["paginationOutput"] = {
            "limit": limit,
            "offset": page,
            "totalEntries": len(found),
            "totalPages": -(-len(found) // limit),
        }
    return answer


@routes.add("GET", "/cancellation/{cancelId}", "getCancellation", **IAF)
def get_cancellation(call):
    """Answer with one request."""
    order, request = _known(call)
    if request is None:
        return _unknown()
    return {"cancelDetail": _summary(order, request)}


@routes.add("POST", "/cancellation/{cancelId}/approve", "approveCancellation", **IAF)
def approve_cancellation(call):
    """Approve a buyer's request."""
    check_signature(call)
    _check_body(call)
    order, request = _known(call)
    if request is None:
        return _unknown()
    if request.state != "REQUESTED":
        return _closed()
    call.simulator.orders.approve_cancel(order.order_id)
    return json_response(None, 200)


@routes.add("POST", "/cancellation/{cancelId}/reject", "rejectCancellation", **IAF)
def reject_cancellation(call):
    """Decline a buyer's request."""
    _check_body(call)
    order, request = _known(call)
    if request is None:
        return _unknown()
    if request.state != "REQUESTED":
        return _closed()
    call.simulator.orders.reject_cancel(order.order_id)
    return json_response(None, 200)


def post_order_error(status, error_id, message):
    """Return an error in the shape of this API, which is no other API's."""
    error = {
        "errorId": error_id,
        "domain": "returnErrorDomain",
        "severity": "ERROR",
        "category": "REQUEST",
        "message": message,
        "parameter": [],
    }
    return json_response({"errorMessage": {"error": [error]}}, status)


def _check_body(call):
    """Refuse a request whose body is not JSON by its header, even an empty one."""
    if call.request.mimetype != "application/json" or not call.request.get_data():
        call.simulator.checker.note(
            "request", call.name, "Content-Type application/json and a body are needed"
        )
        raise RestError(
            415, 2003, "ACCESS", "Unsupported media type", "Send application/json."
        )
    marketplace = call.request.headers.get("X-EBAY-C-MARKETPLACE-ID", "")
    if marketplace not in MARKETPLACE_IDS:
        call.simulator.checker.note(
            "request", call.name, f"{marketplace!r} is not in MarketplaceIdEnum"
        )


def _unknown():
    return post_order_error(404, 2052, "The cancellation does not exist.")


def _closed():
    return post_order_error(400, 2055, "The cancellation is closed.")


def _order(call, legacy_order_id):
    """Return (order, None), or (None, the refusal)."""
    if not call.request.headers.get("X-EBAY-C-MARKETPLACE-ID"):
        return None, post_order_error(400, 1616, "The marketplace is missing.")
    order = call.simulator.orders.find(legacy_order_id)
    if order is None:
        return None, post_order_error(404, 2050, "The order does not exist.")
    return order, None


def _requests(call):
    for order in call.simulator.orders.orders.values():
        for request in order.cancel_requests:
            yield order, request


def _known(call):
    for order, request in _requests(call):
        if request.request_id == call.path["cancelId"]:
            return order, request
    return None, None


def _legacy_id(order):
    return order.legacy_order_id or order.order_id


def _eligibility(order):
    eligible = (
        order.cancel_state == "NONE_REQUESTED"
        and order.fulfillment_status == "NOT_STARTED"
        and order.payment_status in ("PAID", "PENDING")
    )
    result = {
        "eligible": eligible,
        "legacyOrderId": _legacy_id(order),
        "itemEligibilityResult": [
            {
                "eligible": eligible,
                "itemId": line.item_id,
                "transactionId": line.line_item_id,
            }
            for line in order.lines
        ],
    }
    if not eligible:
        result["failureReason"] = ["ORDER_NOT_ELIGIBLE"]
    return result


def _summary(order, request):
    status, state = STATUSES[request.state]
    requested_at = request.requested_at
    body = {
        "cancelId": request.request_id,
        "cancelReason": request.reason,
        "cancelRequestDate": {"value": timestamp(requested_at)},
        "cancelState": state,
        "cancelStatus": status,
        "legacyOrderId": _legacy_id(order),
        "marketplaceId": order.lines[0].purchase_marketplace,
        "requestorType": request.initiator,
        "requestRefundAmount": {
            "value": float(order.total),
            "currency": order.currency,
        },
        "sellerResponseDueDate": {"value": timestamp(requested_at + RESPONSE_TIME)},
    }
    if request.completed_at:
        body["cancelCloseDate"] = {"value": timestamp(request.completed_at)}
    return body
