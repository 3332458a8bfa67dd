# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.tools.stored_text import StoredText


class EbayHeldOrderWatcher(Component):
    """Find accounts with orders that wait for a person."""

    _name = "ebay.held.order.watcher"
    _inherit = "ebay.held.records.watcher"
    _codes = ("orders_held",)
    _held_model = "ebay.sale.order"
    _action = "connector_ebay_sale.ebay_sale_order_action"

    def _held_domain(self) -> list[Any]:
        return [("import_state", "=", "held")]

    def _texts(self, number: int, reasons: StoredText) -> tuple[StoredText, StoredText]:
        return (
            StoredText._(
                "Held orders: %(number)s. %(reasons)s.", number=number, reasons=reasons
            ),
            StoredText._(
                "Open each order: it says what is missing. It goes on by itself as "
                "soon as that is solved."
            ),
        )
