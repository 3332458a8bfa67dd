# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Kinds of order for single tests: made only when a test names them."""

from dataclasses import replace
from decimal import Decimal

from .kinds import special_kind
from .kinds_money import collect, net
from .maker import cents
from .order import CollectedTax
from .people import PEOPLE


@special_kind
def norway_voec_unnamed(maker):
    """Make an order to Norway whose VOEC is an entry of ``taxes`` without a type."""
    order = net(maker.order("EBAY_GB", "NO"), 20)
    for line in order.lines:
        amount = cents((line.cost + line.shipping) / 4)
        line.collected_taxes.append(CollectedTax("", amount, unnamed=True))
    return order


@special_kind
def us_own_and_collected_tax(maker):
    """Make an order of two lines with the seller's own tax beside eBay's, and a fee."""
    order = collect(maker.order("EBAY_US", lines=2), "STATE_SALES_TAX", "7.25")
    first, second = order.lines
    first.own_taxes.append(("GST", cents(first.cost / 20)))
    second.discount, second.promotion = cents(second.cost / 10), "10% off"
    fee = CollectedTax("ELECTRONIC_RECYCLING_FEE", Decimal("6.00"))
    second.collected_taxes.append(fee)
    return order


@special_kind
def own_tax_equal_to_collected_tax(maker):
    """Make an order whose own tax has the type and amount of eBay's."""
    order = collect(maker.order("EBAY_US", "CA"), "PROVINCE_SALES_TAX", 10)
    [line] = order.lines
    line.own_taxes.append(("PROVINCE_SALES_TAX", line.collected_taxes[0].amount))
    return order


@special_kind
def canada_collected_tax(maker):
    """Make an order to Canada: eBay collects federal and provincial tax."""
    order = collect(maker.order("EBAY_US", "CA", lines=2), "GST", 5)
    return collect(order, "PROVINCE_SALES_TAX", "9.975")


@special_kind
def oss_stock_in_the_eu(maker):
    """Make an order that eBay taxes because a foreign seller's stock is in the EU."""
    order = net(maker.order("EBAY_DE", "FR"), 20)
    return collect(order, "VAT", 20, ("OSS", "DE000000000"))


@special_kind
def paid_and_held_until_tracking(maker):
    """Make a paid order whose money eBay holds until there is a tracking number."""
    order = maker.order("EBAY_DE")
    order.payment_hold, order.hold_until_tracking = "NEW_SELLER", True
    return order


@special_kind
def country_code_of_ebays_own(maker):
    """Make an order to Jersey, which eBay calls QO."""
    order = maker.order("EBAY_GB")
    order.buyer = order.ship_to = order.buyer.moved(country="QO", postal_code="JE2 3AB")
    return order


@special_kind
def country_unknown(maker):
    """Make an order of a new buyer in ZZ, eBay's code of an unknown country."""
    order = maker.order("EBAY_DE", buyer=maker.like(PEOPLE["DE"][0]))
    order.buyer = order.ship_to = order.buyer.moved(country="ZZ")
    return order


@special_kind
def phone_missing(maker):
    """Make an order of a known buyer without the phone number."""
    person = PEOPLE["DE"][0]
    order = maker.order("EBAY_DE", buyer=maker.like(person))
    order.ship_to = replace(order.buyer, phone="")
    return order


@special_kind
def note_with_markup(maker):
    """Make an order whose note has markup, a link, and several lines."""
    order = maker.order("EBAY_DE")
    order.notes = "Line one\nLine two\n<a href='http://evil.example/'>pay here</a>"
    return order
