# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any

from odoo.addons.component.core import Component

from ...tools.personal_sql import personal_sql


class EbayOrderEventHandler(Component):
    """Import an order when eBay reports that its buyer has paid."""

    _inherit = "ebay.order.event.handler"

    def handle(self, event: Any) -> str | None:
        """Import the order that the event names, in the event's own job."""
        importer = self.component(usage="record.importer", model_name="ebay.sale.order")
        with personal_sql():
            result = importer.run(event.reference)
            self.env.flush_all()
        return result
