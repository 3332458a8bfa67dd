# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class EbayListingProblem(models.Model):
    """What keeps a listing from eBay, or will; rewritten by each check."""

    _name = "ebay.listing.problem"
    _description = "eBay Listing Problem"
    _order = "severity, code, field, id"
    _rec_name = "message"

    listing_id = fields.Many2one(
        "ebay.product.template",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    sku_id = fields.Many2one(
        "ebay.product.product", string="SKU", readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="listing_id.company_id")
    severity = fields.Selection(
        [("error", "Error"), ("warning", "Warning")], required=True, readonly=True
    )
    code = fields.Char(required=True, readonly=True)
    field = fields.Char(
        readonly=True, help="What to change: a field of the listing, or an aspect."
    )
    message = fields.Char(required=True, readonly=True)
