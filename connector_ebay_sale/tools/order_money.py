# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The amounts of an order as eBay sent it: what the buyer pays, line by line.

Only the lines and ``pricingSummary`` say what the buyer pays; ``paymentSummary`` is
after eBay's fees and may be in the currency of the payout. eBay's documents and answers
differ on whether an amount is already discounted and who receives import charges, so
:func:`read_line` tries the possible readings and takes the one that makes the line's
``total``.

The client has brought the order to the form without the taxes that eBay collects. What
eBay or its carrier receives besides is no revenue either, whether a total includes it
or not: ``ebayCollectedCharges``, fees for recycling, the fee of the Global Shipping
Program.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import Enum
from itertools import combinations
from typing import Any

Json = dict[str, Any]

ZERO = Decimal()

#: An amount of this size or more is an error in the data.
AMOUNT_LIMIT = Decimal(10**9)

#: A quantity of this size or more is an error in the data.
QUANTITY_LIMIT = 10**6

#: Types of ``ebayCollectAndRemitTaxes`` that are fees on top of the price, not taxes.
FEE_TYPES = (
    "ELECTRONIC_RECYCLING_FEE",
    "ADDITIONAL_FEE",
    "WHITE_GOODS_DISPOSABLE_TAX",
)

#: Parts of a delivery's cost that go to the seller on some marketplaces and to eBay on
#: others.
DELIVERY_EXTRAS = ("handlingCost", "importCharges")

#: The part of a delivery's cost that the operator of eBay's shipping program receives.
INTERMEDIATION_FEE = "shippingIntermediationFee"


class MoneyProblem(Enum):
    """What is wrong with the amounts of an order."""

    NO_TOTAL = "no total"
    NO_PRICE = "no price"
    NO_QUANTITY = "no quantity"
    BAD_AMOUNT = "bad amount"
    MIXED_CURRENCIES = "mixed currencies"


class OrderMoneyError(ValueError):
    """Amounts are missing, contradictory or absurd.

    :ivar problem: a :class:`MoneyProblem`
    :ivar details: values for the sentence about it
    """

    def __init__(self, problem: MoneyProblem, **details: Any) -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.details = details


@dataclass
class LineMoney:
    """What the buyer pays for one line of an order, for all its units.

    :ivar goods: after discounts
    :ivar list_goods: before discounts
    :ivar extras: further delivery costs for the seller, by eBay's name
    :ivar own_taxes: taxes that the seller charges on top of the price
    :ivar collected: tax that eBay charges, keeps and remits; in no other amount
    :ivar kept: fees and charges for eBay or its carrier; in no other amount
    """

    goods: Decimal
    list_goods: Decimal
    shipping: Decimal
    extras: dict[str, Decimal] = field(default_factory=dict)
    own_taxes: list[Decimal] = field(default_factory=list)
    collected: Decimal = ZERO
    is_collected: bool = False
    kept: list[Decimal] = field(default_factory=list)

    @property
    def own_tax(self) -> Decimal:
        """Return the sum of the seller's own taxes."""
        return sum(self.own_taxes, ZERO)

    @property
    def delivery(self) -> Decimal:
        """Return what the seller receives beside the goods, before taxes."""
        return self.shipping + sum(self.extras.values(), ZERO)

    @property
    def total(self) -> Decimal:
        """Return what the buyer pays for the line, without what eBay collects."""
        return self.goods + self.delivery + self.own_tax


@dataclass
class OrderMoney:
    """What the buyer pays for an order, without the tax that eBay collects.

    :ivar lines: by ``lineItemId``
    :ivar adjustment: part of the total that is in no line, but that eBay names
    :ivar collected_note: types of the collected taxes, and eBay's customs numbers
    """

    currency: str
    total: Decimal
    lines: dict[str, LineMoney]
    adjustment: Decimal = ZERO
    collected: Decimal = ZERO
    collected_note: str = ""


def read_order_money(order: Json) -> OrderMoney:
    """Return the amounts of an order as eBay's Fulfillment API sends it.

    :raise OrderMoneyError: something is missing, contradictory or absurd
    """
    return _OrderReader().read_order(order)


def split_amount(
    amount: Decimal, quantity: int, rounding: Decimal
) -> list[tuple[int, Decimal]]:
    """Return ``(quantity, unit price)`` pairs whose sum is exactly ``amount``.

    10.00 for three units gives two for 3.33 and one for 3.34. An amount finer than the
    currency cannot be split like this: one pair with the inexact price is returned.

    :param rounding: the smallest unit of the currency
    """
    units = amount / rounding
    if units != units.to_integral_value():
        return [(quantity, amount / quantity)]
    unit, remainder = divmod(int(units), quantity)
    parts = [(quantity - remainder, unit * rounding)]
    if remainder:
        parts.append((remainder, (unit + 1) * rounding))
    return parts


def share_tax(
    taxes: dict[int, Decimal] | None, parts: list[tuple[int, Decimal]], total: Decimal
) -> list[dict[int, Decimal] | None]:
    """Return fixed tax amounts for each of the parts of a line.

    :param taxes: amounts for the whole line by tax id; None if Odoo computes them
    :param parts: as :func:`split_amount` returns them
    :param total: the amount that was split
    """
    if taxes is None:
        return [None] * len(parts)
    shares: list[dict[int, Decimal] | None] = []
    left = dict(taxes)
    for count, unit in parts[:-1]:
        share = {
            tax_id: round(amount * count * unit / total, 2) if total else ZERO
            for tax_id, amount in taxes.items()
        }
        left = {tax_id: left[tax_id] - share[tax_id] for tax_id in left}
        shares.append(share)
    return [*shares, left]


class _OrderReader:
    """Read one order; remember its currency to notice a second one."""

    def __init__(self) -> None:
        self.currency = ""

    def read_order(self, order: Json) -> OrderMoney:
        lines = {
            line["lineItemId"]: self.read_line(line) for line in order["lineItems"]
        }
        summary = order.get("pricingSummary") or {}
        booked = sum((line.total for line in lines.values()), ZERO)
        collected = sum((line.collected for line in lines.values()), ZERO)
        total = self.amount(summary, "total")
        if total is None:
            total = self.sum_of_lines(order["lineItems"])
        kept = [amount for line in lines.values() for amount in line.kept]
        # A fee for recycling is on a line as well, or only here.
        kept.append(self.amount(summary, "fee") or ZERO)
        total, adjustment = self.sellers_total(
            total, booked, kept_sums(collected, kept), summary
        )
        return OrderMoney(
            currency=self.currency,
            total=total,
            lines=lines,
            adjustment=adjustment,
            collected=collected,
            collected_note=collected_note(order),
        )

    def sellers_total(
        self, total: Decimal, booked: Decimal, kept: list[Decimal], summary: Json
    ) -> tuple[Decimal, Decimal]:
        """Return the total without what eBay keeps, and an adjustment in it.

        :param booked: sum of the lines
        :param kept: possible sums of what eBay keeps of the total
        """
        adjustment = self.amount(summary, "adjustment") or ZERO
        for part in kept:
            if total - part == booked:
                return booked, ZERO
        for part in kept:
            for named in (adjustment, -adjustment):
                if named and total - part - booked == named:
                    return total - part, named
        # It fits in no way: the order is held with the smallest difference.
        totals = [total - part for part in kept]
        return min(totals, key=lambda one: abs(one - booked)), ZERO

    def sum_of_lines(self, lines: list[Json]) -> Decimal:
        total = ZERO
        for line in lines:
            amount = self.amount(line, "total")
            if amount is None:
                raise OrderMoneyError(MoneyProblem.NO_TOTAL)
            total += amount
        return total

    def read_line(self, line: Json) -> LineMoney:
        cost = self.amount(line, "lineItemCost")
        quantity = line.get("quantity")
        title = line.get("title") or line["lineItemId"]
        if cost is None or cost < 0:
            raise OrderMoneyError(MoneyProblem.NO_PRICE, title=title)
        if not isinstance(quantity, int) or not 0 < quantity < QUANTITY_LIMIT:
            raise OrderMoneyError(MoneyProblem.NO_QUANTITY, title=title)
        collected = line.get("ebayCollectAndRemitTaxes") or []
        money = LineMoney(
            goods=cost,
            list_goods=cost,
            shipping=ZERO,
            own_taxes=self.amounts(filter(is_sales_tax, line.get("taxes") or ())),
            collected=sum(self.amounts(collected), ZERO),
            is_collected=any(is_sales_tax(tax) for tax in collected),
            kept=self.kept_by_ebay(line),
        )
        return self.choose_reading(line, money)

    def choose_reading(self, line: Json, money: LineMoney) -> LineMoney:
        """Set the amounts of ``money`` so that they make the line's total."""
        delivery = line.get("deliveryCost") or {}
        shipping = self.amount(delivery, "shippingCost") or ZERO
        discount = abs(self.amount(delivery, "discountAmount") or ZERO)
        extras = self.read_extras(delivery)
        goods_options = self.goods_options(line, money.goods)
        total = self.amount(line, "total")
        targets = []
        if total is not None:
            targets = [total - part for part in kept_sums(money.collected, money.kept)]
        for target in targets:
            for goods in goods_options:
                for sent in (shipping - discount, shipping):
                    for chosen in subsets(extras):
                        money.goods, money.shipping = goods, sent
                        money.extras = chosen
                        if money.total == target:
                            return money
        money.goods, money.shipping = goods_options[0], shipping - discount
        money.extras = {
            name: amount for name, amount in extras.items() if name == "handlingCost"
        }
        return money

    def read_extras(self, delivery: Json) -> dict[str, Decimal]:
        return {
            name: amount
            for name in DELIVERY_EXTRAS
            if (amount := self.amount(delivery, name))
        }

    def kept_by_ebay(self, line: Json) -> list[Decimal]:
        """Return the fees and charges of a line that the seller does not receive."""
        charges = line.get("ebayCollectedCharges") or {}
        fees = [tax for tax in line.get("taxes") or () if not is_sales_tax(tax)]
        return [
            *self.amounts(fees),
            *self.amounts(charges.get("charges")),
            *self.amounts([charges], "ebayShipping"),
            *self.amounts([line.get("deliveryCost") or {}], INTERMEDIATION_FEE),
        ]

    def goods_options(self, line: Json, cost: Decimal) -> list[Decimal]:
        """Return the possible prices of the goods, the most likely one first."""
        promotions = line.get("appliedPromotions")
        off = sum(self.amounts(promotions, "discountAmount"), ZERO)
        options = (self.amount(line, "discountedLineItemCost"), cost - off, cost)
        return [amount for amount in options if amount is not None and amount >= 0]

    def amounts(
        self, rows: Iterable[Json] | None, name: str = "amount"
    ) -> list[Decimal]:
        """Return the amounts of the rows that are not zero."""
        found = (self.amount(row, name) for row in rows or ())
        return [amount for amount in found if amount]

    def amount(self, holder: Json | None, name: str) -> Decimal | None:
        """Return one amount, None if eBay sent none.

        :raise OrderMoneyError: it is absurd, or in another currency than the others
        """
        amount = (holder or {}).get(name)
        if not amount or amount.get("value") in (None, ""):
            return None
        try:
            value = Decimal(str(amount["value"]))
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite() or abs(value) >= AMOUNT_LIMIT:
            raise OrderMoneyError(
                MoneyProblem.BAD_AMOUNT, value=amount["value"], name=name
            )
        currency = amount.get("currency") or ""
        self.currency = self.currency or currency
        if currency and currency != self.currency:
            raise OrderMoneyError(
                MoneyProblem.MIXED_CURRENCIES, one=self.currency, other=currency
            )
        return value


def is_sales_tax(tax: Json) -> bool:
    """Return whether a row of taxes is a sales tax, not a fee."""
    tax_type = tax.get("taxType") or ""
    return tax_type not in FEE_TYPES and not tax_type.endswith("_RECYCLING_FEE")


def subsets(extras: dict[str, Decimal]) -> Iterator[dict[str, Decimal]]:
    """Yield all subsets of the extras, the largest first."""
    for size in range(len(extras), -1, -1):
        for names in combinations(extras, size):
            yield {name: extras[name] for name in names}


def kept_sums(collected: Decimal, kept: list[Decimal]) -> list[Decimal]:
    """Return what a total may include of what eBay keeps, the likeliest first."""
    charges = [ZERO, *kept, sum(kept, ZERO)]
    return list(
        dict.fromkeys(tax + charge for tax in (ZERO, collected) for charge in charges)
    )


def collected_note(order: Json) -> str:
    """Return the types of tax that eBay collects, and its numbers for customs."""
    notes: list[str] = []
    for line in order["lineItems"]:
        for tax in line.get("ebayCollectAndRemitTaxes") or ():
            reference = tax.get("ebayReference") or {}
            words = [tax.get("taxType"), reference.get("name"), reference.get("value")]
            note = " ".join(word for word in words if word)
            if note and note not in notes:
                notes.append(note)
    return ", ".join(notes)
