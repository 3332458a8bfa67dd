# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any

from odoo import fields
from odoo.models import BaseModel

from odoo.addons.component.core import Component

from ...tools.price_extras import PriceExtras, solve_price_extras


class EbayProductPricing(Component):
    """Compute the sales prices of products that are created from listings.

    A product costs in Odoo what it costs on eBay. This add-on knows no taxes; an add-on
    that does inherits this component.
    """

    _name = "ebay.product.pricing"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.template"
    _usage = "product.pricing"

    def list_price(self, sku: BaseModel) -> float:
        """Return the sales price of a SKU in the company's currency."""
        company = self.backend.company_id
        if not sku.currency_id:
            return 0.0
        return sku.currency_id._convert(
            sku.price,
            company.currency_id,
            company,
            fields.Date.context_today(self.backend),
        )

    def other_values(self, sku: BaseModel) -> dict[str, Any]:
        """Return the values of a template that go with its price, such as taxes."""
        return {}

    def product_values(self, sku: BaseModel) -> dict[str, Any]:
        """Return price and taxes of the product of a listing without variations."""
        return {"list_price": self.list_price(sku), **self.other_values(sku)}

    def price_extras(self, skus: BaseModel) -> PriceExtras:
        """Return the base price of variations and the extras of attribute values.

        If the prices do not add up over the attributes, the base price is the lowest.
        """
        rounding = self.backend.company_id.currency_id.decimal_places
        prices = {
            frozenset(map(tuple, sku.specifics)): self.list_price(sku) for sku in skus
        }
        return solve_price_extras(prices, rounding)

    def is_price(self, product: BaseModel, sku: BaseModel) -> bool:
        """Return whether a variant costs what its SKU does."""
        currency = self.backend.company_id.currency_id
        price = product.list_price + product.price_extra
        return currency.compare_amounts(price, self.list_price(sku)) == 0
