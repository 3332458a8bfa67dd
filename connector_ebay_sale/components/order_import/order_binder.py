# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component


class EbaySaleBinder(Component):
    """Find the bindings of orders, their items, refunds, buyers and addresses."""

    _name = "ebay.sale.binder"
    _inherit = "ebay.binder"
    _apply_on = [
        "ebay.sale.order",
        "ebay.sale.order.line",
        "ebay.order.refund",
        "ebay.res.partner",
    ]
