# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class EbayRun(models.Model):
    """Runs over orders, by the date of their last change."""

    _inherit = "ebay.run"

    flow = fields.Selection(
        selection_add=[("orders", "Orders"), ("orders_period", "Orders of a period")],
        ondelete={"orders": "cascade", "orders_period": "cascade"},
    )
