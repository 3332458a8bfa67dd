# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Under which name eBay counts the calls of a day.

Trading has a limit for each call's name: when GetItem is used up (error 518),
ReviseInventoryStatus still works. A REST API has one limit for all its methods.
https://developer.ebay.com/develop/get-started/api-call-limits
"""

from __future__ import annotations

TRADING = "trading"
# The Trading call that each method of ``client.trading`` makes.
TRADING_CALLS = {
    "count_active_listings": "GetSellerList",
    "get_identifier_unavailable_text": "GeteBayDetails",
    "get_item": "GetItem",
    "get_order_details": "GetOrders",
    "get_seller_events": "GetSellerEvents",
    "get_seller_list": "GetSellerList",
    "get_user_preferences_out_of_stock": "GetUserPreferences",
    "revise_inventory_status": "ReviseInventoryStatus",
}


def call_name(api: str, function: str) -> str:
    """Return the name of a call: Trading's own, or the method of a REST API.

    :param api: the client's attribute, such as ``trading`` or ``inventory``
    :param function: the method that is called on it
    """
    return TRADING_CALLS[function] if api == TRADING else function


def quota_name(api: str, function: str) -> str:
    """Return the name under which a call is counted.

    :param api: the client's attribute, such as ``trading`` or ``inventory``
    :param function: the method that is called on it
    """
    return TRADING_CALLS[function] if api == TRADING else api
