# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Orders, parcels, refunds and cancellations."""

import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from urllib.parse import parse_qs

import httpx
import pytest

from ebay_client import NotFoundError, RejectedError, TransientError
from ebay_client.sell_fulfillment import CREATED

FROM = datetime(2026, 6, 30, 12, 0, 0, 5000, tzinfo=timezone(timedelta(hours=2)))
FROM_TEXT = "2026-06-30T10:00:00.005Z"
TO = datetime(2026, 6, 30, 11, 0, tzinfo=UTC)


def query(request):
    fields = parse_qs(request.url.query.decode(), strict_parsing=True)
    return {name: values[0] for name, values in fields.items()}


class Signature(httpx.Auth):
    def auth_flow(self, request):
        request.headers["signature"] = "signed"
        yield request


def test_a_page_of_orders(client, ebay):
    ebay.say_json('{"total": 201, "limit": 200, "offset": 200, "orders": []}')
    page = client.fulfillment.get_orders(FROM, TO, offset=200)
    assert page["total"] == 201
    assert query(ebay.request) == {
        "filter": f"lastmodifieddate:[{FROM_TEXT}..2026-06-30T11:00:00.000Z]",
        "limit": "200",
        "offset": "200",
        "fieldGroups": "TAX_BREAKDOWN",
    }
    raw = ebay.request.url.raw_path
    assert raw.startswith(b"/sell/fulfillment/v1/order?filter=lastmodifieddate%3A%5B")
    assert b"[" not in raw and b"]" not in raw


def test_a_range_without_end(client, ebay):
    ebay.say_json('{"orders": []}')
    client.fulfillment.get_orders(FROM)
    assert query(ebay.request)["filter"] == (
        "lastmodifieddate:[2026-06-30T10:00:00.005Z..]"
    )


def test_orders_by_the_date_they_were_placed(client, ebay):
    ebay.say_json('{"orders": []}')
    client.fulfillment.get_orders(FROM, TO, by=CREATED)
    # Both dates at once, and eBay would leave one out without a word.
    assert query(ebay.request)["filter"] == (
        f"creationdate:[{FROM_TEXT}..2026-06-30T11:00:00.000Z]"
    )
    with pytest.raises(ValueError):
        client.fulfillment.get_orders(FROM, TO, by="orderfulfillmentstatus")


def test_a_time_without_zone_is_not_sent(client, ebay):
    with pytest.raises(ValueError):
        client.fulfillment.get_orders(datetime(2026, 6, 30))
    assert not ebay.requests


def test_orders_by_id(client, ebay):
    ebay.say_json('{"orders": [{"orderId": "1-2"}]}')
    assert client.fulfillment.get_orders_by_id(["1-2", "3-4"]) == [{"orderId": "1-2"}]
    assert query(ebay.request)["orderIds"] == "1-2,3-4"
    for order_ids in ([], ["1"] * 51):
        with pytest.raises(ValueError):
            client.fulfillment.get_orders_by_id(order_ids)


def test_one_order_with_exact_money(client, ebay):
    ebay.say_json('{"orderId": "1-2", "pricingSummary": {"total": {"value": 59.73}}}')
    order = client.fulfillment.get_order("1-2")
    assert order["pricingSummary"]["total"]["value"] == Decimal("59.73")
    assert ebay.request.url.path == "/sell/fulfillment/v1/order/1-2"


def test_an_order_that_is_not_there_yet(client, ebay):
    ebay.say_json('{"errors": [{"errorId": 32100, "message": "Invalid order"}]}', 404)
    with pytest.raises(NotFoundError):
        client.fulfillment.get_order("1-2")


def test_parcels_ebay_knows(client, ebay):
    ebay.say_json('{"total": 0, "fulfillments": []}')
    assert client.fulfillment.get_shipping_fulfillments("1-2") == []


LOCATION = "https://api.ebay.com/sell/fulfillment/v1/order/1-2/shipping_fulfillment/"


def test_a_parcel(client, ebay):
    ebay.say(201, headers={"location": LOCATION + "1Z999"})
    fulfillment_id = client.fulfillment.create_shipping_fulfillment(
        "1-2",
        {"100": 2, "101": 1},
        shipped_at=FROM,
        carrier_code="UPS",
        tracking_number="1Z 9-99 ",
    )
    assert fulfillment_id == "1Z999"
    assert ebay.request.url.path.endswith("/order/1-2/shipping_fulfillment")
    assert json.loads(ebay.request.content) == {
        "lineItems": [
            {"lineItemId": "100", "quantity": 2},
            {"lineItemId": "101", "quantity": 1},
        ],
        "shippedDate": "2026-06-30T10:00:00.005Z",
        "shippingCarrierCode": "UPS",
        "trackingNumber": "1Z999",
    }


def test_a_parcel_without_tracking(client, ebay):
    ebay.say(201, headers={"location": LOCATION + "999/"})
    assert client.fulfillment.create_shipping_fulfillment("1-2", {"100": 1}) == "999"
    assert json.loads(ebay.request.content) == {
        "lineItems": [{"lineItemId": "100", "quantity": 1}]
    }


@pytest.mark.parametrize("content", [b"{}", b"[]", b"<html>"])
def test_a_parcel_is_made_whatever_comes_along(client, ebay, content):
    """To send it again would make another one."""
    headers = {"location": LOCATION + "1Z"}
    ebay.say(201, content=content, media_type="application/json", headers=headers)
    assert client.fulfillment.create_shipping_fulfillment("1-2", {"100": 1}) == "1Z"


def test_a_parcel_without_a_place_has_to_be_looked_for(client, ebay):
    ebay.say(201)
    with pytest.raises(TransientError):
        client.fulfillment.create_shipping_fulfillment("1-2", {"100": 1})


@pytest.mark.parametrize(
    ("quantities", "more"),
    [
        ({}, {}),
        ({"100": 0}, {}),
        ({"100": 1}, {"carrier_code": "UPS"}),
        ({"100": 1}, {"tracking_number": "1Z"}),
    ],
)
def test_a_parcel_ebay_would_refuse_is_not_sent(client, ebay, quantities, more):
    with pytest.raises(ValueError):
        client.fulfillment.create_shipping_fulfillment("1-2", quantities, **more)
    assert not ebay.requests


def test_a_refund_of_lines_is_signed(client, ebay):
    client.signature = Signature()
    ebay.say_json('{"refundId": "5", "refundStatus": "PENDING"}')
    answer = client.fulfillment.issue_refund(
        "1-2",
        "SELLER_CANCEL",
        line_amounts={"100": Decimal("19.90")},
        currency="EUR",
        comment="Out of stock",
    )
    assert answer["refundStatus"] == "PENDING"
    assert ebay.request.headers["signature"] == "signed"
    assert ebay.request.headers["authorization"] == "Bearer user-token-1"
    assert json.loads(ebay.request.content) == {
        "reasonForRefund": "SELLER_CANCEL",
        "comment": "Out of stock",
        "refundItems": [
            {
                "lineItemId": "100",
                "refundAmount": {"value": "19.90", "currency": "EUR"},
            }
        ],
    }


def test_a_refund_of_the_order(client, ebay):
    ebay.say_json('{"refundId": "5", "refundStatus": "PENDING"}')
    client.fulfillment.issue_refund(
        "1-2", "OTHER_ADJUSTMENT", order_amount=Decimal("5"), currency="EUR"
    )
    assert json.loads(ebay.request.content) == {
        "reasonForRefund": "OTHER_ADJUSTMENT",
        "orderLevelRefundAmount": {"value": "5", "currency": "EUR"},
    }
    assert "signature" not in ebay.request.headers


def test_a_refund_of_both_or_nothing_is_not_sent(client, ebay):
    for amounts in (
        {},
        {"line_amounts": {"1": Decimal(1)}, "order_amount": Decimal(1)},
    ):
        with pytest.raises(ValueError):
            client.fulfillment.issue_refund("1", "OTHER", currency="EUR", **amounts)
    assert not ebay.requests


def test_a_cancellation_by_the_seller(client, ebay):
    client.signature = Signature()
    ebay.say_json('{"cancelId": "77"}')
    cancel_id = client.cancellation.create_cancellation(
        "1-2", "OUT_OF_STOCK_OR_CANNOT_FULFILL", "EBAY_DE", buyer_paid_at=TO
    )
    assert cancel_id == "77"
    assert str(ebay.request.url) == (
        "https://api.sandbox.ebay.com/post-order/v2/cancellation"
    )
    headers = ebay.request.headers
    assert headers["authorization"] == "IAF user-token-1"
    assert headers["x-ebay-c-marketplace-id"] == "EBAY_DE"
    assert headers["signature"] == "signed"
    assert json.loads(ebay.request.content) == {
        "legacyOrderId": "1-2",
        "cancelReason": "OUT_OF_STOCK_OR_CANNOT_FULFILL",
        "buyerPaid": True,
        "buyerPaidDate": {"value": "2026-06-30T11:00:00.000Z"},
    }


def test_a_buyers_request_is_answered(client, ebay):
    client.signature = Signature()
    ebay.say(200)
    client.cancellation.approve_cancellation("77", "EBAY_DE")
    assert ebay.request.url.path == "/post-order/v2/cancellation/77/approve"
    assert ebay.request.headers["signature"] == "signed"
    assert ebay.request.content == b"{}"
    assert ebay.request.headers["content-type"] == "application/json"
    ebay.say(200)
    client.cancellation.reject_cancellation("77", "EBAY_DE")
    assert ebay.request.content == b"{}", "eBay refuses an empty body here"
    ebay.say(200)
    client.cancellation.reject_cancellation(
        "77", "EBAY_DE", shipped_at=TO, tracking_number="1Z"
    )
    assert json.loads(ebay.request.content) == {
        "shipmentDate": {"value": "2026-06-30T11:00:00.000Z"},
        "trackingNumber": "1Z",
    }


def test_cancellations_are_looked_up(client, ebay):
    ebay.say_json('{"cancellations": []}')
    client.cancellation.search_cancellations("EBAY_DE", legacy_order_id="1-2")
    assert query(ebay.request) == {"legacy_order_id": "1-2", "limit": "200"}, (
        "a role would hide what the buyer initiated"
    )
    ebay.say_json('{"cancellations": []}')
    client.cancellation.search_cancellations("EBAY_DE", created_from=FROM, offset=2)
    assert query(ebay.request)["creation_date_range_from"] == "2026-06-30T10:00:00.005Z"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("{}", "did not accept"),
        ('{"cancelId": ""}', "did not accept"),
        (
            '{"orderEligibilityResult": {"eligible": false,'
            ' "failureReason": ["ALREADY_SHIPPED"]}}',
            "ALREADY_SHIPPED",
        ),
    ],
)
def test_a_cancellation_without_an_id_was_not_accepted(client, ebay, answer, reason):
    ebay.say_json(answer)
    with pytest.raises(RejectedError, match=reason) as caught:
        client.cancellation.create_cancellation("1-2", "BUYER_ASKED_CANCEL", "EBAY_GB")
    assert caught.value.api == "post_order"
    assert ebay.request.headers["x-ebay-c-marketplace-id"] == "EBAY_GB"


def test_a_refund_that_failed_at_once_is_an_error(client, ebay):
    ebay.say_json('{"refundStatus": "FAILED"}')
    with pytest.raises(RejectedError):
        client.fulfillment.issue_refund(
            "1-2", "OTHER_ADJUSTMENT", order_amount=Decimal("5"), currency="EUR"
        )
