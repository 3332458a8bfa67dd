# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The arithmetic of an order's money."""

from decimal import Decimal

import pytest
from plain_modules import load

money = load("connector_ebay_sale", "order_money")
CENT = Decimal("0.01")


def amount(value, currency="EUR"):
    return {"value": str(value), "currency": currency}


def line(cost="10.00", total=None, quantity=1, **changes):
    """A line without delivery cost; ``total`` defaults to the cost."""
    return {
        "lineItemId": "1",
        "title": "Mug",
        "quantity": quantity,
        "lineItemCost": amount(cost),
        "total": amount(cost if total is None else total),
        **changes,
    }


def order(*lines, total=None, **changes):
    total = (
        sum(Decimal(one["total"]["value"]) for one in lines) if total is None else total
    )
    return {
        "orderId": "06-1",
        "lineItems": [{**one, "lineItemId": str(n)} for n, one in enumerate(lines, 1)],
        "pricingSummary": {"total": amount(total), **changes},
    }


def read(*lines, **changes):
    return money.read_order_money(order(*lines, **changes))


def test_the_total_is_that_of_the_summary():
    found = read(line("10.00"), line("2.50"))
    assert (found.total, found.currency) == (Decimal("12.50"), "EUR")
    assert found.lines["2"].goods == Decimal("2.50")


def test_without_a_summary_the_lines_make_the_total():
    data = order(line("10.00"), line("2.50"))
    del data["pricingSummary"]
    assert money.read_order_money(data).total == Decimal("12.50")


@pytest.mark.parametrize(
    ("total", "goods"),
    [
        pytest.param("9.00", "9.00", id="discounted"),
        pytest.param("10.00", "10.00", id="the discount is eBay's"),
    ],
)
def test_the_total_says_whether_a_discount_is_the_sellers(total, goods):
    found = read(line(total=total, discountedLineItemCost=amount("9.00"))).lines["1"]
    assert (found.goods, found.list_goods) == (Decimal(goods), Decimal("10.00"))


def test_a_promotion_is_subtracted_if_the_total_says_so():
    promotions = [{"discountAmount": amount("2.00")}]
    assert read(line(total="8.00", appliedPromotions=promotions)).lines["1"].goods == 8


@pytest.mark.parametrize(
    ("total", "extras"),
    [
        pytest.param("17.00", {"importCharges": Decimal("3.00")}, id="the seller's"),
        pytest.param("14.00", {}, id="eBay's"),
    ],
)
def test_import_charges_belong_to_whom_the_total_says(total, extras):
    delivery = {"shippingCost": amount("4.00"), "importCharges": amount("3.00")}
    found = read(line(total=total, deliveryCost=delivery)).lines["1"]
    assert (found.shipping, found.extras) == (Decimal("4.00"), extras)


def test_collected_tax_is_no_part_of_the_total():
    taxes = [{"taxType": "STATE_SALES_TAX", "amount": amount("0.80")}]
    found = read(line(total="10.80", ebayCollectAndRemitTaxes=taxes))
    assert (found.total, found.collected) == (Decimal("10.00"), Decimal("0.80"))
    assert found.lines["1"].is_collected
    assert found.collected_note == "STATE_SALES_TAX"


def test_a_collected_fee_is_no_tax():
    fees = [{"taxType": "TIRE_RECYCLING_FEE", "amount": amount("1.00")}]
    found = read(line(total="11.00", ebayCollectAndRemitTaxes=fees)).lines["1"]
    assert not found.is_collected
    assert found.collected == 1


def test_the_sellers_own_tax_is_added():
    found = read(line(total="11.30", taxes=[{"amount": amount("1.30")}])).lines["1"]
    assert found.own_taxes == [Decimal("1.30")]
    assert found.total == Decimal("11.30")


def test_an_adjustment_counts_if_it_is_what_the_lines_lack():
    assert read(line(), total="9.50", adjustment=amount("-0.50")).adjustment == Decimal(
        "-0.50"
    )
    assert read(line(), total="9.00", adjustment=amount("-0.50")).adjustment == 0


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        (line("-1.00"), "NO_PRICE"),
        (line(lineItemCost=None), "NO_PRICE"),
        (line(quantity=0), "NO_QUANTITY"),
        (line(quantity="2"), "NO_QUANTITY"),
        (line("1e12"), "BAD_AMOUNT"),
        (line("ten", total="10"), "BAD_AMOUNT"),
        (
            line(total="10", deliveryCost={"shippingCost": amount(1, "USD")}),
            "MIXED_CURRENCIES",
        ),
    ],
)
def test_impossible_amounts_are_refused(bad, problem):
    with pytest.raises(money.OrderMoneyError) as caught:
        read(bad, total="10.00")
    assert caught.value.problem is money.MoneyProblem[problem]


def test_an_order_without_any_total_is_refused():
    data = order(line())
    del data["pricingSummary"], data["lineItems"][0]["total"]
    with pytest.raises(money.OrderMoneyError) as caught:
        money.read_order_money(data)
    assert caught.value.problem is money.MoneyProblem.NO_TOTAL


# === SPLITTING ===


@pytest.mark.parametrize("quantity", range(1, 13))
@pytest.mark.parametrize("value", ["0.01", "9.99", "10.00", "0.00", "1234.56"])
def test_a_split_makes_the_amount_exactly(value, quantity):
    parts = money.split_amount(Decimal(value), quantity, CENT)
    assert sum(count * unit for count, unit in parts) == Decimal(value)
    assert sum(count for count, _unit in parts) == quantity
    assert len(parts) <= 2


def test_a_remainder_costs_a_cent_more():
    parts = money.split_amount(Decimal("10.00"), 3, CENT)
    assert parts == [(2, Decimal("3.33")), (1, Decimal("3.34"))]


def test_an_amount_finer_than_the_currency_is_not_split():
    parts = money.split_amount(Decimal("10.50"), 2, Decimal(1))
    assert parts == [(2, Decimal("5.25"))]


def test_shares_of_fixed_taxes_make_the_whole():
    parts = money.split_amount(Decimal("10.00"), 3, CENT)
    first, second = money.share_tax({7: Decimal("1.30")}, parts, Decimal("10.00"))
    assert first[7] + second[7] == Decimal("1.30")
    assert first[7] == Decimal("0.87")


def test_taxes_that_odoo_computes_have_no_shares():
    assert money.share_tax(None, [(1, CENT), (2, CENT)], CENT) == [None, None]
