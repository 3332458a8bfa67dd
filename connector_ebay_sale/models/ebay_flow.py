# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

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

    def _measure_lag(self):
        """Return the median time from an order of the last day to its import."""
        if self.flow != "orders":
            return super()._measure_lag()
        orders = self.env["ebay.sale.order"]
        orders.flush_model(["backend_id", "ordered_at"])
        self.env.cr.execute(
            """
            SELECT percentile_cont(0.5) WITHIN GROUP (
                ORDER BY extract(epoch FROM create_date - ordered_at)
            )
            FROM ebay_sale_order
            WHERE backend_id = %s AND ordered_at >= %s AND create_date >= ordered_at
            """,
            (self.backend_id.id, fields.Datetime.now() - timedelta(days=1)),
        )
        return self.env.cr.fetchone()[0]
