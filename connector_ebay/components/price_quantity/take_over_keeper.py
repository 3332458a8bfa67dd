# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from odoo.models import BaseModel

from odoo.addons.component.core import Component


class EbayTakeOverKeeper(Component):
    """Keep the prices and quantities that eBay has when Odoo becomes the master."""

    _name = "ebay.take.over.keeper"
    _inherit = "ebay.base"
    _apply_on = "ebay.take.over"
    _usage = "take.over.keeper"

    def keep(self, take_over: BaseModel) -> None:
        """Keep what the user has chosen to keep; eBay is not called."""
        keep_prices = take_over.price_choice == "keep"
        keep_quantities = take_over.quantity_choice != "odoo"
        if not keep_prices and not keep_quantities:
            return
        previewer = self.component(usage="take.over.previewer")
        previewer.refresh(take_over)
        if keep_quantities:
            for part in self.in_slices(previewer.skus(take_over)):
                self.env["ebay.sku.sync"]._get_or_create(part)
            self.env["ebay.sku.sync"]._keep_quantities(take_over)
        if keep_prices:
            keeper = self.component(
                usage="price.keeper", model_name="ebay.product.product"
            )
            for part in self.in_slices(take_over.line_ids):
                keeper.keep(part.filtered("price_differs").sku_id)
