# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from odoo.addons.connector_ebay.tools.flow_kinds import Delay, FlowKind

FLOW_KINDS = {
    "orders": FlowKind(
        10, "import_orders", 10, 30, "ORDER_CONFIRMATION", "action_open_orders"
    )
}


class EbayFlow(models.Model):
    """The import of orders."""

    _inherit = "ebay.flow"

    flow = fields.Selection(
        selection_add=[("orders", "Orders")], ondelete={"orders": "cascade"}
    )

    @api.model
    def _kinds(self):
        return super()._kinds() | FLOW_KINDS

    @api.model
    def _delays(self, backends, since, until):
        """Add the time from an order to its import."""
        orders = self.env["ebay.sale.order"]
        orders.flush_model(["backend_id", "ordered_at"])
        self.env.cr.execute(
            """
            SELECT backend_id, count(*), percentile_cont(0.5) WITHIN GROUP (
                ORDER BY extract(epoch FROM create_date - ordered_at)
            )
            FROM ebay_sale_order
            WHERE backend_id = ANY(%s) AND create_date >= ordered_at
              AND ordered_at >= %s AND ordered_at < %s
            GROUP BY backend_id
            """,
            (backends.ids, since, until),
        )
        return super()._delays(backends, since, until) | {
            (backend_id, "orders"): Delay(number, seconds)
            for backend_id, number, seconds in self.env.cr.fetchall()
        }
