# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any

from odoo.addons.component.core import Component


class EbaySellingLimits(Component):
    """Find drafts that go beyond what eBay lets the account sell in a month.

    eBay counts what is offered. Its limit of the amount is in one currency; listings in
    others count with their numbers only.
    """

    _name = "ebay.selling.limits"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.template"
    _usage = "selling.limits"

    def exceeding(
        self, drafts: Any, prices: dict[Any, float], quantities: dict[Any, int | None]
    ) -> Any:
        """Return the drafts that alone are too much with what is offered already.

        One query, and none for an account without limits.
        """
        backend = self.backend
        most, amount = backend.selling_limit_quantity, backend.selling_limit_amount
        if not drafts or not (most or amount):
            return drafts.browse()
        offered_value, offered = self._offered()
        found = drafts.browse()
        for listing in drafts:
            value, number = offered_value, offered
            for sku in listing.sku_ids:
                units = max(0, quantities.get(sku) or 0)
                number += units
                if backend.selling_limit_currency_id == listing.currency_id:
                    value += units * (prices.get(sku) or 0)
            if (most and number > most) or (amount and value > amount):
                found |= listing
        return found

    def _offered(self) -> tuple[float, int]:
        """Return value and number of the items that the account offers now."""
        self.env.flush_all()
        self.env.cr.execute(
            """
            SELECT
                COALESCE(SUM(sku.price * GREATEST(sku.quantity, 0))
                    FILTER (WHERE sku.currency_id = %s), 0),
                COALESCE(SUM(GREATEST(sku.quantity, 0)), 0)
            FROM ebay_product_product sku
            JOIN ebay_product_template listing ON listing.id = sku.listing_id
            WHERE sku.backend_id = %s AND sku.active AND listing.status = 'active'
            """,
            (self.backend.selling_limit_currency_id.id or None, self.backend.id),
        )
        value, number = self.env.cr.fetchone()
        return float(value), int(number)
