# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Every endpoint of the simulator is published, and answers as published."""

from datetime import timedelta

import pytest
from trading_fields import page, window

from simulator.apis import ROUTES
from simulator.clock import timestamp
from simulator.inventory_common import managed_entries
from simulator.trading import CALLS
from simulator.validation.operations import operations, trading_model

ENDPOINTS = [endpoint for routes in ROUTES for endpoint in routes.endpoints]
#: Of these eBay publishes no schema of answers, or they are no API.
OUTSIDE = ("/oauth2/", "/identity/v1/oauth2/", "/picture/", "/ws/api", "/post-order/")
PUBLISHED = [endpoint for endpoint in ENDPOINTS if endpoint.api]


@pytest.mark.parametrize("endpoint", PUBLISHED, ids=lambda one: one.operation)
def test_an_endpoint_is_where_ebay_publishes_it(endpoint):
    import re

    published = operations(endpoint.api)[endpoint.operation]
    path = re.sub(r"\{\w+\}", "{}", endpoint.template)
    assert (endpoint.method, path) == (published.method, published.path)


def test_only_these_are_outside_the_published_rest_apis():
    others = {one.template for one in ENDPOINTS if not one.api}
    assert all(path.startswith(OUTSIDE) for path in others)


@pytest.mark.parametrize("name", sorted(CALLS))
def test_a_trading_call_is_published(name):
    assert trading_model(f"{name}RequestType")
    assert trading_model(f"{name}ResponseType")


@pytest.mark.catalogue(listings=250)
@pytest.mark.parametrize(
    "level",
    [
        "",
        "<GranularityLevel>Coarse</GranularityLevel>",
        "<GranularityLevel>Fine</GranularityLevel>",
        "<DetailLevel>ReturnAll</DetailLevel>",
        "<DetailLevel>ItemReturnDescription</DetailLevel>",
        "<DetailLevel>ReturnAll</DetailLevel><OutputSelector>Variations,ItemID"
        "</OutputSelector><OutputSelector>HasMoreItems</OutputSelector>",
    ],
    ids=["none", "coarse", "fine", "all", "description", "selected"],
)
def test_lists_of_listings_are_as_published(simulator, caller, level):
    common = level + "<IncludeVariations>true</IncludeVariations>"
    for number in (1, 2):
        answer = caller.trading(
            "GetSellerList", common + window(simulator) + page(number)
        )
        assert "<Ack>Success</Ack>" in answer.text
    since = timestamp(simulator.clock.now() - timedelta(hours=40))
    for listing in simulator.seller.active()[:20]:
        simulator.seller.revise(listing.item_id, price="7.77")
    caller.trading(
        "GetSellerEvents",
        level.replace("<GranularityLevel>Coarse</GranularityLevel>", "").replace(
            "<GranularityLevel>Fine</GranularityLevel>", ""
        )
        + f"<ModTimeFrom>{since}</ModTimeFrom>",
    )
    assert simulator.violations == []


@pytest.mark.catalogue(listings=120)
def test_every_listing_is_as_published(simulator, caller):
    for item_id in simulator.seller.listings:
        answer = caller.trading(
            "GetItem",
            f"<DetailLevel>ReturnAll</DetailLevel><ItemID>{item_id}</ItemID>"
            "<IncludeItemSpecifics>true</IncludeItemSpecifics>",
        )
        assert "<Description>" in answer.text
    assert simulator.violations == []


def test_account_calls_are_as_published(simulator, caller):
    caller.trading(
        "GetUserPreferences",
        "<ShowOutOfStockControlPreference>true</ShowOutOfStockControlPreference>",
    )
    caller.trading(
        "SetUserPreferences",
        "<OutOfStockControlPreference>false</OutOfStockControlPreference>",
    )
    caller.trading("GetUser")
    assert not simulator.seller.out_of_stock_control
    assert simulator.violations == []


@pytest.mark.catalogue(listings=60, inventory=0)
def test_revisions_are_as_published(simulator, caller):
    listings = simulator.seller.active()
    status = "<InventoryStatus><ItemID>{}</ItemID>{}<Quantity>{}</Quantity>"
    status += "</InventoryStatus>"
    rows = [status.format(one.item_id, "", 3) for one in listings]
    for first in range(0, len(rows), 4):
        caller.trading("ReviseInventoryStatus", "".join(rows[first : first + 4]))
    assert simulator.violations == []


def test_errors_are_as_published(simulator, caller):
    caller.trading("GetItem", "<ItemID>1</ItemID>")
    caller.trading("GetSellerList", page(1))
    caller.trading("GetSellerList", window(simulator, days=120) + page(1))
    caller.trading("GetItem", "<ItemID>1</ItemID>", token="nonsense")
    for kind in ("quota", "system_error", "expired_token"):
        simulator.faults.add("GetItem", kind)
        caller.trading("GetItem", "<ItemID>1</ItemID>")
    caller.rest("GET", "/commerce/identity/v1/user/", application=True)
    caller.rest("GET", "/sell/inventory/v1/inventory_item?limit=900")
    caller.rest("GET", "/sell/inventory/v1/offer")
    caller.rest("GET", "/commerce/taxonomy/v1/category_tree/999", application=True)
    assert simulator.violations == []


def test_rest_answers_are_as_published(simulator, caller):
    tree = "/commerce/taxonomy/v1/category_tree/212"
    for path in (
        "/commerce/taxonomy/v1/get_default_category_tree_id?marketplace_id=EBAY_GB",
        tree,
        f"{tree}/get_category_subtree?category_id=260012",
        "/developer/analytics/v1_beta/rate_limit/",
    ):
        assert caller.rest("GET", path, application=True).status_code == 200
    sku, (_listing, entry) = next(iter(managed_entries(simulator.seller).items()))
    for path in (
        "/commerce/identity/v1/user/",
        "/developer/analytics/v1_beta/user_rate_limit/",
        "/sell/inventory/v1/inventory_item?limit=3&offset=1",
        f"/sell/inventory/v1/inventory_item/{sku}",
        f"/sell/inventory/v1/offer?sku={sku}",
        f"/sell/inventory/v1/offer/{entry.offer_id}",
    ):
        assert caller.rest("GET", path).status_code == 200
    offers = [{"offerId": entry.offer_id, "availableQuantity": 4}]
    caller.rest(
        "POST",
        "/sell/inventory/v1/bulk_update_price_quantity",
        json={"requests": [{"sku": sku, "offers": offers}, {"sku": "NOT-THERE"}]},
    )
    caller.rest(
        "POST",
        "/sell/inventory/v1/bulk_get_inventory_item",
        json={"requests": [{"sku": sku}, {"sku": "NOT-THERE"}]},
    )
    assert simulator.violations == []


def test_a_request_that_is_not_as_published_is_refused(simulator, caller):
    refused = caller.rest("GET", "/sell/inventory/v1/inventory_item?page=2")
    assert refused.status_code == 400
    answer = caller.trading("GetItem", "<Item>1</Item>")
    assert "<Ack>Failure</Ack>" in answer.text
    assert {one.side for one in simulator.violations} == {"request"}
