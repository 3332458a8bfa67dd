# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class EbayCategoryChoiceLine(models.TransientModel):
    """A category that eBay proposes."""

    _name = "ebay.category.choice.line"
    _description = "Proposed eBay Category"

    choice_id = fields.Many2one(
        "ebay.category.choice", required=True, ondelete="cascade"
    )
    category_code = fields.Char(string="Category ID", required=True, readonly=True)
    name = fields.Char(readonly=True)
    path = fields.Char(string="Within", readonly=True)

    def action_choose(self):
        """Choose this category."""
        self.check_access("read")
        self.ensure_one()
        return self.choice_id._choose(self)
