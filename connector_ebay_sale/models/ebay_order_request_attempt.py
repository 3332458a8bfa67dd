# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class EbayOrderRequestAttempt(models.Model):
    """One attempt to send a request, committed before the call."""

    _name = "ebay.order.request.attempt"
    _description = "eBay Order Request Attempt"
    _order = "id desc"

    request_id = fields.Many2one(
        "ebay.order.request", required=True, ondelete="cascade", index=True
    )
    known = fields.Json(
        help="What eBay had before the call: what is new is its result."
    )
