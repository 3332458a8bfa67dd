# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component


class EbayStockPickingBinder(Component):
    """Find shipments by eBay's ``fulfillmentId``."""

    _name = "ebay.stock.picking.binder"
    _inherit = "ebay.binder"
    _apply_on = "ebay.stock.picking"
