# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.client_actions import RELOAD
from ..tools.publishing.fixes import find_fix


class EbayListingReason(models.Model):
    """One reason that keeps listings from eBay, with how many it keeps.

    A view of ``ebay.listing.problem``. The rows without batch count all listings, the
    others those of one batch.
    """

    _name = "ebay.listing.reason"
    _description = "eBay Listing Problems by Reason"
    _auto = False
    _order = "severity, listing_count desc, code, field, id"
    _rec_name = "code"
    _check_company_auto = True

    backend_id = fields.Many2one("ebay.backend", string="Account", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    marketplace_id = fields.Many2one("ebay.marketplace", readonly=True)
    batch_id = fields.Many2one("ebay.listing.batch", readonly=True)
    severity = fields.Selection(
        [("error", "Error"), ("warning", "Warning")], readonly=True
    )
    code = fields.Char(readonly=True)
    field = fields.Char(readonly=True)
    listing_count = fields.Integer(string="Listings", readonly=True)
    is_varied = fields.Boolean(readonly=True, help="The words differ by listing.")
    problem_id = fields.Many2one("ebay.listing.problem", readonly=True)
    message = fields.Char(string="Reason", compute="_compute_message")
    fix = fields.Char(compute="_compute_fix")

    @property
    def _table_query(self):
        # An id that stays the same while the reason exists, small enough for a browser.
        return SQL(
            """
            SELECT hashtextextended(
                       concat_ws('|', l.backend_id, l.marketplace_id, p.severity,
                                 p.code, p.field, 'b' || l.batch_id), 0
                   ) & 4503599627370495 AS id,
                   l.backend_id, b.company_id, l.marketplace_id, l.batch_id,
                   p.severity, p.code, p.field, min(p.id) AS problem_id,
                   count(DISTINCT p.listing_id)::int AS listing_count,
                   count(DISTINCT p.details::text) > 1 AS is_varied
            FROM ebay_listing_problem p
            JOIN ebay_product_template l ON l.id = p.listing_id
            JOIN ebay_backend b ON b.id = l.backend_id
            WHERE l.status != 'ended'
            GROUP BY GROUPING SETS (
                (l.backend_id, b.company_id, l.marketplace_id, p.severity, p.code,
                 p.field),
                (l.backend_id, b.company_id, l.marketplace_id, p.severity, p.code,
                 p.field, l.batch_id))
            HAVING GROUPING(l.batch_id) = 1 OR l.batch_id IS NOT NULL
            """
        )

    @api.depends("problem_id", "is_varied")
    @api.depends_context("lang")
    def _compute_message(self):
        for reason in self:
            message = reason.problem_id.message
            if reason.is_varied:
                message = self.env._("For example: %s", message)
            reason.message = message

    @api.depends("code")
    def _compute_fix(self):
        for reason in self:
            reason.fix = find_fix(reason.code)

    def _problems(self):
        """Return the problems that this reason counts."""
        self.ensure_one()
        domain = [
            ("severity", "=", self.severity),
            ("code", "=", self.code),
            ("field", "=", self.field),
            ("listing_id.backend_id", "=", self.backend_id.id),
            ("listing_id.marketplace_id", "=", self.marketplace_id.id),
            ("listing_id.status", "!=", "ended"),
        ]
        if self.batch_id:
            domain.append(("listing_id.batch_id", "=", self.batch_id.id))
        return self.env["ebay.listing.problem"].search(domain)

    def _still_there(self):
        """Return this reason if there are listings with it still; check access."""
        self.browse().check_access("read")
        reason = self.exists()
        reason.check_access("read")
        return reason

    def action_fix(self):
        """Open the place where this problem is mended for all its listings."""
        reason = self._still_there()
        if not reason:
            return RELOAD
        problems = reason._problems()
        return problems.listing_id._fix(reason.fix, problems.sku_id, reason.field)

    def action_open_listings(self):
        """Open the listings that have this problem."""
        reason = self._still_there()
        if not reason:
            return RELOAD
        return reason._problems().listing_id._open_drafts(reason.message)
