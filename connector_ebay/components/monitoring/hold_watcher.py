# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any

from odoo.addons.component.core import Component

from ...tools.stored_text import StoredText


class EbayHoldWatcher(Component):
    """Find accounts with prices and quantities that a guard holds back."""

    _name = "ebay.hold.watcher"
    _inherit = "ebay.held.records.watcher"
    _codes = ("mass_change",)
    _held_model = "ebay.sku.sync"
    _action = "connector_ebay.ebay_sku_sync_action"

    def _held_domain(self) -> list[Any]:
        # What a changed setting holds is in its preview.
        return [("hold_reason", "not in", [False, "setting"])]

    def _texts(self, number: int, reasons: StoredText) -> tuple[StoredText, StoredText]:
        return (
            StoredText._(
                "New values of %(number)s SKUs are held back and not sent to eBay: "
                "%(reasons)s.",
                number=number,
                reasons=reasons,
            ),
            StoredText._(
                "Check them: release them if the values are right, otherwise correct "
                "stock or prices in Odoo."
            ),
        )
