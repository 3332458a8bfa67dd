# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any

from odoo import Command
from odoo.models import BaseModel

from odoo.addons.component.core import Component

#: Key of the activity about prices that no net price makes to the cent.
INEXACT = "prices_inexact"


class EbayProductPricing(Component):
    """Choose taxes and prices, so that products cost with tax what they cost on eBay.

    ==============================  ==================================================
    eBay's prices include VAT       the company's default tax in the form that is
                                    included in the price: the price is eBay's; if
                                    there is none, the net price that comes nearest
    eBay's prices are without tax   the default tax: the price without it is eBay's
    ==============================  ==================================================
    """

    _inherit = "ebay.product.pricing"

    def __init__(self, work_context: Any) -> None:
        super().__init__(work_context)
        self._taxes_by_marketplace: dict[BaseModel, BaseModel] = {}
        self._company = self.backend.company_id
        self._currency = self._company.currency_id

    def other_values(self, sku: BaseModel) -> dict[str, Any]:
        """Return the product's taxes."""
        taxes = self._get_or_create_taxes(sku)
        return {**super().other_values(sku), "taxes_id": [Command.set(taxes.ids)]}

    def list_price(self, sku: BaseModel) -> float:
        """Return the sales price whose amount with tax, or without, is eBay's."""
        price = super().list_price(sku)
        taxes = self._get_or_create_taxes(sku)
        if not taxes or not price:
            return price
        total = "total_excluded"
        if self._marketplace(sku).price_include_vat:
            total = "total_included"
        if self._is_total(taxes, price, price, total):
            return price
        # What the price is with the taxes in it, or without them.
        other = taxes.with_context(force_price_include=total == "total_included")
        amounts = other.compute_all(price, currency=self._currency)
        found = amounts["total_excluded"]
        if total == "total_excluded":
            found = amounts["total_included"]
        step = 10 ** -self.env["decimal.precision"].precision_get("Product Price")
        for candidate in (found, found - step, found + step):
            if self._is_total(taxes, candidate, price, total):
                return candidate
        self._report_inexact(taxes)
        return found

    def _is_total(
        self, taxes: BaseModel, list_price: float, price: float, total: str
    ) -> bool:
        """Return whether a sales price amounts to a price with tax, or without."""
        amount = taxes.compute_all(list_price, currency=self._currency)[total]
        return self._currency.compare_amounts(amount, price) == 0

    def _marketplace(self, sku: BaseModel) -> BaseModel:
        return sku.marketplace_id or self.backend.marketplace_id

    # === TAXES ===

    def _get_or_create_taxes(self, sku: BaseModel) -> BaseModel:
        """Return the taxes of new products that are sold on a marketplace.

        :raise EbayWait: another worker creates the same tax
        """
        marketplace = self._marketplace(sku)
        if marketplace not in self._taxes_by_marketplace:
            company = self._company.sudo()
            tax = company.account_sale_tax_id or company.root_id.account_sale_tax_id
            if tax and marketplace.price_include_vat and not tax.price_include:
                tax = self._get_or_create_included(tax, marketplace) or tax
            self._taxes_by_marketplace[marketplace] = tax
        return self._taxes_by_marketplace[marketplace]

    def _get_or_create_included(self, tax: BaseModel, marketplace: BaseModel) -> Any:
        """Return the form of a tax that is included in the price, the orders' own.

        Fiscal positions replace it by the same taxes as the original.
        """
        resolver = self.component(
            usage="order.tax.resolver", model_name="ebay.sale.order"
        )
        included = resolver.get_or_create_included_form(
            tax, self._company.account_fiscal_country_id, marketplace
        )
        replacing = tax.sudo().replacing_tax_ids - included.sudo().replacing_tax_ids
        if included and replacing:
            replacing.write({"original_tax_ids": [Command.link(included.id)]})
        return included

    def _report_inexact(self, taxes: BaseModel) -> None:
        """Schedule an activity about prices that differ by a cent with tax."""
        self.backend._ebay_schedule_activity(
            INEXACT,
            self.env._("Prices differ from eBay's by a cent"),
            self.env._(
                "Products were created whose price with %(tax)s cannot be eBay's to "
                "the cent, because the tax is not included in the price. Choose the "
                "form that is included in the eBay tax mapping, or let the account "
                "create it (Create Included Taxes).",
                tax=", ".join(taxes.mapped("name")),
            ),
        )
