# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class EbayRun(models.Model):
    """Add runs that import quantities; continue what waited for a run of orders."""

    _inherit = "ebay.run"

    flow = fields.Selection(
        selection_add=[("stock", "Stock")], ondelete={"stock": "cascade"}
    )

    def write(self, vals):
        """Compare the SKUs again that waited for the newest orders."""
        result = super().write(vals)
        if vals.get("state") == "done":
            for run in self.filtered(lambda run: run.flow == "orders"):
                self.env["ebay.sku.mark"].sudo()._mark_orders_known(run.backend_id)
        return result
