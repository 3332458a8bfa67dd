# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from odoo.addons.connector_ebay.tools.flow_kinds import FlowKind

FLOW_KINDS = {"orders": FlowKind(10, "import_orders", 10, 30, "ORDER_CONFIRMATION")}


class EbayFlow(models.Model):
    """The import of orders."""

    _inherit = "ebay.flow"

    flow = fields.Selection(
        selection_add=[("orders", "Orders")], ondelete={"orders": "cascade"}
    )

    @api.model
    def _kinds(self):
        return super()._kinds() | FLOW_KINDS
