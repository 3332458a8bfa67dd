# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Limits are known by the name under which eBay counts the call."""

from datetime import UTC, datetime

import pytest

from ebay_client import InventoryStatus, ThrottledError
from ebay_client.quotas import TRADING_CALLS, quota_name
from ebay_client.trading import Trading

NOW = datetime(2026, 6, 30, 10, tzinfo=UTC)
ARGUMENTS = {
    "count_active_listings": (NOW,),
    "get_identifier_unavailable_text": (),
    "get_item": ("110",),
    "get_order_details": (["1-2"],),
    "get_seller_events": (),
    "get_seller_list": (NOW, NOW),
    "get_user_preferences_out_of_stock": (),
    "revise_inventory_status": ([InventoryStatus("110", quantity=1)],),
}


def test_every_trading_method_has_its_call():
    methods = {
        name
        for name in dir(Trading)
        if not name.startswith("_") and callable(getattr(Trading, name))
    }
    assert methods == set(TRADING_CALLS)


@pytest.mark.parametrize("function", sorted(TRADING_CALLS))
def test_an_exhausted_call_is_named(client, ebay, function):
    ebay.say_fixture("error_call_limit_518.xml")
    more = {"mod_time_from": NOW} if function == "get_seller_events" else {}
    with pytest.raises(ThrottledError) as caught:
        getattr(client.trading, function)(*ARGUMENTS[function], **more)
    name = ebay.request.headers["x-ebay-api-call-name"]
    assert caught.value.endpoint == name == quota_name("trading", function)
    assert caught.value.api == "trading" and caught.value.quota


def test_a_rest_api_is_counted_as_a_whole(client, ebay):
    ebay.say_fixture("rest_2001_daily_quota_429.json", 429)
    with pytest.raises(ThrottledError) as caught:
        client.inventory.get_offer("1")
    assert caught.value.api == "sell.inventory"
    names = {quota_name("inventory", one) for one in ("get_offer", "get_offers")}
    assert names == {"inventory"}
