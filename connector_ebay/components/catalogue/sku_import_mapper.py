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
        """Return the ids.

        :field backend_id: ; the account
        :field external_id: ``ItemID``; followed for a variation by its
            specifics
        :field ebay_listing_id: ``ItemID``
        :field active: ; set: a variation that eBay shows is there
        """
        return {
            "backend_id": self.backend.id,
            "external_id": record["external_id"],
            "ebay_listing_id": record["listing"]["item_id"],
            "active": True,
        }

    @mapping
    def sku(self, record: dict[str, Any]) -> dict[str, Any]:
        """Map the SKU; in a partial answer it may be missing although there is one.

        :field ebay_sku: ``SKU``; of the item or variation, without blanks
            around it; may be empty
        """
        if not record["sku"] and record["listing"]["partial"]:
            return {}
        return {"ebay_sku": clean_sku(record["sku"]) or False}

    @mapping
    def variation(self, record: dict[str, Any]) -> dict[str, Any]:
        """Return the specifics of a variation, nothing for a single listing.

        :field specifics: ``VariationSpecifics``; names and values, in eBay's
            order
        """
        if not record["listing"]["variations"]:
            return {"specifics": False}
        return {"specifics": [list(pair) for pair in record["specifics"]]}

    @mapping
    def ean(self, record: dict[str, Any]) -> dict[str, Any]:
        """Return the barcode, if eBay has a valid one.

        :field ean: ``EAN``, ``ISBN`` or ``UPC``; only valid barcodes
        """
        return {"ean": record["ean"]} if record["ean"] else {}

    @mapping
    def price(self, record: dict[str, Any]) -> dict[str, Any]:
        """Return the price, if the currency is known.

        :field price: ``CurrentPrice``; ``StartPrice`` of a variation
        :field currency_id: ``Currency``
        """
        currency = self.options.lookups.currency(record["listing"]["currency"])
        if record["price"] is None or not currency:
            return {}
        return {"price": float(record["price"]), "currency_id": currency.id}

    @mapping
    def quantity(self, record: dict[str, Any]) -> dict[str, Any]:
        """Return what can be bought, and what was sold.

        :field quantity: ``Quantity`` less ``QuantitySold``; eBay's ``Quantity``
            includes the units sold
        :field quantity_sold: ``QuantitySold``
        """
        return {
            "quantity": record["available"],
            "quantity_sold": record["quantity_sold"],
        }
