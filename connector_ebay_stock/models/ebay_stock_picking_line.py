# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class EbayStockPickingLine(models.Model):
    """Units of one order item in one fulfilment."""

    _name = "ebay.stock.picking.line"
    _description = "eBay Fulfilment Item"
    _rec_name = "item_id"

    fulfillment_id = fields.Many2one(
        "ebay.stock.picking", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="fulfillment_id.company_id", store=True, index=True
    )
    item_id = fields.Many2one(
        "ebay.sale.order.line",
        string="eBay Item",
        required=True,
        ondelete="cascade",
        index=True,
    )
    quantity = fields.Integer(required=True)
    elsewhere_quantity = fields.Integer(
        string="Of These Shipped Elsewhere",
        help="Already on eBay when this was about to be sent: by Seller Hub, a label "
        "printed there, or another program. They are not sent again.",
    )
