# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from odoo.models import BaseModel
from odoo.tools import float_round

from odoo.addons.component.core import Component


class EbayPriceQuantityPricer(Component):
    """Compute the prices of SKUs by pricelist, in the currency of their listings.

    eBay accepts a wrong currency without an error and rounds a third decimal up, so
    both are made right here. Strike-through prices are eBay's own and not changed.
    """

    _name = "ebay.price.quantity.pricer"
    _inherit = "ebay.base"
    _apply_on = "ebay.backend"
    _usage = "sku.pricer"

    def prices(self, skus: BaseModel) -> dict[BaseModel, float]:
        """Return ``{sku: price}`` of SKUs with a price or a pricelist, and a currency.

        A price as buyers see it, kept on the SKU or in the marketplace's pricelist of
        such prices, goes before the pricelist whose prices get tax and rounding. What
        Odoo itself has listed without a pricelist keeps following the sales price.
        """
        prices = self._prices_as_shown(skus)
        groups: dict[tuple[BaseModel, ...], list[int]] = defaultdict(list)
        for sku in skus:
            marketplace = sku.marketplace_id or self.backend.marketplace_id
            pricelist = self._listing_pricelist(sku) or self._pricelist(marketplace)
            is_priced = pricelist or sku.listing_id.listing_template_id
            if is_priced and sku.currency_id and sku not in prices:
                groups[pricelist, marketplace, sku.currency_id].append(sku.id)
        for (pricelist, marketplace, currency), ids in groups.items():
            members = skus.browse(ids)
            prices.update(self._group_prices(members, pricelist, marketplace, currency))
        return prices

    def listing_prices(self, skus: BaseModel) -> dict[BaseModel, float]:
        """Return ``{sku: price}`` of SKUs to be listed.

        Without a pricelist the sales price of the product counts.
        """
        prices = self.prices(skus)
        for marketplace, members in skus.grouped("marketplace_id").items():
            rest = members.filtered(lambda sku: sku.odoo_id and sku not in prices)
            if rest:
                nothing = self.env["product.pricelist"]
                currency = marketplace.currency_id
                prices.update(self._group_prices(rest, nothing, marketplace, currency))
        return prices

    @staticmethod
    def _listing_pricelist(sku: BaseModel) -> BaseModel:
        """Return the pricelist of the listing template, for listings made in Odoo."""
        return sku.listing_id.listing_template_id.pricelist_id

    def _prices_as_shown(self, skus: BaseModel) -> dict[BaseModel, float]:
        """Return ``{sku: price}`` of prices that are as buyers see them.

        They are sent as they are: no tax, no rounding to the account's rounding.
        """
        prices = {sku: sku.kept_price for sku in skus if sku.kept_price}
        for own in self.backend.marketplace_pricelist_ids:
            shown = own.shown_pricelist_id
            members = skus.filtered(
                lambda sku, own=own, shown=shown: sku not in prices
                and sku.currency_id == shown.currency_id
                and (sku.marketplace_id or self.backend.marketplace_id)
                == own.marketplace_id
            )
            if not shown or not members:
                continue
            rules = shown._ebay_fixed_rules(members.odoo_id)
            for sku in members.filtered(lambda sku, rules=rules: sku.odoo_id in rules):
                prices[sku] = sku.currency_id.round(rules[sku.odoo_id].fixed_price)
        return prices

    def _pricelist(self, marketplace: BaseModel) -> BaseModel:
        """Return the pricelist of the marketplace, or else the account's."""
        own = self.backend.marketplace_pricelist_ids.filtered(
            lambda line: line.marketplace_id == marketplace
        )
        return own.pricelist_id or self.backend.pricelist_id

    def _group_prices(
        self,
        skus: BaseModel,
        pricelist: BaseModel,
        marketplace: BaseModel,
        currency: BaseModel,
    ) -> Iterator[tuple[BaseModel, float]]:
        """Yield SKUs with their prices."""
        company = self.backend.company_id
        products = skus.odoo_id.with_company(company)
        by_product = pricelist.with_company(company)._get_products_price(
            products, 1.0, currency=currency
        )
        for sku in skus:
            product = sku.odoo_id.with_company(company)
            price = self._apply_tax(
                product, by_product[product.id], currency, marketplace
            )
            yield sku, self._round(price, currency)

    def _apply_tax(
        self,
        product: BaseModel,
        price: float,
        currency: BaseModel,
        marketplace: BaseModel,
    ) -> float:
        """Return the price with or without tax, as the marketplace expects it.

        This add-on knows no taxes; an add-on that does overrides this method.
        """
        return price

    def _round(self, price: float, currency: BaseModel) -> float:
        if self.backend.price_rounding:
            price = float_round(price, precision_rounding=self.backend.price_rounding)
        return currency.round(price)

    def lowest_price(self, sku: BaseModel) -> float:
        """Return the lowest price at which the SKU may be sold, in its currency."""
        backend = self.backend
        if backend.price_floor == "fixed":
            return backend.price_floor_amount
        if backend.price_floor == "none":
            return 0.0
        company = backend.company_id
        cost = sku.odoo_id.with_company(company).standard_price
        return company.currency_id._convert(cost, sku.currency_id, company)
