# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Developer Analytics API: how much of the daily limits is used.

https://developer.ebay.com/api-docs/developer/analytics/resources/methods
"""

from datetime import timedelta

from .clock import timestamp
from .errors import json_response
from .keyset import API_SCOPE
from .routing import APPLICATION, USER, Routes

routes = Routes("/developer/analytics/v1_beta", "developer.analytics")
DAY = 86400
#: (context, API, version): ((resource, daily limit, calls that count), ...)
LIMITS = {
    ("sell", "inventory", "v1"): (
        (
            "sell.inventory",
            2000000,
            (
                "getInventoryItems",
                "bulkGetInventoryItem",
                "getOffers",
                "getOffer",
                "bulkUpdatePriceQuantity",
            ),
        ),
    ),
    ("sell", "fulfillment", "v1"): (
        (
            "sell.fulfillment.order",
            100000,
            ("getOrders", "getOrder", "createShippingFulfillment"),
        ),
    ),
    ("commerce", "taxonomy", "v1"): (
        (
            "commerce.taxonomy",
            5000,
            ("getCategoryTree", "getCategorySubtree", "getDefaultCategoryTreeId"),
        ),
    ),
    ("TradingAPI", "TradingAPI", "v1"): tuple(
        (name, 5000, (name,))
        for name in (
            "GetSellerList",
            "GetSellerEvents",
            "GetItem",
            "GetOrders",
            "GetUserPreferences",
            "ReviseInventoryStatus",
        )
    ),
}
USER_LIMITS = {
    ("TradingAPI", "TradingAPI", "v1"): (
        ("ReviseInventoryStatus", 1500000, ("ReviseInventoryStatus",)),
    ),
}


@routes.add(
    "GET", "/rate_limit/", "getRateLimits", token=APPLICATION, scopes=[API_SCOPE]
)
def get_rate_limits(call):
    """Answer with the limits of the application, which all its sellers share."""
    return _limits(call, LIMITS)


@routes.add("GET", "/user_rate_limit/", "getUserRateLimits", token=USER)
def get_user_rate_limits(call):
    """Answer with the limits of this one seller."""
    return _limits(call, USER_LIMITS)


def _limits(call, limits):
    context, name = call.query.get("api_context"), call.query.get("api_name")
    found = [
        {
            "apiContext": key[0],
            "apiName": key[1],
            "apiVersion": key[2],
            "resources": [_resource(call, *resource) for resource in resources],
        }
        for key, resources in limits.items()
        if (context or key[0]).lower() == key[0].lower()
        and (name or key[1]).lower() == key[1].lower()
    ]
    if not found:
        return json_response(None, 204)
    return {"rateLimits": found}


def _resource(call, name, limit, calls):
    counts = call.simulator.requests.calls()
    limit = call.simulator.limits.daily.get(name, limit)
    count = min(limit, sum(counts[one] for one in calls))
    midnight = call.simulator.clock.now().replace(
        hour=7, minute=0, second=0, microsecond=0
    )
    if midnight <= call.simulator.clock.now():
        midnight += timedelta(days=1)
    rate = {
        "count": count,
        "limit": limit,
        "remaining": limit - count,
        "reset": timestamp(midnight),
        "timeWindow": DAY,
    }
    return {"name": name, "rates": [rate]}
