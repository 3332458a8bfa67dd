# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from itertools import combinations

from odoo.addons.component.core import Component
from odoo.addons.connector.exception import InvalidDataError

ZERO = Decimal()

#: No order of a shop: beyond it, something is wrong with the data.
ABSURD = Decimal(10**9)

#: Kinds of what eBay collects that are fees on top of a price, not the sales tax.
FEE_TYPES = (
    "ELECTRONIC_RECYCLING_FEE",
    "ADDITIONAL_FEE",
    "WHITE_GOODS_DISPOSABLE_TAX",
)

#: Parts of a delivery that the buyer pays to the seller on some marketplaces, and to
#: eBay on others: the line's total tells.
DELIVERY_EXTRAS = ("handlingCost", "importCharges", "shippingIntermediationFee")


@dataclass
class LineMoney:
    """What the buyer pays for one item of an order; for all its units.

    ``goods`` is after discounts, ``list_goods`` before them. ``own_taxes`` are charged
    by the seller on top of the price. ``collected`` is charged, kept and remitted by
    eBay, and in none of the other amounts.
    """

    goods: Decimal
    list_goods: Decimal
    shipping: Decimal
    extras: dict = field(default_factory=dict)
    own_taxes: list = field(default_factory=list)
    collected: Decimal = ZERO
    is_collected: bool = False

    @property
    def own_tax(self):
        return sum(self.own_taxes, ZERO)

    @property
    def total(self):
        extras = sum(self.extras.values(), ZERO)
        return self.goods + self.shipping + extras + self.own_tax


@dataclass
class OrderMoney:
    """What the buyer pays for an order, without what eBay collects.

    ``adjustment`` is what the total has beyond its lines, where eBay names it.
    """

    currency: str
    total: Decimal
    lines: dict
    adjustment: Decimal = ZERO
    collected: Decimal = ZERO
    collected_note: str = ""


class EbayOrderMoney(Component):
    """Reads the amounts of an order and makes sense of them.

    Only lines and ``pricingSummary`` say what the buyer pays; ``paymentSummary`` is
    after eBay's fees, and may be in the payout's currency.
    """

    _name = "ebay.order.money"
    _inherit = "ebay.base"
    _apply_on = "ebay.sale.order"
    _usage = "order.money"

    def parse(self, order):
        """:class:`OrderMoney` of an order as eBay sent it.

        :raise InvalidDataError: something is missing, mixed or absurd
        """
        self._currency = None
        lines = {
            line["lineItemId"]: self._read_line(line) for line in order["lineItems"]
        }
        summary = order.get("pricingSummary") or {}
        booked = sum((line.total for line in lines.values()), ZERO)
        total = self._amount(summary, "total")
        if total is None:
            totals = [self._amount(line, "total") for line in order["lineItems"]]
            if None in totals:
                raise InvalidDataError(
                    self.env._("eBay does not say what this order costs in total.")
                )
            total = sum(totals, ZERO)
        collected = sum((line.collected for line in lines.values()), ZERO)
        if abs(total - collected - booked) < abs(total - booked):
            # So it is when eBay was asked for a breakdown of taxes.
            total -= collected
        return OrderMoney(
            currency=self._currency,
            total=total,
            lines=lines,
            adjustment=self._adjustment(summary, total - booked),
            collected=collected,
            collected_note=self._collected_note(order),
        )

    def _adjustment(self, summary, missing):
        """What the total has beyond the lines, if that is what eBay says it is."""
        adjustment = self._amount(summary, "adjustment") or ZERO
        fee = self._amount(summary, "fee") or ZERO
        for named in (adjustment, fee, adjustment + fee):
            if named and named == missing:
                return named
        return ZERO

    def _read_line(self, line):
        cost = self._amount(line, "lineItemCost")
        quantity = line.get("quantity")
        if cost is None or cost < 0:
            raise InvalidDataError(
                self.env._(
                    "eBay gives no price, or one below zero, for the item '%s'.",
                    line.get("title") or line["lineItemId"],
                )
            )
        if not isinstance(quantity, int) or not 0 < quantity < 10**6:
            raise InvalidDataError(
                self.env._(
                    "eBay gives no sensible quantity for the item '%s'.",
                    line.get("title") or line["lineItemId"],
                )
            )
        collected = line.get("ebayCollectAndRemitTaxes") or []
        money = LineMoney(
            goods=cost,
            list_goods=cost,
            shipping=ZERO,
            own_taxes=self._amounts(
                filter(self._is_sales_tax, line.get("taxes") or ())
            ),
            collected=sum(self._amounts(collected), ZERO),
            is_collected=any(self._is_sales_tax(tax) for tax in collected),
        )
        return self._solve(line, money)

    @staticmethod
    def _is_sales_tax(tax):
        kind = tax.get("taxType") or ""
        return kind not in FEE_TYPES and not kind.endswith("_RECYCLING_FEE")

    def _solve(self, line, money):
        """Find which of the amounts make the line's total.

        eBay's pages and answers differ on whether a discount is in an amount already,
        and on who gets import charges: the total decides.
        """
        delivery = line.get("deliveryCost") or {}
        shipping = self._amount(delivery, "shippingCost") or ZERO
        off = abs(self._amount(delivery, "discountAmount") or ZERO)
        extras = {
            name: amount
            for name in DELIVERY_EXTRAS
            if (amount := self._amount(delivery, name))
        }
        fees = sum(
            self._amounts(
                tax for tax in line.get("taxes") or () if not self._is_sales_tax(tax)
            )
        )
        if fees:
            extras["fee"] = fees
        promotions = sum(self._amounts(line.get("appliedPromotions"), "discountAmount"))
        discounted = self._amount(line, "discountedLineItemCost")
        goods_options = [
            amount
            for amount in (discounted, money.goods - promotions, money.goods)
            if amount is not None and amount >= 0
        ]
        total = self._amount(line, "total")
        targets = [total, total - money.collected] if total is not None else []
        for target in targets:
            for goods in goods_options:
                for sent in (shipping - off, shipping):
                    for chosen in self._subsets(extras):
                        money.goods, money.shipping = goods, sent
                        money.extras = chosen
                        if money.total == target:
                            return money
        money.goods, money.shipping = goods_options[0], shipping - off
        money.extras = {
            name: amount for name, amount in extras.items() if name == "handlingCost"
        }
        return money

    @staticmethod
    def _subsets(extras):
        for size in range(len(extras), -1, -1):
            for names in combinations(extras, size):
                yield {name: extras[name] for name in names}

    def _amounts(self, rows, name="amount"):
        """Amounts of rows, without those of zero."""
        amounts = (self._amount(row, name) for row in rows or ())
        return [amount for amount in amounts if amount]

    def _amount(self, holder, name):
        """An amount, None if it is not there; all of an order have one currency."""
        amount = (holder or {}).get(name)
        if not amount or amount.get("value") in (None, ""):
            return None
        try:
            value = Decimal(str(amount["value"]))
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite() or abs(value) >= ABSURD:
            raise InvalidDataError(
                self.env._(
                    "eBay sent an amount that cannot be right: %(value)s (%(name)s).",
                    value=amount["value"],
                    name=name,
                )
            )
        currency = amount.get("currency")
        self._currency = self._currency or currency
        if currency and currency != self._currency:
            raise InvalidDataError(
                self.env._(
                    "This order mixes currencies: %(one)s and %(other)s.",
                    one=self._currency,
                    other=currency,
                )
            )
        return value

    def _collected_note(self, order):
        """Kinds of tax that eBay collects, and its numbers for customs."""
        notes = []
        for line in order["lineItems"]:
            for tax in line.get("ebayCollectAndRemitTaxes") or ():
                reference = tax.get("ebayReference") or {}
                words = [
                    tax.get("taxType"),
                    reference.get("name"),
                    reference.get("value"),
                ]
                note = " ".join(word for word in words if word)
                if note and note not in notes:
                    notes.append(note)
        return ", ".join(notes)
