# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.addons.component.core import Component
from odoo.addons.connector.components.mapper import mapping

from ...tools.plain_text import clean_sku


class EbayProductProductImportMapper(Component):
    """Map a single listing or one variation to the values of a SKU's binding.

    The record is a row of the adapter's ``sku_rows``, with its listing as ``listing``.
    """

    _name = "ebay.product.product.import.mapper"
    _inherit = "ebay.import.mapper"
    _apply_on = "ebay.product.product"

    @mapping
    def identity(self, record: dict[str, Any]) -> dict[str, Any]:
        return {
            "backend_id": self.backend.id,
            "external_id": record["external_id"],
            "ebay_listing_id": record["listing"]["item_id"],
            "active": True,
        }

    @mapping
    def sku(self, record: dict[str, Any]) -> dict[str, Any]:
        """Map the SKU; in a partial answer it may be missing although there is one."""
        if not record["sku"] and record["listing"]["partial"]:
            return {}
        return {"ebay_sku": clean_sku(record["sku"]) or False}

    @mapping
    def variation(self, record: dict[str, Any]) -> dict[str, Any]:
        if not record["listing"]["variations"]:
            return {"specifics": False}
        return {"specifics": [list(pair) for pair in record["specifics"]]}

    @mapping
    def ean(self, record: dict[str, Any]) -> dict[str, Any]:
        return {"ean": record["ean"]} if record["ean"] else {}

    @mapping
    def price(self, record: dict[str, Any]) -> dict[str, Any]:
        currency = self.options.lookups.currency(record["listing"]["currency"])
        if record["price"] is None or not currency:
            return {}
        return {"price": float(record["price"]), "currency_id": currency.id}

    @mapping
    def quantity(self, record: dict[str, Any]) -> dict[str, Any]:
        return {
            "quantity": record["available"],
            "quantity_sold": record["quantity_sold"],
        }
