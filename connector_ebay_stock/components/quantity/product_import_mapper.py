# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.addons.component.core import Component
from odoo.addons.connector.components.mapper import mapping


class EbayProductImportMapper(Component):
    """Track the inventory of products that are created from listings."""

    _inherit = "ebay.product.import.mapper"

    @mapping
    def storable(self, record: dict[str, Any]) -> dict[str, Any]:
        """Return that the stock of the product is tracked.

        :field is_storable: ; set, where Inventory is connected
        """
        return {"is_storable": True}
