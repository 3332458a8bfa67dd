# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.addons.component.core import Component


class EbayOrderEventHandler(Component):
    """Import an order when eBay reports that its buyer has paid."""

    _inherit = "ebay.order.event.handler"

    def handle(self, event: Any) -> str | None:
        """Import the order that the event names, in the event's own job."""
        importer = self.component(usage="record.importer", model_name="ebay.sale.order")
        return importer.run(event.reference)
