# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component


class EbayPriceQuantityPricer(Component):
    """Prices with tax where the marketplace's buyers see them so, else without."""

    _inherit = "ebay.price.quantity.pricer"

    def _taxed(self, product, price, currency, marketplace):
        company = self.backend.company_id
        taxes = product.taxes_id.filtered_domain(
            self.env["account.tax"]._check_company_domain(company)
        )
        if not taxes:
            return price
        totals = taxes.with_context(round=False).compute_all(
            price, currency=currency, product=product
        )
        if marketplace.price_include_vat:
            return totals["total_included"]
        return totals["total_excluded"]
