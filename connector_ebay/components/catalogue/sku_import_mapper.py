# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component
from odoo.addons.connector.components.mapper import mapping


class EbayProductProductImportMapper(Component):
    """Values of a SKU's binding: from a single listing, or from one variation.

    The record is what ``sku_rows`` yields, with its listing under ``listing``.
    """

    _name = "ebay.product.product.import.mapper"
    _inherit = "ebay.import.mapper"
    _apply_on = "ebay.product.product"

    @mapping
    def identity(self, record):
        return {
            "backend_id": self.backend.id,
            "external_id": record["external_id"],
            "ebay_listing_id": record["listing"]["item_id"],
            "active": True,
        }

    @mapping
    def sku(self, record):
        """No SKU in a partial answer does not mean that there is none."""
        if not record["sku"] and record["listing"]["partial"]:
            return {}
        return {"ebay_sku": record["sku"].strip() or False}

    @mapping
    def variation(self, record):
        if not record["listing"]["variations"]:
            return {"specifics": False}
        return {"specifics": [list(pair) for pair in record["specifics"]]}

    @mapping
    def ean(self, record):
        return {"ean": record["ean"]} if record["ean"] else {}

    @mapping
    def price(self, record):
        currency = self.options.lookups.currency(record["listing"]["currency"])
        if record["price"] is None or not currency:
            return {}
        return {"price": float(record["price"]), "currency_id": currency.id}

    @mapping
    def quantity(self, record):
        return {
            "quantity": record["available"],
            "quantity_sold": record["quantity_sold"],
        }
