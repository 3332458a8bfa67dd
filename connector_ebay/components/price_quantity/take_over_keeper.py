# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from odoo.models import BaseModel

from odoo.addons.component.core import Component

from ..core.base import SLICE


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
            self._keep_quantities(take_over)
        if keep_prices:
            for part in self.in_slices(take_over.line_ids):
                self._keep_prices(part)

    def keep_next(self, take_over: BaseModel) -> bool:
        """Keep the next part of a large take-over; return whether there is more.

        The quantities are kept with the first part, in one statement.
        """
        if not take_over.last_line_id and take_over.quantity_choice != "odoo":
            self._keep_quantities(take_over)
        lines = self.env["ebay.take.over.line"].search(
            [
                ("take_over_id", "=", take_over.id),
                ("id", ">", take_over.last_line_id),
            ],
            order="id",
            limit=SLICE,
        )
        if take_over.price_choice == "keep":
            self._keep_prices(lines)
        take_over.write(
            {
                "last_line_id": lines[-1:].id or take_over.last_line_id,
                "done_count": take_over.done_count + len(lines),
            }
        )
        return len(lines) == SLICE

    def prepare_export(self, take_over: BaseModel) -> None:
        """Let the values pass the guards that the preview has shown as to be sent."""
        prices = take_over.price_choice == "odoo"
        quantities = take_over.quantity_choice == "odoo"
        if not prices and not quantities:
            return
        for part in self.in_slices(take_over.line_ids.sku_id):
            self.env["ebay.sku.sync"]._get_or_create(part)
        take_over._release_lines(prices=prices, quantities=quantities)

    def _keep_quantities(self, take_over: BaseModel) -> None:
        previewer = self.component(usage="take.over.previewer")
        for part in self.in_slices(previewer.skus(take_over)):
            self.env["ebay.sku.sync"]._get_or_create(part)
        self.env["ebay.sku.sync"]._keep_quantities(take_over)

    def _keep_prices(self, lines: BaseModel) -> None:
        keeper = self.component(usage="price.keeper", model_name="ebay.product.product")
        keeper.keep(lines.filtered("price_differs").sku_id)
