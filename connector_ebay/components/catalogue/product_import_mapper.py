# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.addons.component.core import Component
from odoo.addons.connector.components.mapper import mapping


class EbayProductImportMapper(Component):
    """Map a listing to the values of a new product, which are never written again.

    Prices and taxes are those of its SKUs: see ``ebay.product.pricing``.
    """

    _name = "ebay.product.import.mapper"
    _inherit = "ebay.import.mapper"
    _apply_on = "ebay.product.template"
    _usage = "product.mapper"

    @mapping
    def base(self, record: dict[str, Any]) -> dict[str, Any]:
        """Return name and type.

        :field name: ``Title``, else ``ItemID``
        :field type: ; goods
        :field sale_ok: ; set
        """
        return {
            "name": record["title"] or record["item_id"],
            "type": "consu",
            "sale_ok": True,
        }

    @mapping
    def category(self, record: dict[str, Any]) -> dict[str, Any]:
        """Return the product category of the listing's category.

        :field categ_id: ``CategoryID``; the product category of the listing's
            category
        """
        category = self.options.lookups.category(record["category_id"])
        return {"categ_id": category.odoo_id.id} if category else {}
