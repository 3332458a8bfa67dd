# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections import defaultdict

from odoo.tools import float_round

from odoo.addons.component.core import Component


class EbayPriceQuantityPricer(Component):
    """What SKUs cost on eBay by the pricelist, rounded as eBay has to show it.

    eBay takes any currency without a word and rounds a third decimal up, so both are
    settled here. A strike-through price is eBay's own and left alone.
    """

    _name = "ebay.price.quantity.pricer"
    _inherit = "ebay.base"
    _apply_on = "ebay.backend"
    _usage = "sku.pricer"

    def prices(self, skus):
        """``{sku: price}`` of those with a pricelist, in the listing's currency."""
        groups = defaultdict(skus.browse)
        for sku in skus:
            marketplace = sku.marketplace_id or self.backend.marketplace_id
            pricelist = self._pricelist(marketplace)
            if pricelist and sku.currency_id:
                groups[pricelist, marketplace, sku.currency_id] |= sku
        prices = {}
        for (pricelist, marketplace, currency), members in groups.items():
            prices.update(self._group(members, pricelist, marketplace, currency))
        return prices

    def _pricelist(self, marketplace):
        own = self.backend.marketplace_pricelist_ids.filtered(
            lambda line: line.marketplace_id == marketplace
        )
        return own.pricelist_id or self.backend.pricelist_id

    def _group(self, skus, pricelist, marketplace, currency):
        company = self.backend.company_id
        products = skus.odoo_id.with_company(company)
        by_product = pricelist.with_company(company)._get_products_price(
            products, 1.0, currency=currency
        )
        for sku in skus:
            product = sku.odoo_id.with_company(company)
            price = self._taxed(product, by_product[product.id], currency, marketplace)
            yield sku, self._rounded(price, currency)

    def _taxed(self, product, price, currency, marketplace):
        """The price as the marketplace wants it, with or without tax.

        Without Odoo's accounting there are no taxes; add-ons that have it override.
        """
        return price

    def _rounded(self, price, currency):
        if self.backend.price_rounding:
            price = float_round(price, precision_rounding=self.backend.price_rounding)
        return currency.round(price)

    def floor(self, sku):
        """The least that the SKU may cost on eBay."""
        backend = self.backend
        if backend.price_floor == "fixed":
            return backend.price_floor_amount
        if backend.price_floor == "none":
            return 0.0
        company = backend.company_id
        cost = sku.odoo_id.with_company(company).standard_price
        return company.currency_id._convert(cost, sku.currency_id, company)
