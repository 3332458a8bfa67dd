# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import random
from collections import namedtuple
from decimal import ROUND_HALF_UP, Decimal

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.exceptions import EbayWait

from .order_importer import BUSY_SECONDS

#: ``goods`` and ``shipping`` are taxes; ``fixed`` are amounts by tax id that eBay
#: charged for each, None where Odoo is to compute; ``missing`` says what is to be done.
TaxChoice = namedtuple("TaxChoice", "goods shipping goods_fixed shipping_fixed missing")


class EbayOrderTaxFinder(Component):
    """Finds the taxes of an order line.

    ==========================  ====================================================
    eBay collects the tax       none: the price is net, the tax is not ours
    seller's tax on top         the tax whose rate makes the amount that eBay reports
    VAT in the price            the product's tax by the fiscal position of the
                                country it goes to, in its included form
    anything else               none
    ==========================  ====================================================
    """

    _name = "ebay.order.tax.finder"
    _inherit = "ebay.base"
    _apply_on = "ebay.sale.order"
    _usage = "order.tax.finder"

    def __init__(self, work_context):
        super().__init__(work_context)
        self._cache = {}
        self._none = self.env["account.tax"]

    def find(self, product, money, country, marketplace, lookups):
        """:class:`TaxChoice` of a line.

        :param money: its :class:`LineMoney`
        :param country: where the goods end up
        """
        if money.is_collected:
            return TaxChoice(self._none, self._none, None, None, "")
        if money.own_taxes:
            return self._on_top(money, country, marketplace)
        if not marketplace.price_include_vat:
            return TaxChoice(self._none, self._none, None, None, "")
        goods, missing = self._included(product, country, marketplace, lookups)
        shipping = goods
        shipping_product = self.backend.shipping_product_id
        if self._own_taxes(shipping_product):
            shipping, missing_too = self._included(
                shipping_product, country, marketplace, lookups
            )
            missing = missing or missing_too
        return TaxChoice(goods, shipping, None, None, missing)

    # === VAT IN THE PRICE ===

    def _own_taxes(self, product):
        return product.taxes_id._filter_taxes_by_company(self.backend.company_id)

    def _included(self, product, country, marketplace, lookups):
        """The product's taxes where it goes, each included in the price."""
        taxes = self._own_taxes(product)
        key = (taxes, country, marketplace)
        if key not in self._cache:
            position = lookups.fiscal_position(country)
            self._cache[key] = self._in_included_form(
                position.map_tax(taxes), country, marketplace
            )
        return self._cache[key]

    def _in_included_form(self, taxes, country, marketplace):
        found = self._none
        for tax in taxes:
            if tax.price_include or not tax.amount:
                found |= tax
                continue
            if tax.amount_type != "percent":
                return self._none, self._missing(country, tax.amount, True)
            twin = self._mapped(country, marketplace, tax.amount, True, source=tax)
            if not twin:
                return self._none, self._missing(country, tax.amount, True)
            found |= twin
        return found, ""

    # === TAX ON TOP ===

    def _on_top(self, money, country, marketplace):
        """Taxes that make the amounts that eBay reports, on goods with or without
        shipping; the amounts are fixed, so that no rounding of Odoo's moves a cent."""
        goods_fixed, shipping_fixed = {}, {}
        taxes, shipping_taxes = self._none, self._none
        shipping = money.shipping + sum(money.extras.values(), Decimal())
        for amount in money.own_taxes:
            for base in (money.goods + shipping, money.goods):
                tax = self._tax_of(amount, base, country, marketplace)
                if tax:
                    break
            else:
                rate = self._rate_of(amount, (money.goods + shipping, money.goods))
                note = self._missing(country, rate, False)
                self._note_case(country, marketplace, rate, False)
                return TaxChoice(self._none, self._none, None, None, note)
            on_goods = amount
            if base != money.goods:
                on_goods = (amount * money.goods / base).quantize(
                    Decimal(1).scaleb(amount.as_tuple().exponent), ROUND_HALF_UP
                )
                shipping_taxes |= tax
                shipping_fixed[tax.id] = amount - on_goods
            taxes |= tax
            goods_fixed[tax.id] = goods_fixed.get(tax.id, 0) + on_goods
        return TaxChoice(taxes, shipping_taxes, goods_fixed, shipping_fixed, "")

    def _tax_of(self, amount, base, country, marketplace):
        """The mapped tax, else the company's, that makes ``amount`` of ``base``."""
        if not base:
            return self._none
        for mapping in self._mappings(country, marketplace, False):
            if mapping.tax_id and self._makes(mapping.rate, amount, base):
                return mapping.tax_id
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
            lambda tax: not tax.price_include and self._makes(tax.amount, amount, base)
        )
        if fitting:
            self._note_case(country, marketplace, fitting[0].amount, False, fitting[0])
        return fitting[:1]

    def _rate_of(self, amount, bases):
        """The roundest rate that makes ``amount`` of one of the bases."""
        for digits in range(4):
            for base in filter(None, bases):
                rate = round(amount * 100 / base, digits)
                if self._makes(rate, amount, base):
                    return float(rate)
        return 0.0

    @staticmethod
    def _makes(rate, amount, base):
        cent = Decimal("0.01")
        made = (base * Decimal(str(rate)) / 100).quantize(cent, ROUND_HALF_UP)
        return abs(made - amount) <= Decimal("0.005")

    # === MAPPING ===

    def _mappings(self, country, marketplace, included):
        """Rows for this country, those of the marketplace before general ones."""
        key = ("rows", country, included)
        if key not in self._cache:
            self._cache[key] = self.env["ebay.tax.mapping"].search(
                [
                    ("company_id", "=", self.backend.company_id.id),
                    ("country_id", "=", country.id),
                    ("included", "=", included),
                ]
            )
        rows = self._cache[key].filtered(
            lambda row: row.marketplace_id in (row.marketplace_id.browse(), marketplace)
        )
        return rows.sorted(lambda row: not row.marketplace_id)

    def _mapped(self, country, marketplace, rate, included, source):
        """The tax of the mapping; what is not in it yet is proposed, or asked for."""
        for row in self._mappings(country, marketplace, included):
            if abs(row.rate - rate) < 0.0001 and row.tax_id:
                return row.tax_id
        return self._note_case(country, marketplace, rate, included, source=source)

    def _note_case(self, country, marketplace, rate, included, tax=None, source=None):
        """Keep a case in the mapping, with a tax if one is sure; return that tax."""
        if not country:
            return self._none
        rows = self._mappings(country, marketplace, included)
        row = rows.filtered(lambda row: abs(row.rate - rate) < 0.0001)[:1]
        if not row:
            claimer = self.component(usage="record.locker")
            if not claimer.is_free_tax_case(country, rate, included):
                # Another worker has met the same case, and notes it.
                if source:
                    raise EbayWait(
                        self.env._("Another worker is making the same tax."),
                        random.randint(*BUSY_SECONDS),
                    )
                return tax or self._none
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
            self._cache.pop(("rows", country, included), None)
        if tax is None:
            tax = row._find_tax()
            if not tax and source and self.backend.create_included_taxes:
                tax = row._create_included()
        if tax and not row.tax_id:
            row.tax_id = tax
        return row.tax_id

    def _missing(self, country, rate, included):
        kind = self.env._("included in the price")
        if not included:
            kind = self.env._("on top of the price")
        return self.env._(
            "No tax of %(rate)s %%, %(kind)s, for %(country)s: choose it in the eBay "
            "tax mapping.",
            rate=f"{rate:g}",
            kind=kind,
            country=country.name or self.env._("an unknown country"),
        )
