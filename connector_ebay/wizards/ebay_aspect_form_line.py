# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class EbayAspectFormLine(models.TransientModel):
    """One item specific of a listing."""

    _name = "ebay.aspect.form.line"
    _description = "eBay Item Specific"

    form_id = fields.Many2one("ebay.aspect.form", required=True, ondelete="cascade")
    name = fields.Char(string="Item Specific", required=True)
    is_required = fields.Boolean(string="Required", readonly=True)
    is_closed = fields.Boolean(
        string="Only eBay's Values", readonly=True, help="eBay takes no other value."
    )
    is_multiple = fields.Boolean(
        string="Several", readonly=True, help="Separate several values by |."
    )
    value = fields.Char()
    allowed = fields.Char(string="eBay's Values", readonly=True)
