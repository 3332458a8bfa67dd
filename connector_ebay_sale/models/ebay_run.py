# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class EbayRun(models.Model):
    """Runs of orders, by the date of their last change or of their creation."""

    _inherit = "ebay.run"

    flow = fields.Selection(
        selection_add=[("orders", "Orders"), ("orders_period", "Orders of a period")],
        ondelete={"orders": "cascade", "orders_period": "cascade"},
    )
    # The values are eBay's names of its filters; it applies only one of them.
    orders_by = fields.Selection(
        [("lastmodifieddate", "Changed"), ("creationdate", "Placed")],
        readonly=True,
        help="The date of an order that has to be in the window. Empty: of its last "
        "change.",
    )
