# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any

from odoo.addons.component.core import Component

from ...tools.alert_findings import Finding
from ...tools.stored_text import StoredText


class EbayHoldWatcher(Component):
    """Find accounts with prices and quantities that a guard holds back."""

    _name = "ebay.hold.watcher"
    _inherit = "ebay.alert.watcher"
    _codes = ("mass_change",)
    _for_paused = True

    def find(self) -> list[Finding]:
        """Return the accounts with held SKUs."""
        by_backend: dict[Any, dict[str, int]] = {}
        for backend, reason, number in self.env["ebay.sku.sync"]._read_group(
            [
                ("backend_id", "in", self.backends.ids),
                # What a changed setting holds is in its preview.
                ("hold_reason", "not in", [False, "setting"]),
            ],
            ["backend_id", "hold_reason"],
            ["__count"],
        ):
            by_backend.setdefault(backend, {})[reason] = number
        return [self._held(backend, numbers) for backend, numbers in by_backend.items()]

    def _held(self, backend: Any, numbers: dict[str, int]) -> Finding:
        field = self.env["ebay.sku.sync"]._fields["hold_reason"]
        parts = [
            StoredText._(
                "%(reason)s (%(number)s)",
                reason=StoredText.option(field, reason),
                number=number,
            )
            for reason, number in sorted(numbers.items())
        ]
        return Finding(
            backend,
            "mass_change",
            StoredText._(
                "New values of %(number)s SKUs are held back and not sent to eBay: "
                "%(reasons)s.",
                number=sum(numbers.values()),
                reasons=StoredText.joined(", ", parts),
            ),
            StoredText._(
                "Check them: release them if the values are right, otherwise correct "
                "stock or prices in Odoo."
            ),
            action={
                "model": "ebay.sku.sync",
                "xmlid": "connector_ebay.ebay_sku_sync_action",
                "domain": [
                    ("backend_id", "=", backend.id),
                    ("hold_reason", "!=", False),
                ],
            },
        )
