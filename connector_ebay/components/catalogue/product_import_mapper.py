# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields

from odoo.addons.component.core import Component
from odoo.addons.connector.components.mapper import mapping


class EbayProductImportMapper(Component):
    """Values of a new product, from a listing. Written once: then it is the shop's."""

    _name = "ebay.product.import.mapper"
    _inherit = "ebay.import.mapper"
    _apply_on = "ebay.product.template"
    _usage = "product.mapper"

    @mapping
    def base(self, record):
        return {
            "name": record["title"] or record["item_id"],
            "type": "consu",
            "sale_ok": True,
        }

    @mapping
    def category(self, record):
        category = self.options.lookups.category(record["category_id"])
        return {"categ_id": category.odoo_id.id} if category else {}

    @mapping
    def price(self, record):
        """eBay's price in the company's currency; the lowest of the variations."""
        currency = self.options.lookups.currency(record["currency"])
        if record["price"] is None or not currency:
            return {}
        company = self.backend.company_id
        amount = currency._convert(
            float(record["price"]),
            company.currency_id,
            company,
            fields.Date.context_today(self.backend),
        )
        return {"list_price": amount}
