# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import TYPE_CHECKING

from odoo.addons.component.core import Component

if TYPE_CHECKING:
    from odoo.models import BaseModel


class EbaySkuQuantities(Component):
    """Compute the quantity to offer of each SKU.

    This add-on knows no stock; an add-on that does inherits this component.
    """

    _name = "ebay.sku.quantities"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.product"
    _usage = "sku.quantities"

    def quantities(self, skus: BaseModel) -> dict[BaseModel, int]:
        """Return ``{sku: quantity}``; a SKU left out keeps its quantity on eBay."""
        return {}
