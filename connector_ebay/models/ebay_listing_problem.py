# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from ..tools.client_actions import RELOAD
from ..tools.problem_texts import problem_text
from ..tools.publishing.fixes import find_fix


class EbayListingProblem(models.Model):
    """What keeps a listing from eBay, or will; rewritten by each check."""

    _name = "ebay.listing.problem"
    _description = "eBay Listing Problem"
    _order = "severity, code, field, id"
    _rec_name = "code"

    listing_id = fields.Many2one(
        "ebay.product.template",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    sku_id = fields.Many2one(
        "ebay.product.product",
        string="SKU",
        readonly=True,
        ondelete="cascade",
        index="btree_not_null",
    )
    company_id = fields.Many2one(related="listing_id.company_id")
    severity = fields.Selection(
        [("error", "Error"), ("warning", "Warning")], required=True, readonly=True
    )
    code = fields.Char(required=True, readonly=True)
    field = fields.Char(
        readonly=True, help="What to change: a field of the listing, or an aspect."
    )
    details = fields.Json(readonly=True, help="Values for the sentence.")
    message = fields.Char(compute="_compute_message")
    fix = fields.Char(compute="_compute_fix", help="Where it is mended.")

    @api.depends("code", "details")
    @api.depends_context("lang")
    def _compute_message(self):
        for problem in self:
            problem.message = problem_text(self.env, problem.code, problem.details)

    @api.depends("code")
    def _compute_fix(self):
        for problem in self:
            problem.fix = find_fix(problem.code)

    def action_fix(self):
        """Open the place where this problem is mended."""
        # A check may have rewritten the problems since the screen was opened.
        self.browse().check_access("read")
        problem = self.exists()
        if not problem:
            return RELOAD
        problem.check_access("read")
        return problem.listing_id._fix(problem.fix, problem.sku_id, problem.field)
