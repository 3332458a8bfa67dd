# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.models import BaseModel

from odoo.addons.component.core import Component


class EbayPriceQuantityPricer(Component):
    """Add tax to prices, or remove it, as the buyers of the marketplace see them."""

    _inherit = "ebay.price.quantity.pricer"

    def _apply_tax(
        self,
        product: BaseModel,
        price: float,
        currency: BaseModel,
        marketplace: BaseModel,
    ) -> float:
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
