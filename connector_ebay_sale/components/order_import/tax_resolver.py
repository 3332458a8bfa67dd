# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

import random
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.exceptions import EbayWait
from odoo.addons.connector_ebay.tools.stored_text import StoredText
from odoo.addons.connector_ebay.tools.transactions import RETRY_SECONDS

from ...tools.order_money import LineMoney
from .record_locker import RecordLocker

CENT = Decimal("0.01")
HALF_A_CENT = Decimal("0.005")


class TaxChoice(NamedTuple):
    """The taxes of an order line and of its shipping.

    :ivar goods_fixed: amounts that eBay charged, by tax id; None if Odoo computes them
    :ivar shipping_fixed: the same for the shipping
    :ivar missing: what a person has to do; empty if the taxes are known
    """

    goods: Any
    shipping: Any
    goods_fixed: dict[int, Decimal] | None = None
    shipping_fixed: dict[int, Decimal] | None = None
    missing: str = ""


class EbayOrderTaxResolver(Component):
    """Choose the taxes of an order line; add unknown cases to the tax mapping.

    ==========================  ====================================================
    seller's tax on top         the tax whose rate makes the amount that eBay reports,
                                also where eBay collects another one
    eBay collects the tax       none: the price is net and the tax is not ours
    VAT in the price            the product's tax by the fiscal position of the
                                place it goes to, in its included form
    anything else               none
    ==========================  ====================================================
    """

    _name = "ebay.order.tax.resolver"
    _inherit = "ebay.base"
    _apply_on = "ebay.sale.order"
    _usage = "order.tax.resolver"

    def __init__(self, work_context: Any) -> None:
        super().__init__(work_context)
        self._included_taxes: dict[Any, tuple[Any, str]] = {}
        self._rows: dict[Any, Any] = {}
        self._no_tax = self.env["account.tax"]

    def find_or_create(
        self,
        product: Any,
        money: LineMoney,
        country: Any,
        marketplace: Any,
        position: Any,
    ) -> TaxChoice:
        """Return the taxes of a line.

        A case that is not in the tax mapping is added there; the included form of a
        tax is created if it is missing and the account is set so.

        :param country: the ``res.country`` in which the goods end up
        :param position: the fiscal position of the place there
        :raise EbayWait: another worker is adding the same case
        """
        if money.own_taxes:
            return self._taxes_on_top(money, country, marketplace)
        if money.is_collected:
            return TaxChoice(self._no_tax, self._no_tax)
        if not marketplace.price_include_vat:
            return TaxChoice(self._no_tax, self._no_tax)
        goods, missing = self._taxes_in_price(product, country, marketplace, position)
        shipping = goods
        shipping_product = self.backend.shipping_product_id
        if self._company_taxes(shipping_product):
            shipping, shipping_missing = self._taxes_in_price(
                shipping_product, country, marketplace, position
            )
            missing = missing or shipping_missing
        return TaxChoice(goods, shipping, missing=missing)

    # === VAT IN THE PRICE ===

    def _company_taxes(self, product: Any) -> Any:
        return product.taxes_id._filter_taxes_by_company(self.backend.company_id)

    def _taxes_in_price(
        self, product: Any, country: Any, marketplace: Any, position: Any
    ) -> tuple[Any, str]:
        """Return the product's taxes in the country, each included in the price.

        :return: taxes, and a sentence if one is missing
        """
        taxes = self._company_taxes(product)
        key = (taxes, country, marketplace, position)
        if key not in self._included_taxes:
            self._included_taxes[key] = self._included_forms(
                position.map_tax(taxes), country, marketplace
            )
        return self._included_taxes[key]

    def _included_forms(
        self, taxes: Any, country: Any, marketplace: Any
    ) -> tuple[Any, str]:
        found = self._no_tax
        for tax in taxes:
            if tax.price_include or not tax.amount:
                found |= tax
                continue
            included = self._no_tax
            if tax.amount_type == "percent":
                included = self._get_or_create_included(country, marketplace, tax)
            if not included:
                return self._no_tax, self._missing_note(country, tax.amount, True)
            found |= included
        return found, ""

    def _get_or_create_included(self, country: Any, marketplace: Any, tax: Any) -> Any:
        for row in self._mapping_rows(country, marketplace, True):
            if _is_same_rate(row.rate, tax.amount) and row.tax_id:
                return row.tax_id
        return self._get_or_create_case(
            country, marketplace, tax.amount, True, source=tax
        )

    def get_or_create_included_form(
        self, tax: Any, country: Any, marketplace: Any
    ) -> Any:
        """Return the form of a tax that is included in the price, or empty.

        :param country: the ``res.country`` of the tax
        :raise EbayWait: another worker creates it
        """
        taxes, _missing = self._included_forms(tax, country, marketplace)
        return taxes

    # === TAX ON TOP ===

    def _taxes_on_top(
        self, money: LineMoney, country: Any, marketplace: Any
    ) -> TaxChoice:
        """Return the taxes that make the amounts that eBay reports.

        They may be charged on the goods, or on goods and shipping. The amounts are
        fixed, so that Odoo's rounding does not change them.
        """
        goods_fixed: dict[int, Decimal] = {}
        shipping_fixed: dict[int, Decimal] = {}
        taxes, shipping_taxes = self._no_tax, self._no_tax
        bases = (money.goods + money.delivery, money.goods)
        for amount in money.own_taxes:
            for base in bases:
                tax = self._find_tax_on_top(amount, base, country, marketplace)
                if tax:
                    break
            else:
                rate = self._guess_rate(amount, bases)
                self._get_or_create_case(country, marketplace, rate, False)
                note = self._missing_note(country, rate, False)
                return TaxChoice(self._no_tax, self._no_tax, missing=note)
            on_goods = amount
            if base != money.goods:
                on_goods = (amount * money.goods / base).quantize(
                    Decimal(1).scaleb(int(amount.as_tuple().exponent)), ROUND_HALF_UP
                )
                shipping_taxes |= tax
                shipping_fixed[tax.id] = amount - on_goods
            taxes |= tax
            goods_fixed[tax.id] = goods_fixed.get(tax.id, Decimal()) + on_goods
        return TaxChoice(taxes, shipping_taxes, goods_fixed, shipping_fixed)

    def _find_tax_on_top(
        self, amount: Decimal, base: Decimal, country: Any, marketplace: Any
    ) -> Any:
        """Return the mapped tax, else the company's, that makes ``amount`` of ``base``.

        A tax of the company is added to the mapping.
        """
        if not base:
            return self._no_tax
        for row in self._mapping_rows(country, marketplace, False):
            if row.tax_id and _makes_amount(row.rate, amount, base):
                return row.tax_id
        domain = self.env["account.tax"]._check_company_domain(self.backend.company_id)
        taxes = self.env["account.tax"].search(
            [
                *domain,
                ("type_tax_use", "=", "sale"),
                ("amount_type", "=", "percent"),
                ("country_id", "=", country.id),
            ]
        )
        fitting = taxes.filtered(
            lambda tax: (
                not tax.price_include and _makes_amount(tax.amount, amount, base)
            )
        )[:1]
        if fitting:
            self._get_or_create_case(
                country, marketplace, fitting.amount, False, tax=fitting
            )
        return fitting

    @staticmethod
    def _guess_rate(amount: Decimal, bases: tuple[Decimal, ...]) -> float:
        """Return the rate with the fewest digits that makes ``amount`` of a base."""
        for digits in range(4):
            for base in filter(None, bases):
                rate = round(amount * 100 / base, digits)
                if _makes_amount(rate, amount, base):
                    return float(rate)
        return 0.0

    # === MAPPING ===

    def _mapping_rows(self, country: Any, marketplace: Any, included: bool) -> Any:
        """Return the rows of this country, those of the marketplace first."""
        key = (country, included)
        if key not in self._rows:
            self._rows[key] = self.env["ebay.tax.mapping"].search(
                [
                    ("company_id", "=", self.backend.company_id.id),
                    ("country_id", "=", country.id),
                    ("included", "=", included),
                ]
            )
        rows = self._rows[key].filtered(
            lambda row: row.marketplace_id in (row.marketplace_id.browse(), marketplace)
        )
        return rows.sorted(lambda row: not row.marketplace_id)

    def _get_or_create_case(
        self,
        country: Any,
        marketplace: Any,
        rate: float,
        included: bool,
        tax: Any = None,
        source: Any = None,
    ) -> Any:
        """Add a case to the tax mapping if it is not there; return its tax.

        :param tax: the tax, if it is known
        :param source: the excluded form of the tax to find or create
        :raise EbayWait: another worker is adding the case and its tax is needed
        """
        if not country:
            return self._no_tax
        rows = self._mapping_rows(country, marketplace, included)
        row = rows.filtered(lambda row: _is_same_rate(row.rate, rate))[:1]
        if not row:
            if not RecordLocker(self.work).lock_tax_case(country, rate, included):
                if source:
                    raise EbayWait(
                        StoredText._("Another worker is creating the same tax."),
                        random.randint(*RETRY_SECONDS),
                    )
                return tax or self._no_tax
            row = self.env["ebay.tax.mapping"].create(
                {
                    "company_id": self.backend.company_id.id,
                    "country_id": country.id,
                    "rate": rate,
                    "included": included,
                    "source_id": source.id if source else False,
                    "proposed": True,
                }
            )
            self._rows.pop((country, included), None)
        if tax is None:
            tax = row._find_tax()
            if not tax and source and self.backend.create_included_taxes:
                tax = row._create_included_tax()
        if tax and not row.tax_id:
            row.tax_id = tax
        return row.tax_id

    def _missing_note(self, country: Any, rate: float, included: bool) -> str:
        kind = StoredText._("included in the price")
        if not included:
            kind = StoredText._("on top of the price")
        return StoredText._(
            "No tax of %(rate)s %%, %(kind)s, for %(country)s: choose it in the eBay "
            "tax mapping.",
            rate=StoredText.number(rate),
            kind=kind,
            country=StoredText.name(country)
            if country
            else StoredText._("an unknown country"),
        )


def _is_same_rate(one: float, other: float) -> bool:
    return abs(one - other) < 0.0001


def _makes_amount(rate: float | Decimal, amount: Decimal, base: Decimal) -> bool:
    """Return whether a rate of a base, rounded to the cent, is the amount."""
    tax = (base * Decimal(str(rate)) / 100).quantize(CENT, ROUND_HALF_UP)
    return abs(tax - amount) <= HALF_A_CENT
