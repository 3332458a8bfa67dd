# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Orders of every kind are as published, and their sums are those eBay's are."""

from datetime import timedelta
from decimal import Decimal

import pytest
from lxml import etree

from simulator.clock import timestamp
from simulator.orders import KINDS

ORDERS = "/sell/fulfillment/v1/order"


def amount(body):
    """Return the Decimal of an amount, 0 for an absent one."""
    return Decimal(body["value"]) if body else Decimal(0)


def read_orders(caller, **query):
    """Return the orders a query finds."""
    answer = caller.rest("GET", ORDERS, params={"limit": "200", **query})
    assert answer.status_code == 200, answer.text
    return answer.json()["orders"]


def test_there_are_kinds_enough():
    assert len(KINDS) >= 30


@pytest.mark.catalogue(listings=150)
def test_every_kind_is_as_published_and_adds_up(simulator, caller):
    simulator.orders.generate(len(KINDS))
    orders = read_orders(caller)
    assert len(orders) == len(KINDS)
    for order in orders:
        check_sums(order)
        for groups in ("", "?fieldGroups=TAX_BREAKDOWN"):
            path = f"{ORDERS}/{order['orderId']}{groups}"
            assert caller.rest("GET", path).status_code == 200
    assert simulator.violations == []


def check_sums(order):
    """Check the identities that held on every real order seen."""
    lines, pricing = order["lineItems"], order["pricingSummary"]
    total = sum(amount(line["total"]) for line in lines)
    assert total == amount(pricing["total"])
    for line in lines:
        delivery = line["deliveryCost"]
        assert amount(line["total"]) == (
            amount(line.get("discountedLineItemCost") or line["lineItemCost"])
            + amount(delivery["shippingCost"])
            + amount(delivery.get("discountAmount"))
            + amount(delivery.get("handlingCost"))
            + sum(amount(tax["amount"]) for tax in line["taxes"])
        )
    assert sum(amount(line["lineItemCost"]) for line in lines) == amount(
        pricing["priceSubtotal"]
    )
    collected = sum(
        amount(tax["amount"])
        for line in lines
        for tax in line.get("ebayCollectAndRemitTaxes", ())
    )
    assert amount(order["totalFeeBasisAmount"]) == total + collected
    due = amount(order["paymentSummary"]["totalDueSeller"])
    back = sum(amount(one["amount"]) for one in order["paymentSummary"]["refunds"])
    if not order["paymentSummary"]["totalDueSeller"].get("convertedFromValue"):
        assert due == total - amount(order["totalMarketplaceFee"]) - back


def test_pages_come_newest_first(simulator, caller):
    simulator.orders.generate(25, kinds=["de_domestic"])
    first = read_orders(caller, limit="10", offset="0")
    second = read_orders(caller, limit="10", offset="10")
    created = [order["creationDate"] for order in first + second]
    assert created == sorted(created, reverse=True)
    assert len({order["orderId"] for order in first + second}) == 20


def test_with_both_dates_only_the_creation_date_counts(simulator, caller):
    now = simulator.clock.now()
    simulator.orders.add("de_domestic", now - timedelta(days=9))
    simulator.orders.add("de_domestic", now - timedelta(hours=1))
    long_ago = timestamp(now - timedelta(days=10))
    recently = timestamp(now - timedelta(days=1))
    both = f"creationdate:[{long_ago}..],lastmodifieddate:[{recently}..]"
    assert len(read_orders(caller, filter=both)) == 2
    assert len(read_orders(caller, filter=f"lastmodifieddate:[{recently}..]")) == 1


@pytest.mark.parametrize(
    ("query", "error_id"),
    [
        ("limit=201", 31100),
        ("offset=-1", 31000),
        ("filter=creationdate:[2099-01-01T00:00:00.000Z..]", 30850),
        ("filter=creationdate:[..2020-01-01T00:00:00.000Z]", 30820),
        ("filter=creationdate:[yesterday..]", 30810),
        ("filter=orderfulfillmentstatus:{FULFILLED}", 30800),
        ("filter=buyer:{x}", 30700),
        ("fieldGroups=ALL", 32800),
        ("orderIds=" + ",".join("x" * 51), 30900),
    ],
)
def test_bad_queries_are_refused_as_documented(simulator, caller, query, error_id):
    answer = caller.rest("GET", f"{ORDERS}?{query}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["errorId"] == error_id
    assert simulator.violations == []


def test_only_get_order_shows_cancel_requests_and_tax_ids(simulator, caller):
    simulator.orders.generate(2, kinds=["cancel_requested", "de_to_italy_tax_code"])
    for order in read_orders(caller):
        whole = caller.rest("GET", f"{ORDERS}/{order['orderId']}").json()
        assert order["cancelStatus"]["cancelRequests"] == []
        assert "taxIdentifier" not in order["buyer"]
        state = whole["cancelStatus"]["cancelState"]
        assert bool(whole["cancelStatus"]["cancelRequests"]) == (state == "IN_PROGRESS")
        is_italian = whole["buyer"]["taxAddress"]["countryCode"] == "IT"
        assert ("taxIdentifier" in whole["buyer"]) == is_italian


def test_names_and_addresses_go_after_ninety_days(simulator, caller):
    simulator.orders.add("de_domestic")
    order_id = read_orders(caller)[0]["orderId"]
    simulator.clock.advance(91 * 86400)
    caller.user = caller.token(
        grant_type="refresh_token", refresh_token=simulator.keyset.refresh_token
    )["access_token"]
    order = caller.rest("GET", f"{ORDERS}/{order_id}").json()
    step = order["fulfillmentStartInstructions"][0]["shippingStep"]["shipTo"]
    assert set(step) == {"contactAddress"}
    assert "addressLine1" not in step["contactAddress"]
    assert simulator.violations == []


def test_what_is_planned_happens_when_its_time_comes(simulator, caller):
    order_id = simulator.orders.add("payment_pending").order_id
    path = f"{ORDERS}/{order_id}"
    before = caller.rest("GET", path).json()
    simulator.clock.advance(3700)
    after = caller.rest("GET", path).json()
    assert (before["orderPaymentStatus"], after["orderPaymentStatus"]) == (
        "PENDING",
        "PAID",
    )
    assert after["lastModifiedDate"] > before["lastModifiedDate"]


def test_a_repeated_shipment_makes_a_second_one(simulator, caller):
    order = simulator.orders.add("de_domestic")
    path = f"{ORDERS}/{order.order_id}/shipping_fulfillment"
    body = {
        "lineItems": [{"lineItemId": order.lines[0].line_item_id, "quantity": 1}],
        "shippingCarrierCode": "DHL",
        "trackingNumber": "003404341610",
    }
    for _time in range(2):
        created = caller.rest("POST", path, json=body)
        assert (created.status_code, created.content) == (201, b"")
        assert created.headers["location"].endswith("/003404341610")
    assert caller.rest("GET", path).json()["total"] == 2
    refused = caller.rest("POST", path, json=body | {"trackingNumber": "00 34-04"})
    assert refused.json()["errors"][0]["errorId"] == 32300
    assert simulator.violations == []


def test_a_purchase_takes_stock(simulator):
    listing = simulator.seller.add_listing("Tasse", sku="CUP", available=5)
    simulator.orders.buy(listing.item_id, 2)
    simulator.orders.buy(listing.item_id, 1, unpaid=True)
    assert (listing.available, listing.sold) == (2, 3)
    assert len(simulator.orders.orders) == 1


def test_a_refund_without_a_signature_is_refused_to_a_german_seller(simulator, caller):
    order = simulator.orders.add("de_domestic")
    answer = caller.rest(
        "POST",
        f"{ORDERS}/{order.order_id}/issue_refund",
        json={
            "reasonForRefund": "BUYER_CANCEL",
            "orderLevelRefundAmount": {"value": "1.00", "currency": "EUR"},
        },
    )
    assert answer.status_code == 403
    assert answer.json()["errors"][0]["errorId"] == 215001
    assert order.refunds == []


def test_trading_shows_them_of_many_orders_by_either_id(simulator, caller):
    kinds = ["cancel_requested", "de_to_italy_vat_number", "old_order_id"]
    asked, italian, old = simulator.orders.generate(3, kinds=kinds)
    identifiers = (asked.order_id, italian.order_id, old.legacy_order_id, "99-0-0")
    answer = caller.trading(
        "GetOrders",
        "<DetailLevel>ReturnAll</DetailLevel><OrderIDArray>"
        + "".join(f"<OrderID>{one}</OrderID>" for one in identifiers)
        + "</OrderIDArray>",
    )
    root = etree.fromstring(answer.content)
    found = {order.findtext("{*}OrderID"): order for order in root.iter("{*}Order")}
    assert set(found) == {asked.order_id, italian.order_id, old.order_id}
    assert found[asked.order_id].findtext("{*}CancelReason") == "BuyerCancelOrder"
    number = found[italian.order_id].find("{*}BuyerTaxIdentifier")
    assert number.findtext("{*}Type") == "VATIN"
    assert number.findtext("{*}Attribute") == "IT"
    assert simulator.violations == []


def test_trading_shows_no_order_of_more_than_90_days(simulator, caller):
    order = simulator.orders.add("de_domestic")
    simulator.clock.advance(91 * 86400)
    body = f"<OrderIDArray><OrderID>{order.order_id}</OrderID></OrderIDArray>"
    assert order.order_id not in caller.trading("GetOrders", body).text


def test_most_orders_are_from_somebody_new_and_some_come_back(simulator):
    orders = simulator.orders.generate(400, kinds=["de_domestic", "pl_domestic"])
    names = [order.buyer.username for order in orders]
    assert 0.5 < len(set(names)) / len(names) < 0.9
