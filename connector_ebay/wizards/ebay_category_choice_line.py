# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models

from ..tools.publishing.category_search import find_children


class EbayCategoryChoiceLine(models.TransientModel):
    """A category that can be chosen, or looked into."""

    _name = "ebay.category.choice.line"
    _description = "Proposed eBay Category"

    choice_id = fields.Many2one(
        "ebay.category.choice", required=True, ondelete="cascade"
    )
    category_code = fields.Char(string="Category ID", required=True, readonly=True)
    name = fields.Char(readonly=True)
    path = fields.Char(string="Within", readonly=True)
    is_leaf = fields.Boolean(readonly=True, default=True)
    source = fields.Selection(
        [
            ("mapping", "Your mapping"),
            ("template", "Template"),
            ("ebay", "eBay's proposal"),
            ("tree", "Category tree"),
        ],
        string="From",
        readonly=True,
        default="ebay",
    )

    def action_choose(self):
        """Choose this category."""
        self.check_access("read")
        self.ensure_one()
        return self.choice_id._choose(self)

    def action_browse(self):
        """Show the categories below this one."""
        self.check_access("read")
        self.ensure_one()
        choice = self.choice_id
        choice._show(
            [
                ("tree", one)
                for one in find_children(choice._nodes(), self.category_code)
            ]
        )
        return choice._reopen()
