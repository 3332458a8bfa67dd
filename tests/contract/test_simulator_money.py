# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Taxes and refunds stand where eBay's reference puts them.

https://developer.ebay.com/api-docs/sell/fulfillment/types/sel:LineItem
https://developer.ebay.com/api-docs/sell/fulfillment/types/sel:OrderRefund
"""

import copy
import json
from decimal import Decimal

import pytest
from test_simulator_orders import ORDERS, amount, read_orders

from simulator.orders import KINDS, SPECIAL_KINDS

BREAKDOWN = "?fieldGroups=TAX_BREAKDOWN"


def read(caller, order, groups=BREAKDOWN):
    """Return an order as getOrder gives it."""
    answer = caller.rest("GET", f"{ORDERS}/{order.order_id}{groups}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def collected(line):
    """Return [(type, amount)] of what eBay collects on a line."""
    rows = line.get("ebayCollectAndRemitTaxes", ())
    return [(row["taxType"], amount(row["amount"])) for row in rows]


@pytest.mark.catalogue(listings=150)
def test_the_two_forms_differ_by_what_ebay_collects(simulator, caller):
    for kind in [*KINDS, *SPECIAL_KINDS]:
        order = simulator.orders.add(kind)
        plain, broken_down = read(caller, order, ""), read(caller, order)
        total = Decimal(0)
        for first, second in zip(
            plain["lineItems"], broken_down["lineItems"], strict=True
        ):
            own = sum(amount(row["amount"]) for row in first["taxes"])
            every = sum(amount(row["amount"]) for row in second["taxes"])
            rows = [
                (row.get("taxType"), amount(row["amount"])) for row in second["taxes"]
            ]
            assert all("taxType" not in row for row in first["taxes"])
            assert set(collected(first)) <= set(rows)
            assert collected(first) == collected(second)
            more = amount(second["total"]) - amount(first["total"])
            assert more == every - own
            if kind != "norway_voec_unnamed":
                assert more == sum(value for _kind, value in collected(first))
            total += more
        for name in ("pricingSummary", "paymentSummary"):
            field = "total" if name == "pricingSummary" else "totalDueSeller"
            given, more = plain[name][field], broken_down[name][field]
            if "convertedFromValue" not in given:
                assert amount(more) - amount(given) == total
        fees = sum(
            value
            for line in broken_down["lineItems"]
            for name, value in collected(line)
            if name.endswith("_FEE")
        )
        assert amount(broken_down["pricingSummary"].get("fee")) == fees
        assert "fee" not in plain["pricingSummary"]
    assert simulator.violations == []


@pytest.mark.catalogue(listings=20)
def test_reading_by_ids_ignores_every_other_parameter(simulator, caller):
    order = simulator.orders.add("us_sales_tax")
    query = {"orderIds": order.order_id, "fieldGroups": "TAX_BREAKDOWN", "limit": "999"}
    [found] = caller.rest("GET", ORDERS, params=query).json()["orders"]
    assert all(line["taxes"] == [] for line in found["lineItems"])
    [listed] = read_orders(caller, fieldGroups="TAX_BREAKDOWN")
    assert all(line["taxes"] for line in listed["lineItems"])


@pytest.mark.catalogue(listings=20)
def test_the_legacy_id_is_gone_unless_asked_for(simulator, caller):
    order, old = map(simulator.orders.add, ("de_domestic", "old_order_id"))
    assert "legacyOrderId" not in read(caller, order)
    assert read(caller, old)["legacyOrderId"] == old.legacy_order_id
    simulator.orders.legacy_order_ids = True
    assert read(caller, order)["legacyOrderId"] == order.order_id


# === REFUNDS ===


def refunds(order):
    """Return (refunds of the order, refunds of its lines)."""
    lines = [row for line in order["lineItems"] for row in line.get("refunds", ())]
    return order["paymentSummary"]["refunds"], lines


@pytest.fixture
def issue(caller, monkeypatch):
    """Return a call of issueRefund that needs no signature."""
    monkeypatch.setattr("simulator.orders.refund.check_signature", lambda call: None)

    def issue_refund(order, body):
        answer = caller.rest(
            "POST",
            f"{ORDERS}/{order.order_id}/issue_refund",
            json={"reasonForRefund": "OTHER_ADJUSTMENT", **body},
        )
        assert answer.status_code == 200, answer.text
        return answer.json()

    return issue_refund


def line_refund(order, *values):
    """Return the body of a refund of lines."""
    rows = [
        {
            "lineItemId": line.line_item_id,
            "refundAmount": {"value": value, "currency": order.currency},
        }
        for line, value in zip(order.lines, values, strict=False)
    ]
    return {"refundItems": rows}


def order_refund(order, value):
    """Return the body of a refund of the order."""
    money = {"value": value, "currency": order.currency}
    return {"orderLevelRefundAmount": money}


@pytest.mark.catalogue(listings=20)
def test_a_refund_of_lines_has_its_id_on_the_lines_only(simulator, caller, issue):
    order = simulator.orders.add("de_several_lines")
    answer = issue(order, line_refund(order, "1.00", "2.00"))
    assert answer["refundStatus"] == "PENDING"
    [of_order], of_lines = refunds(read(caller, order))
    assert set(of_order) == {"amount", "refundStatus"}
    assert [row["refundId"] for row in of_lines] == [answer["refundId"]] * 2
    assert not any("refundDate" in row for row in of_lines)
    simulator.clock.advance(3600)
    [of_order], of_lines = refunds(read(caller, order))
    assert of_order["refundStatus"] == "REFUNDED"
    assert "refundId" not in of_order
    assert of_order["refundReferenceId"] != answer["refundId"]
    assert {row["refundDate"] for row in of_lines} == {of_order["refundDate"]}
    assert simulator.violations == []


@pytest.mark.catalogue(listings=20)
def test_a_refund_of_the_order_has_its_id_there_only(simulator, caller, issue):
    order = simulator.orders.add("de_several_lines")
    answer = issue(order, order_refund(order, "1.50"))
    [of_order], of_lines = refunds(read(caller, order))
    assert of_order["refundId"] == answer["refundId"]
    assert [set(row) for row in of_lines] == [{"amount"}]
    assert order.payment_status == "PARTIALLY_REFUNDED"
    assert simulator.violations == []


@pytest.mark.catalogue(listings=20)
def test_a_pending_refund_can_be_without_an_id(simulator, caller, issue):
    simulator.orders.refund_id_when_pending = False
    order = simulator.orders.add("de_domestic")
    answer = issue(order, order_refund(order, "1.50"))
    [of_order], _lines = refunds(read(caller, order))
    assert "refundId" not in of_order
    simulator.clock.advance(3600)
    [of_order], _lines = refunds(read(caller, order))
    assert of_order["refundId"] == answer["refundId"]


@pytest.mark.catalogue(listings=20)
def test_a_refund_can_fail(simulator, caller, issue):
    simulator.orders.refund_outcome = "FAILED"
    order = simulator.orders.add("de_domestic")
    due = read(caller, order)["paymentSummary"]["totalDueSeller"]
    issue(order, line_refund(order, "1.50"))
    simulator.clock.advance(3600)
    after = read(caller, order)
    [of_order], [of_line] = refunds(after)
    assert of_order["refundStatus"] == "FAILED"
    assert "refundDate" not in of_order and "refundDate" not in of_line
    assert after["orderPaymentStatus"] == "PAID"
    assert after["paymentSummary"]["totalDueSeller"] == due
    assert simulator.violations == []


@pytest.mark.catalogue(listings=20)
def test_a_refund_in_seller_hub_has_a_reference_and_a_date(simulator, caller):
    order = simulator.orders.add("de_several_lines")
    simulator.orders.refund(order.order_id, "1.00", order.lines[1].line_item_id)
    simulator.orders.refund_order(order.order_id, "2.00")
    (first, second), [of_line] = refunds(read(caller, order))
    assert "refundId" not in first and "refundId" not in second
    assert first["refundReferenceId"] != second["refundReferenceId"]
    assert set(of_line) == {"amount", "refundDate"}
    assert simulator.violations == []


@pytest.mark.catalogue(listings=20)
def test_a_pending_refund_in_seller_hub_has_nothing(simulator, caller):
    order = simulator.orders.add("payout_in_other_currency")
    simulator.orders.refund_order(order.order_id, "2.00", status="PENDING")
    [of_order], _lines = refunds(read(caller, order))
    assert set(of_order) == {"amount", "refundStatus"}
    assert of_order["amount"]["currency"] == "GBP"
    assert of_order["amount"]["convertedFromCurrency"] == "EUR"
    simulator.orders.settle_refund(order.order_id)
    [of_order], _lines = refunds(read(caller, order))
    assert of_order["refundStatus"] == "REFUNDED" and of_order["refundReferenceId"]


# === WHAT ELSE HAPPENS TO AN ORDER ===


@pytest.mark.catalogue(listings=20)
def test_held_money_is_released_by_a_tracking_number(simulator, caller):
    order = simulator.orders.add("paid_and_held_until_tracking")
    body = read(caller, order)
    [hold] = body["paymentSummary"]["payments"][0]["paymentHolds"]
    assert body["orderPaymentStatus"] == "PAID"
    assert hold["sellerActionsToRelease"] == [
        {"sellerActionToRelease": "UPLOAD_TRACKING_INFO"}
    ]
    simulator.orders.ship_elsewhere(order.order_id, "0034043416109")
    payment = read(caller, order)["paymentSummary"]["payments"][0]
    assert "paymentHolds" not in payment
    simulator.orders.hold_funds(order.order_id, "RISK", until_tracking=False)
    assert read(caller, order)["paymentSummary"]["payments"][0]["paymentHolds"]
    assert simulator.violations == []


@pytest.mark.catalogue(listings=20)
def test_an_unpaid_order_can_lose_a_line(simulator, caller):
    order = simulator.orders.add("de_several_lines")
    order.payment_status = "PENDING"
    line = order.lines[-1]
    listing = simulator.seller.listing(line.item_id)
    before = listing.available
    simulator.orders.remove_line(order.order_id)
    assert len(read(caller, order)["lineItems"]) == 3
    assert simulator.seller.listing(line.item_id).available == before + line.quantity
    simulator.orders.pay(order.order_id)
    with pytest.raises(ValueError, match="unpaid"):
        simulator.orders.remove_line(order.order_id)


@pytest.mark.catalogue(listings=20)
def test_combined_orders_keep_what_was_sent(simulator, caller):
    first, second = map(simulator.orders.add, ("de_domestic", "de_domestic"))
    simulator.orders.ship_elsewhere(first.order_id, "0034043416109")
    new = simulator.orders.combine([first.order_id, second.order_id])
    body = read(caller, new)
    assert body["orderFulfillmentStatus"] == "IN_PROGRESS"
    assert len(body["fulfillmentHrefs"]) == 1
    states = [line["lineItemFulfillmentStatus"] for line in body["lineItems"]]
    assert states == ["FULFILLED", "NOT_STARTED"]
    assert caller.rest("GET", f"{ORDERS}/{first.order_id}").status_code == 404


@pytest.mark.catalogue(listings=20)
def test_an_address_can_become_a_pickup(simulator, caller):
    order = simulator.orders.add("de_domestic")
    simulator.orders.change_to_pickup(order.order_id)
    [step] = read(caller, order)["fulfillmentStartInstructions"]
    assert step["pickupStep"] and "shippingStep" not in step
    assert step["fulfillmentInstructionsType"] == "PREPARE_FOR_PICKUP"
    assert simulator.violations == []


@pytest.mark.catalogue(listings=20)
def test_a_user_name_can_be_given_to_another_user(simulator, caller):
    first, second = map(simulator.orders.add, ("de_domestic", "de_domestic"))
    simulator.orders.identify_buyer(first.order_id, "Id1", "same")
    simulator.orders.identify_buyer(second.order_id, "Id2", "same")
    buyers = [read(caller, order)["buyer"] for order in (first, second)]
    assert [one["username"] for one in buyers] == ["same", "same"]
    assert [one["userId"] for one in buyers] == ["Id1", "Id2"]
    assert simulator.violations == []


BODY = {
    "orderId": "17-00001-00001",
    "creationDate": "2026-05-03T08:00:00.000Z",
    "lastModifiedDate": "2026-05-03T08:01:00.000Z",
    "orderFulfillmentStatus": "NOT_STARTED",
    "orderPaymentStatus": "PAID",
    "pricingSummary": {"total": {"value": "20.0", "currency": "EUR"}},
    "buyerCheckoutNotes": "half an emoji \ud83d and \x00",
    "lineItems": [
        {
            "lineItemId": "1",
            "legacyItemId": "290000000001",
            "quantity": 2,
            "lineItemCost": {"value": "20.0", "currency": "EUR"},
            "lineItemFulfillmentStatus": "NOT_STARTED",
            "taxes": [],
            "total": {"value": "20.0", "currency": "EUR"},
        }
    ],
}


@pytest.mark.catalogue(listings=0)
def test_an_order_can_be_given_as_json(simulator, caller):
    plain = {**BODY, "buyerCheckoutNotes": "plain"}
    order = simulator.orders.put(copy.deepcopy(BODY), plain)
    assert read(caller, order) == BODY
    [by_id] = caller.rest("GET", f"{ORDERS}?orderIds={order.order_id}").json()["orders"]
    assert by_id["buyerCheckoutNotes"] == "plain"
    created = caller.rest(
        "POST",
        f"{ORDERS}/{order.order_id}/shipping_fulfillment",
        json={
            "lineItems": [{"lineItemId": "1", "quantity": 2}],
            "shippingCarrierCode": "DHL",
            "trackingNumber": "003404341610",
        },
    )
    assert created.status_code == 201
    simulator.orders.refund(order.order_id, "5.00")
    after = read(caller, order)
    assert after["orderFulfillmentStatus"] == "FULFILLED"
    assert after["orderPaymentStatus"] == "PARTIALLY_REFUNDED"
    assert after["lineItems"][0]["refunds"]
    assert after["lastModifiedDate"] > BODY["lastModifiedDate"]
    changed = {**BODY, "lastModifiedDate": "2026-05-04T08:01:00.000Z"}
    simulator.orders.put(changed)
    assert read(caller, order) == changed
    assert simulator.violations == []
    # Another process gives it over the control API.
    answer = caller.http.post(
        "/_sim/orders/put",
        content=json.dumps({"body": BODY}).encode(),
        headers={"Content-Type": "application/json"},
    )
    assert answer.status_code == 200, answer.text
