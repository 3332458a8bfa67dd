# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from decimal import Decimal
from typing import Any

from odoo.addons.component.core import Component


class EbayListingContentBuilder(Component):
    """Add the VAT rate of the product's taxes."""

    _inherit = "ebay.listing.content.builder"

    def _vat(self, listing: Any, product: Any) -> Decimal | None:
        if listing.listing_template_id.vat_mode != "product":
            return super()._vat(listing, product)
        taxes = product.taxes_id._filter_taxes_by_company(self.backend.company_id)
        rates = taxes.filtered(lambda tax: tax.amount_type == "percent")
        return Decimal(str(rates[:1].amount)) if rates else None
