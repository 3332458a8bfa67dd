# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models


class EbaySaleOrder(models.Model):
    """An order that is held, released or cancelled changes what may be offered."""

    _inherit = "ebay.sale.order"

    def write(self, vals):
        """Compare what the order sold."""
        result = super().write(vals)
        if "import_state" in vals:
            self.line_ids._mark_offers()
        return result
