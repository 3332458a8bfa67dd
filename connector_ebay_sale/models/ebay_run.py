# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class EbayRun(models.Model):
    """Runs over orders, by the date of their last change or of their creation."""

    _inherit = "ebay.run"

    flow = fields.Selection(
        selection_add=[("orders", "Orders"), ("orders_period", "Orders of a period")],
        ondelete={"orders": "cascade", "orders_period": "cascade"},
    )
    # eBay's own names; it heeds only one of the two in a question.
    orders_by = fields.Selection(
        [("lastmodifieddate", "Changed"), ("creationdate", "Placed")],
        readonly=True,
        help="Which date of an order has to be in the window. Empty: of its change.",
    )
