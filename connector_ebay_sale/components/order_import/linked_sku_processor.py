# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.models import BaseModel

from odoo.addons.component.core import Component


class EbayLinkedSkuProcessor(Component):
    """Import the orders that were held because a SKU had no product."""

    _inherit = "ebay.linked.sku.processor"

    def process(self, skus: BaseModel) -> None:
        """Resume the held orders of these SKUs."""
        lines = self.env["ebay.sale.order.line"].sudo()
        lines.search(
            [
                ("backend_id", "in", skus.backend_id.ids),
                "|",
                ("ebay_product_id", "in", skus.ids),
                # Sold before the variation or its SKU was known here.
                ("ebay_listing_id", "in", skus.mapped("ebay_listing_id")),
                ("order_id.import_state", "=", "held"),
                ("order_id.hold_reason", "=", "match"),
            ]
        ).order_id._resume()
        return super().process(skus)
