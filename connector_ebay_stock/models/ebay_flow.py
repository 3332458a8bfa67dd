# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from math import ceil

from odoo import api, fields, models

from odoo.addons.connector_ebay.tools.flow_kinds import FlowKind

#: Listings in a call, the share of the budget of reading that the import of stock may
#: use, and the minutes that the budget is for.
LISTINGS_PER_CALL = 200
BUDGET_SHARE = 0.5
BUDGET_MINUTES = 10

FLOW_KINDS = {
    "stock": FlowKind(30, "import_stock", 10, 60, "ORDER_CONFIRMATION"),
    "fulfillments": FlowKind(
        40, "export_fulfillments", 10, result="action_open_fulfillments"
    ),
}


class EbayFlow(models.Model):
    """The import of quantities and the export of shipments."""

    _inherit = "ebay.flow"

    flow = fields.Selection(
        selection_add=[("stock", "Stock from eBay"), ("fulfillments", "Shipments")],
        ondelete={"stock": "cascade", "fulfillments": "cascade"},
    )

    @api.model
    def _kinds(self):
        return super()._kinds() | FLOW_KINDS

    def _off_reason(self):
        """Leave the first import of stock to a person: it may change Odoo's stock."""
        reason = super()._off_reason()
        if not reason and self.flow == "stock" and not self.last_success_at:
            return self.env._("Somebody has to import the stock once.")
        return reason

    def _shortest_interval(self):
        """Leave half of the budget to other flows: a run reads all listings."""
        shortest = super()._shortest_interval()
        limit = self.backend_id.pull_budget
        if self.flow != "stock" or not limit:
            return shortest
        calls = ceil(self.backend_id.listing_count / LISTINGS_PER_CALL)
        return max(shortest, ceil(BUDGET_MINUTES * calls / (BUDGET_SHARE * limit)))
