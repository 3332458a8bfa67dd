# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Both forms of an order say the same about the seller's money."""

import copy
from decimal import Decimal

import pytest

from ebay_client.order_form import without_collected_tax


def money(value, currency="USD"):
    """Return an amount as eBay writes it."""
    return {"value": str(value), "currency": currency}


def tax(kind, value):
    """Return a row of taxes."""
    return {"amount": money(value)} | ({"taxType": kind} if kind else {})


def order(own=(), collected=(), *, breakdown, country="US"):
    """Return an order of one line: 100.00, 10.00 shipping, and taxes."""
    mine = sum((Decimal(value) for _kind, value in own), Decimal(0))
    ebays = sum((Decimal(value) for _kind, value in collected), Decimal(0))
    fees = sum(
        (Decimal(v) for kind, v in collected if kind.endswith("_FEE")), Decimal(0)
    )
    total = Decimal(110) + mine + (ebays if breakdown else 0)
    taxes = [tax(kind if breakdown else "", value) for kind, value in own]
    pricing = {"total": money(total)}
    in_tax = mine + (ebays - fees if breakdown else 0)
    if in_tax:
        pricing["tax"] = money(in_tax)
    if breakdown:
        taxes += [tax(kind, value) for kind, value in collected]
        if fees:
            pricing["fee"] = money(fees)
    line = {
        "lineItemCost": money("100.00"),
        "deliveryCost": {"shippingCost": money("10.00")},
        "taxes": taxes,
        "total": money(total),
    }
    named = [tax(kind, value) for kind, value in collected if kind]
    if named:
        line["ebayCollectAndRemitTaxes"] = named
    return {
        "orderId": "1-2",
        "buyer": {"taxAddress": {"countryCode": country}},
        "pricingSummary": pricing,
        "paymentSummary": {
            "totalDueSeller": money(total - 9),
            "payments": [{"amount": money(total - 9)}],
        },
        "lineItems": [line],
    }


def same_money(first, second):
    """Return whether two orders agree on every amount, tax types left aside."""
    return amounts(first) == amounts(second)


def amounts(value):
    """Return the document with its amounts as numbers, zero ones and tax types left
    out."""
    if isinstance(value, dict):
        if "value" in value:
            return (Decimal(value["value"]), value["currency"])
        found = {k: amounts(v) for k, v in value.items() if k != "taxType"}
        return {k: v for k, v in found.items() if v != (Decimal(0), "USD")}
    if isinstance(value, list):
        return [amounts(member) for member in value]
    return value


STATE, PROVINCE = "STATE_SALES_TAX", "PROVINCE_SALES_TAX"
FEE = "ELECTRONIC_RECYCLING_FEE"


@pytest.mark.parametrize(
    ("own", "collected"),
    [
        ([], [(STATE, "24.33")]),
        ([], [(STATE, "24.33"), (FEE, "6.00")]),
        ([], [("GST", "5.00"), ("QST", "9.98"), ("VAT", "1.00")]),
        ([("GST", "5.00")], [(PROVINCE, "7.00")]),
        ([(PROVINCE, "7.00")], [(PROVINCE, "7.00")]),
        ([(PROVINCE, "7.00")], []),
        ([], []),
        ([], [(STATE, "0.0")]),
    ],
)
def test_both_forms_become_one(own, collected):
    with_breakdown = order(own, collected, breakdown=True)
    without = order(own, collected, breakdown=False)
    result = without_collected_tax(with_breakdown)
    assert same_money(result, without)
    assert same_money(without_collected_tax(without), without)
    assert without_collected_tax(result) == result
    [line] = result["lineItems"]
    kinds = [row["taxType"] for row in line["taxes"] if "taxType" in row]
    assert kinds == [kind for kind, value in own if (kind, value) not in collected]


def test_the_order_given_is_not_changed():
    given = order([], [(STATE, "1.00")], breakdown=True)
    before = copy.deepcopy(given)
    without_collected_tax(given)
    assert given == before


def test_a_fee_is_ebays_though_no_row_repeats_it():
    given = order([], [(FEE, "6.00")], breakdown=True)
    del given["lineItems"][0]["ebayCollectAndRemitTaxes"]
    result = without_collected_tax(given)
    [line] = result["lineItems"]
    assert line["taxes"] == []
    assert line["total"]["value"] == "110.00"
    assert line["ebayCollectAndRemitTaxes"][0]["taxType"] == FEE


@pytest.mark.parametrize(("country", "total"), [("NO", "110.00"), ("CA", "116.00")])
def test_norways_voec_is_an_entry_without_a_type(country, total):
    given = order([("", "6.00")], [], breakdown=True, country=country)
    result = without_collected_tax(given)
    [line] = result["lineItems"]
    assert line["total"]["value"] == total
    if country == "NO":
        [row] = line["ebayCollectAndRemitTaxes"]
        assert row == {"amount": money("6.00"), "ebayReference": {"name": "VOEC"}}
        assert line["taxes"] == []


def test_a_payout_in_another_currency_is_left_alone():
    given = order([], [(STATE, "1.00")], breakdown=True)
    given["paymentSummary"]["totalDueSeller"]["currency"] = "EUR"
    due = without_collected_tax(given)["paymentSummary"]["totalDueSeller"]
    assert due == money("102.00", "EUR")


def test_an_order_whose_amounts_cannot_be_read_stops_no_other():
    broken = order(collected=[("STATE_SALES_TAX", "8.00")], breakdown=True)
    broken["lineItems"][0]["taxes"][0]["amount"]["value"] = "n/a"
    assert without_collected_tax(broken) == broken
