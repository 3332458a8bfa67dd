# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any

from odoo.models import BaseModel

from odoo.addons.component.core import Component

#: SKUs that are compared at once: all of a small account while its seller waits. The
#: rest of a large account is compared by jobs.
CHUNK = 2000


class EbayTakeOverPreviewer(Component):
    """Preview what would change on eBay if Odoo became the master."""

    _name = "ebay.take.over.previewer"
    _inherit = "ebay.base"
    _apply_on = "ebay.take.over"
    _usage = "take.over.previewer"

    def compare_next(self, take_over: BaseModel) -> None:
        """Compare the next SKUs of the account, and enqueue a job for the rest."""
        skus = self.env["ebay.product.product"].search(
            [
                ("backend_id", "=", self.backend.id),
                ("odoo_id", "!=", False),
                ("status", "=", "active"),
                ("id", ">", take_over.last_sku_id),
            ],
            order="id",
            limit=CHUNK,
        )
        lines = self._line_values(skus)
        self.env["ebay.take.over.line"].create(
            [{**line, "take_over_id": take_over.id} for line in lines]
        )
        take_over.write(
            {
                "complete": len(skus) < CHUNK,
                "last_sku_id": skus[-1:].id,
                "sku_count": take_over.sku_count + len(skus),
                "change_count": take_over.change_count + len(lines),
                "warning_count": take_over.warning_count
                + sum(bool(line["warning"]) for line in lines),
            }
        )
        if not take_over.complete:
            take_over._enqueue_comparison()

    def _line_values(self, skus: BaseModel) -> list[dict[str, Any]]:
        """Return the values of a line for each SKU that would change."""
        quantities = self.component(
            usage="sku.quantities", model_name="ebay.product.product"
        ).quantities(skus)
        pricer = self.component(usage="sku.pricer", model_name="ebay.backend")
        prices = pricer.prices(skus)
        lines = []
        for sku in skus:
            quantity = quantities.get(sku, sku.quantity)
            price = prices.get(sku, sku.price)
            if quantity == sku.quantity and (
                not sku.currency_id
                or sku.currency_id.compare_amounts(price, sku.price) == 0
            ):
                continue
            lowest = pricer.lowest_price(sku) if sku in prices else 0.0
            lines.append(
                {
                    "sku_id": sku.id,
                    "currency_id": sku.currency_id.id,
                    "quantity_before": sku.quantity,
                    "quantity": quantity,
                    "price_before": sku.price,
                    "price": price,
                    "warning": self._warning(sku, quantity, price, lowest),
                }
            )
        return lines

    def _warning(
        self, sku: BaseModel, quantity: int, price: float, lowest: float
    ) -> str | bool:
        """Return the reason why a user should check this change first, or False."""
        if sku.quantity and not quantity:
            return self.env._("Would be sold out.")
        if price < lowest:
            return self.env._("Below the lowest price: it would be held.")
        factor = self.backend.guard_factor
        if sku.price and (price >= sku.price * factor or price * factor <= sku.price):
            return self.env._("Large price change.")
        if sku.quantity and quantity >= sku.quantity * 10:
            return self.env._("At least ten times the quantity.")
        return False
