# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.tools.alert_findings import Finding
from odoo.addons.connector_ebay.tools.stored_text import StoredText


class EbayHeldOrderWatcher(Component):
    """Find accounts with orders that wait for a person."""

    _name = "ebay.held.order.watcher"
    _inherit = "ebay.alert.watcher"
    _codes = ("orders_held",)
    _for_paused = True

    def find(self) -> list[Finding]:
        """Return the accounts with held orders."""
        by_backend: dict[Any, dict[str, int]] = {}
        for backend, reason, number in self.env["ebay.sale.order"]._read_group(
            [("backend_id", "in", self.backends.ids), ("import_state", "=", "held")],
            ["backend_id", "hold_reason"],
            ["__count"],
        ):
            by_backend.setdefault(backend, {})[reason] = number
        return [self._held(backend, numbers) for backend, numbers in by_backend.items()]

    def _held(self, backend: Any, numbers: dict[str, int]) -> Finding:
        field = self.env["ebay.sale.order"]._fields["hold_reason"]
        parts = [
            StoredText._(
                "%(reason)s (%(number)s)",
                reason=StoredText.option(field, reason),
                number=number,
            )
            for reason, number in sorted(numbers.items())
            if reason
        ]
        return Finding(
            backend,
            "orders_held",
            StoredText._(
                "Held orders: %(number)s. %(reasons)s.",
                number=sum(numbers.values()),
                reasons=StoredText.joined(", ", parts),
            ),
            StoredText._(
                "Open each order: it says what is missing. It goes on by itself as "
                "soon as that is solved."
            ),
            action={
                "model": "ebay.sale.order",
                "xmlid": "connector_ebay_sale.ebay_sale_order_action",
                "domain": [
                    ("backend_id", "=", backend.id),
                    ("import_state", "=", "held"),
                ],
            },
        )
