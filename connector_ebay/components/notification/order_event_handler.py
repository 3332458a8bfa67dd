# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.addons.component.core import Component

#: Seconds. An order that is read right after checkout may still lack fields.
ORDER_DELAY = 3


class EbayOrderEventHandler(Component):
    """Receive ORDER_CONFIRMATION: a buyer has paid; the reference is the order's id.

    The add-on that imports orders inherits this component and overrides ``handle``.
    """

    _name = "ebay.order.event.handler"
    _inherit = "ebay.event.handler"
    _topics = ("ORDER_CONFIRMATION",)
    _delay = ORDER_DELAY

    def handle(self, event: Any) -> str | None:
        """Return None: the core does not import orders."""
        return None
