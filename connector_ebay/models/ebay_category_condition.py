# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from .ebay_listing_template import CONDITION_NAMES


class EbayCategoryCondition(models.Model):
    """A condition that a category offers, in the words that buyers read there.

    One condition has other words in other categories.
    """

    _name = "ebay.category.condition"
    _description = "eBay Condition of a Category"
    _order = "details_id, condition_id, id"

    details_id = fields.Many2one(
        "ebay.category.details",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    condition_id = fields.Char(string="eBay ID", required=True, readonly=True)
    code = fields.Selection(CONDITION_NAMES, required=True, readonly=True)
    name = fields.Char(required=True, readonly=True)
    is_restricted = fields.Boolean(string="Only for Approved Sellers", readonly=True)

    @api.depends("name", "is_restricted")
    def _compute_display_name(self):
        for condition in self:
            condition.display_name = (
                self.env._("%s (approved sellers only)", condition.name)
                if condition.is_restricted
                else condition.name
            )
