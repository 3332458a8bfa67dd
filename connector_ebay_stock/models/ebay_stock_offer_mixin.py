# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models

#: What the mixin defines.
STOCK_OFFER_FIELDS = (
    "stock_buffer",
    "stock_cap",
    "stock_mode",
    "stock_percentage",
    "stock_fixed",
)


class EbayStockOfferMixin(models.AbstractModel):
    """How much of the stock is offered: of an account, or of some of its products."""

    _name = "ebay.stock.offer.mixin"
    _description = "eBay Stock Offer Mixin"

    stock_buffer = fields.Integer(
        string="Buffer", help="Number of units that are never offered."
    )
    stock_cap = fields.Integer(
        string="At Most", help="Largest quantity offered in a listing. 0: no limit."
    )
    stock_mode = fields.Selection(
        [("all", "All"), ("percentage", "A share"), ("fixed", "A fixed number")],
        string="Offer",
        required=True,
        default="all",
    )
    stock_percentage = fields.Integer(string="Share (%)", default=100)
    stock_fixed = fields.Integer(
        string="Fixed Number",
        help="Quantity offered as long as the stock suffices. For products whose stock "
        "Odoo does not track: always this quantity.",
    )

    _stock_offer_is_not_negative = models.Constraint(
        "CHECK (stock_buffer >= 0 AND stock_cap >= 0 AND stock_fixed >= 0 "
        "AND stock_percentage BETWEEN 0 AND 100)",
        "Buffer, limit and fixed number must not be negative; a share is between 0 and "
        "100.",
    )
