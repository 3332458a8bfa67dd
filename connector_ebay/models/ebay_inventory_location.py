# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from ..tools.publishing.content import Location


class EbayInventoryLocation(models.Model):
    """A place from which the seller ships, as eBay's Inventory API knows it."""

    _name = "ebay.inventory.location"
    _description = "eBay Inventory Location"
    _order = "name, external_id"
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
    external_id = fields.Char(
        string="Key", required=True, readonly=True, help="merchantLocationKey on eBay."
    )
    name = fields.Char(required=True, readonly=True)
    active = fields.Boolean(
        default=True, readonly=True, help="Off: disabled on eBay, or gone."
    )
    country_id = fields.Many2one("res.country", readonly=True)
    state_name = fields.Char(string="State", readonly=True)
    city = fields.Char(readonly=True)
    zip = fields.Char(readonly=True)
    is_complete = fields.Boolean(
        compute="_compute_is_complete",
        help="eBay needs a country, and a postal code or a city and a state.",
    )
    sync_date = fields.Datetime(string="Last Read", readonly=True)

    _key_uniq = models.Constraint(
        "unique(backend_id, external_id)", "This location is known already."
    )

    @api.depends("country_id", "zip", "city", "state_name")
    def _compute_is_complete(self):
        for location in self:
            place = location.zip or (location.city and location.state_name)
            location.is_complete = bool(location.country_id and place)

    def _to_content(self):
        """Return what the check of a listing needs to know; None for no location."""
        if not self:
            return None
        return Location(self.external_id, self.name, self.active, self.is_complete)

    def action_refresh(self):
        """Enqueue reading the business policies and locations of the accounts."""
        self.check_access("read")
        return self.env["ebay.backend"]._refresh_policies()
