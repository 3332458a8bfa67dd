# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Which of the refunds that eBay shows are the same."""

from decimal import Decimal

import pytest
from plain_modules import load

refunds = load("connector_ebay_sale", "order_refunds")
DAY, LATER = "2026-05-04T09:00:00.000Z", "2026-05-06T09:00:00.000Z"


def amount(value, currency="EUR", **more):
    return {"value": str(value), "currency": currency, **more}


def row(value, refund_id="", date="", reference="", status="", currency="EUR"):
    fields = {
        "refundId": refund_id,
        "refundDate": date,
        "refundReferenceId": reference,
        "refundStatus": status,
        "amount": amount(value, currency),
    }
    return {name: field for name, field in fields.items() if field}


def order(summary=(), *lines):
    return {
        "paymentSummary": {"refunds": list(summary)},
        "lineItems": [
            {"lineItemId": str(number), "refunds": list(rows)}
            for number, rows in enumerate(lines, 1)
        ],
    }


def read(*args):
    return refunds.read_refunds(order(*args), "EUR")


def shape(found):
    return sorted(
        (sorted(one.ids), one.status, float(one.amount), sorted(one.parts))
        for one in found
    )


def test_a_refund_of_lines_has_its_id_there_only():
    found = read(
        [row("4.40", date=DAY, reference="R1", status="REFUNDED")],
        [row("3.00", "X1", DAY)],
        [row("2.00", "X1", DAY)],
    )
    assert shape(found) == [(["R1", "X1"], "REFUNDED", 5.0, ["1", "2"])]


def test_a_refund_of_the_order_has_its_id_in_the_summary_only():
    found = read(
        [row("4.40", "X1", DAY, status="REFUNDED")],
        [row("3.00", date=DAY)],
        [row("2.00", date=DAY)],
    )
    assert shape(found) == [(["X1"], "REFUNDED", 5.0, ["1", "2"])]


@pytest.mark.parametrize("line_id", ["", "X1"])
@pytest.mark.parametrize("summary_id", ["", "X2"])
def test_a_pending_refund_is_one_whatever_it_names(line_id, summary_id):
    if line_id and summary_id:
        return
    found = read([row("4.40", summary_id, status="PENDING")], [row("5.00", line_id)])
    assert len(found) == 1
    assert (found[0].amount, found[0].status) == (Decimal("5.00"), "PENDING")


def test_refunds_of_the_seller_hub_at_once_are_told_apart_by_their_amounts():
    found = read(
        [
            row("2.64", date=DAY, reference="R2", status="REFUNDED"),
            row("4.40", date=DAY, reference="R1", status="REFUNDED"),
        ],
        [row("5.00", date=DAY)],
        [row("3.00", date=DAY)],
    )
    assert shape(found) == [
        (["R1"], "REFUNDED", 5.0, ["1"]),
        (["R2"], "REFUNDED", 3.0, ["2"]),
    ]


def test_two_refunds_of_one_line_at_once():
    found = read(
        [
            row("5.00", date=DAY, reference="R1", status="REFUNDED"),
            row("3.00", date=DAY, reference="R2", status="REFUNDED"),
        ],
        [row("5.00", date=DAY), row("3.00", date=DAY)],
    )
    assert shape(found) == [
        (["R1"], "REFUNDED", 5.0, ["1"]),
        (["R2"], "REFUNDED", 3.0, ["1"]),
    ]


def test_three_refunds_of_all_kinds():
    found = read(
        [
            row("1.00", "X9", DAY, status="REFUNDED"),
            row("4.40", date=LATER, reference="R1", status="REFUNDED"),
            row("2.00", status="PENDING"),
        ],
        [row("5.00", date=LATER), row("2.00", "X3")],
    )
    assert shape(found) == [
        (["R1"], "REFUNDED", 5.0, ["1"]),
        (["X3"], "PENDING", 2.0, ["1"]),
        (["X9"], "REFUNDED", 1.0, []),
    ]


def test_the_payouts_currency_is_never_the_orders():
    data = order([row("8.60", reference="R", date=DAY, status="REFUNDED")])
    data["paymentSummary"]["refunds"][0]["amount"] = amount(
        "8.60", "GBP", convertedFromValue="10.00", convertedFromCurrency="EUR"
    )
    assert refunds.read_refunds(data, "EUR")[0].amount == 10
    data["paymentSummary"]["refunds"][0]["amount"] = amount("8.60", "GBP")
    assert refunds.read_refunds(data, "EUR")[0].amount is None


NAMELESS = order([row("5.00", status="PENDING")], [])
STATES = {
    "nameless": NAMELESS,
    "pending on the line": order([row("5.00", status="PENDING")], [row("5", "X1")]),
    "net": order([row("4.40", status="PENDING")], [row("5.00", "X1")]),
    "issued": order(
        [row("4.40", date=DAY, reference="R1", status="REFUNDED")],
        [row("5.00", "X1", DAY)],
    ),
    "without its id": order(
        [row("5.00", date=DAY, reference="R1", status="REFUNDED")],
        [row("5.00", date=DAY)],
    ),
    "summary only": order([row("5.00", "", DAY, "R1", "REFUNDED")], []),
    "line only": order([], [row("5.00", "X1", DAY)]),
}


@pytest.mark.parametrize("first", STATES)
@pytest.mark.parametrize("second", STATES)
def test_one_refund_stays_one_in_every_order_of_states(first, second):
    known = refunds.read_refunds(STATES[first], "EUR")
    found = refunds.read_refunds(STATES[second], "EUR")
    assert (len(known), len(found)) == (1, 1)
    assert refunds.match_refunds(known, found) == {0: 0}


def test_a_second_refund_of_the_same_amount_is_another():
    first = [row("5.00", date=DAY, reference="R1", status="REFUNDED")]
    second = [*first, row("5.00", date=LATER, reference="R2", status="REFUNDED")]
    known = read(first, [])
    assert refunds.match_refunds(known, read(second, [])) == {0: 0}
    pending = read([*first, row("5.00", status="PENDING")], [])
    assert refunds.match_refunds(known, pending) == {0: 0}
    assert refunds.match_refunds(pending, read(second, [])) == {0: 0, 1: 1}


def test_dates_of_one_refund_may_differ_by_seconds_across_midnight():
    found = read(
        [row("5.00", "", "2026-05-05T00:00:01.000Z", "R0", "REFUNDED")],
        [row("5.00", "X0", "2026-05-04T23:59:59.000Z")],
    )
    assert shape(found) == [(["R0", "X0"], "REFUNDED", 5.0, ["1"])]


def test_a_smaller_refund_of_a_line_is_another_than_the_order_s():
    found = read([row("10.00", "X0", DAY, status="REFUNDED")], [row("5.00")])
    assert sorted(float(one.amount) for one in found) == [5.0, 10.0]


def test_an_amount_of_a_line_that_cannot_be_read_leaves_the_order_s():
    found = read(
        [row("8.00", "", DAY, "R0", "REFUNDED")],
        [row("5.00", "", DAY)],
        [row("3.00", "", DAY, currency="GBP")],
    )
    assert [float(one.amount) for one in found] == [8.0]


def test_the_refund_that_did_not_fail_gets_the_id_of_the_line():
    found = read(
        [
            row("4.40", status="FAILED"),
            row("4.40", "", DAY, "R2", "REFUNDED"),
        ],
        [row("5.00", "X2")],
    )
    issued = next(one for one in found if one.status == "REFUNDED")
    assert (issued.refund_id, issued.amount) == ("X2", Decimal("5.00"))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], set()),
        ([row("10.00", "X1", DAY)], {"1"}),
        ([row("9.99", "X1", DAY)], set()),
        ([row("12.00", "X1", DAY)], {"1"}),
        ([row("6.00", "X1", DAY), row("4.00", "X2", LATER)], {"1"}),
        ([row("10.00")], {"1"}),
    ],
)
def test_items_whose_price_is_refunded(rows, expected):
    prices = {"1": Decimal("10.00"), "2": Decimal("5.00")}
    data = order([], rows, [])
    assert refunds.refunded_items(data, "EUR", prices) == expected
    assert refunds.has_refunds(data) == bool(rows)


def test_a_failed_refund_keeps_nothing_back():
    data = order([row("10.00", "X1", DAY, status="FAILED")], [row("10.00", "X1")])
    assert refunds.refunded_items(data, "EUR", {"1": Decimal("10.00")}) == set()
    assert refunds.has_refunds(data)
