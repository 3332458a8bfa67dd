# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class EbayMatchKind(models.Model):
    """A kind of proposal in *Match Listings*: the heading of a group of SKUs."""

    _name = "ebay.match.kind"
    _description = "eBay Kind of Match"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True, readonly=True)
    code = fields.Char(required=True, readonly=True)
    sequence = fields.Integer(readonly=True)
    accept = fields.Selection(
        [("link", "Link"), ("create", "Create Products"), ("no", "One by One")],
        required=True,
        default="no",
        readonly=True,
        help="What can be done for all SKUs of the group at once.",
    )

    _code_unique = models.Constraint("UNIQUE (code)", "This kind exists already.")

    @api.model
    def _ids_by_code(self):
        """Return ``{code: id}`` of all kinds."""
        return {kind.code: kind.id for kind in self.sudo().search([])}

    def action_accept_all(self):
        """Accept the proposals of all SKUs of this kind, on all pages.

        Opened for one account or listing, the screen accepts only theirs.
        """
        skus = self.env["ebay.product.product"]
        skus.check_access("write")
        self.check_access("read")
        domain = self.env.context.get("ebay_match_domain") or skus._to_match_domain(
            self.env["ebay.backend"].search(
                [("company_id", "in", self.env.companies.ids)]
            )
        )
        skus = skus.search([*domain, ("match_kind_id", "in", self.ids)])
        return skus._start_match(accept=True)
