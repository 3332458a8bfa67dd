# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class EbayStockPickingLine(models.Model):
    """Units of one eBay order line in a shipment."""

    _name = "ebay.stock.picking.line"
    _description = "eBay Shipment Line"
    _rec_name = "order_line_id"

    shipment_id = fields.Many2one(
        "ebay.stock.picking", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="shipment_id.company_id", store=True, index=True
    )
    order_line_id = fields.Many2one(
        "ebay.sale.order.line",
        string="eBay Order Line",
        required=True,
        ondelete="cascade",
        index=True,
    )
    quantity = fields.Integer(required=True)
    adopted_quantity = fields.Integer(
        string="Shipped Elsewhere",
        help="Units that Seller Hub or another program marked as shipped before. Odoo "
        "does not send them again.",
    )
