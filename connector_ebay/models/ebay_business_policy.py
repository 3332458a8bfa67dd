# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models

from ..tools.publishing.content import Policy

POLICY_TYPES = [
    ("fulfillment", "Shipping"),
    ("payment", "Payment"),
    ("return", "Return"),
]


class EbayBusinessPolicy(models.Model):
    """One of the seller's business policies; changed in eBay's Seller Hub only."""

    _name = "ebay.business.policy"
    _description = "eBay Business Policy"
    _order = "marketplace_id, policy_type, is_default desc, name"
    _check_company_auto = True

    backend_id = fields.Many2one(
        "ebay.backend",
        string="eBay Account",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        related="backend_id.company_id", store=True, index=True
    )
    external_id = fields.Char(string="eBay ID", required=True, readonly=True)
    policy_type = fields.Selection(POLICY_TYPES, required=True, readonly=True)
    marketplace_id = fields.Many2one(
        "ebay.marketplace", required=True, readonly=True, ondelete="restrict"
    )
    name = fields.Char(required=True, readonly=True)
    is_default = fields.Boolean(
        string="Default", readonly=True, help="eBay proposes it for new listings."
    )
    active = fields.Boolean(
        default=True, readonly=True, help="Off: eBay does not have it any more."
    )
    has_service = fields.Boolean(
        string="Has a Shipping Service", readonly=True, default=True
    )
    is_calculated = fields.Boolean(
        string="Needs Weight and Size",
        readonly=True,
        help="eBay computes the shipping costs from the weight and size of the parcel.",
    )
    summary = fields.Char(
        readonly=True, help="The policy in short, as the seller described it."
    )
    sync_date = fields.Datetime(string="Last Read", readonly=True)

    _policy_uniq = models.Constraint(
        "unique(backend_id, policy_type, external_id)",
        "This business policy is known already.",
    )

    def _to_content(self):
        """Return what the check of a listing needs to know; None for no policy."""
        if not self:
            return None
        return Policy(
            external_id=self.external_id,
            name=self.name,
            marketplace=self.marketplace_id.code,
            active=self.active,
            ships=self.has_service,
            calculated=self.is_calculated,
        )

    def action_refresh(self):
        """Enqueue reading the business policies and locations of the accounts."""
        self.check_access("read")
        return self.env["ebay.backend"]._refresh_policies()
