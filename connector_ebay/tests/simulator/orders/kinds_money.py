# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Kinds of order about money: tax, discounts, shipping, currencies, payment."""

from dataclasses import replace
from decimal import Decimal

from .kinds import kind
from .maker import cents
from .order import NOTHING, CollectedTax
from .people import PEOPLE


def collect(order, tax_kind, rate, reference=("", "")):
    """Let eBay collect tax, in percent, on each line's price and shipping."""
    for line in order.lines:
        base = line.cost - line.discount + line.shipping - line.shipping_discount
        amount = cents(base * Decimal(str(rate)) / 100)
        line.collected_taxes.append(CollectedTax(tax_kind, amount, *reference))
    return order


def net(order, rate):
    """Take the VAT that the listings' prices hold out of an order's prices."""
    for line in order.lines:
        line.cost = cents(line.cost / (1 + Decimal(rate) / 100))
    return order


@kind
def de_to_austria(maker):
    """Make an order to Austria: the seller's own VAT (one-stop shop) is in the
    price."""
    return maker.order("EBAY_DE", "AT")


@kind
def de_to_france(maker):
    """Make an order on the French site from a German listing."""
    order = maker.order("EBAY_DE", "FR")
    for line in order.lines:
        line.purchase_marketplace = "EBAY_FR"
    return order


@kind
def de_to_italy_tax_code(maker):
    """Make an order with the buyer's codice fiscale, which only getOrder gives."""
    order = maker.order("EBAY_DE", "IT")
    for line in order.lines:
        line.purchase_marketplace = "EBAY_IT"
    return order


@kind
def de_to_spain_company(maker):
    """Make an order of a Spanish company with a tax number."""
    order = maker.order("EBAY_DE", "ES")
    for line in order.lines:
        line.purchase_marketplace = "EBAY_ES"
    return order


@kind
def de_to_italy_vat_number(maker):
    """Make an order of an Italian company with a VAT number."""
    buyer = replace(
        maker.like(PEOPLE["IT"][0]),
        company="Esempio S.r.l.",
        tax_id=("VATIN", "IT00743110157", "IT"),
    )
    order = maker.order("EBAY_DE", buyer=buyer)
    for line in order.lines:
        line.purchase_marketplace = "EBAY_IT"
    return order


@kind
def gb_import_vat(maker):
    """Make an import order up to 135 GBP: eBay collects VAT, prices are net."""
    order = maker.order("EBAY_GB", "GB")
    maker.price_of_line(order.lines[0], "40.00", 1)
    return collect(order, "VAT", 20)


@kind
def ioss_sweden(maker):
    """Make an import order into the EU: eBay collects VAT under its IOSS number."""
    order = maker.order("EBAY_US", "SE")
    maker.price_of_line(order.lines[0], "71.77", 1)
    order.lines[0].shipping = NOTHING
    return collect(order, "VAT", 25, ("IOSS", "IM2760000742"))


@kind
def ioss_net_price(maker):
    """Make an order of a listing of 123.00 with VAT, sold at 100.00 net under IOSS."""
    order = maker.order("EBAY_DE", "PL")
    maker.price_of_line(order.lines[0], "123.00", 1)
    return collect(net(order, 23), "VAT", 21, ("IOSS", "IM2760000742"))


@kind
def norway_voec(maker):
    """Make an order to Norway, under eBay's VOEC number."""
    order = maker.order("EBAY_DE", "NO")
    return collect(net(order, 19), "VAT", 25, ("VOEC", "2024926"))


@kind
def australia_gst(maker):
    """Make an order to Australia, under eBay's ABN."""
    order = maker.order("EBAY_US", "AU")
    return collect(order, "GST", 10, ("ABN", "64652016681"))


@kind
def new_zealand_gst(maker):
    """Make an order to New Zealand, under eBay's IRD number."""
    order = maker.order("EBAY_GB", "NZ")
    return collect(order, "GST", 15, ("IRD", "126101678"))


@kind
def us_sales_tax(maker):
    """Make an order with US state sales tax, which eBay collects and remits."""
    return collect(maker.order("EBAY_US", lines=2), "STATE_SALES_TAX", "8.875")


@kind
def us_recycling_fee(maker):
    """Make an order with sales tax and a recycling fee on one line."""
    order = collect(maker.order("EBAY_US"), "STATE_SALES_TAX", "7.25")
    fee = CollectedTax("ELECTRONIC_RECYCLING_FEE", Decimal("4.00"))
    order.lines[0].collected_taxes.append(fee)
    return order


@kind
def us_tax_exempt(maker):
    """Make an order of a buyer free of tax: a tax without a type, of nothing."""
    order = maker.order("EBAY_US", lines=2)
    for line in order.lines:
        line.own_taxes.append(("", NOTHING))
    return order


@kind
def canada_seller_tax(maker):
    """Make an order with provincial tax that the seller charges on top."""
    order = maker.order("EBAY_US", "CA")
    for line in order.lines:
        line.own_taxes.append(("PROVINCE_SALES_TAX", cents(line.cost * 13 / 100)))
    return order


@kind
def several_tax_rates(maker):
    """Make an order of two lines that the seller taxes at different rates."""
    order = maker.order("EBAY_US", "CA", lines=2)
    for line, rate in zip(order.lines, (5, 13), strict=True):
        line.own_taxes.append(("GST", cents(line.cost * rate / 100)))
    return order


@kind
def gb_promotion(maker):
    """Make an order with a promotion on the lines and a discount on shipping."""
    order = maker.order("EBAY_GB", lines=2)
    for line in order.lines:
        line.discount = cents(line.cost / 10)
        line.promotion = "Buy 2, get 10% off"
    order.lines[0].shipping_discount = Decimal("1.00")
    return order


@kind
def coupon(maker):
    """Make an order with a coupon of the seller's that takes a third."""
    order = maker.order("EBAY_DE")
    order.lines[0].discount = cents(order.lines[0].cost / 3)
    order.lines[0].promotion = "Gutschein DANKE33"
    return order


@kind
def price_does_not_divide(maker):
    """Make an order of three for 10.00: the price of one is no whole number of
    cents."""
    order = maker.order("EBAY_DE")
    order.lines[0].quantity = 3
    order.lines[0].cost = Decimal("10.00")
    return order


@kind
def handling_cost(maker):
    """Make an order with a handling charge beside the shipping."""
    order = maker.order("EBAY_US")
    order.lines[0].handling = Decimal("2.25")
    return order


@kind
def shipping_on_each_line(maker):
    """Make an order with shipping of its own on every line."""
    order = maker.order("EBAY_DE", lines=3)
    for line in order.lines:
        line.shipping = Decimal("1.95")
    return order


@kind
def free_shipping(maker):
    """Make an order without shipping cost."""
    order = maker.order("EBAY_DE", lines=2)
    order.lines[0].shipping = NOTHING
    return order


@kind
def global_shipping_import_charges(maker):
    """Make an order of the Global Shipping Program: charges that are paid to others."""
    order = maker.order("EBAY_US", "NO")
    order.lines[0].import_charges = Decimal("12.34")
    order.lines[0].intermediation_fee = Decimal("3.00")
    return order


@kind
def zero_total(maker):
    """Make an order of a give-away: 0.00 altogether."""
    order = maker.order("EBAY_DE")
    order.lines[0].cost = order.lines[0].shipping = NOTHING
    order.fee_rate = NOTHING
    return order


@kind
def no_decimals(maker):
    """Make an order in a currency that has no cents."""
    order = maker.order("EBAY_US", "JP")
    order.currency = "JPY"
    maker.price_of_line(order.lines[0], 1980, 2)
    order.lines[0].shipping = Decimal(800)
    order.fee_rate = NOTHING
    return order


@kind
def payout_in_other_currency(maker):
    """Make an order sold in euros and paid out in pounds."""
    order = maker.order("EBAY_DE")
    order.payout = ("GBP", Decimal("0.8571"))
    return order


@kind
def buyer_protection_fee(maker):
    """Make an order on which eBay charges the buyer a fee of its own."""
    order = maker.order("EBAY_GB")
    order.lines[0].buyer_charges = Decimal("1.46")
    return order


@kind
def payment_pending(maker):
    """Make an order that is not paid yet, and is paid an hour later."""
    order = maker.order("EBAY_DE")
    order.payment_status = "PENDING"
    order.later(3600, "pay")
    return order


@kind
def payment_failed(maker):
    """Make an order that was never paid."""
    order = maker.order("EBAY_DE")
    order.payment_status = "FAILED"
    return order


@kind
def payment_on_hold(maker):
    """Make a paid order whose money eBay holds for two hours."""
    order = maker.order("EBAY_DE")
    order.payment_hold = "UNDER_REVIEW"
    order.later(7200, "release_hold")
    return order
