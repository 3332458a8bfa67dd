# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models

#: Longest texts that eBay takes of a contact.
LENGTHS = {
    "companyName": 100,
    "addressLine1": 180,
    "addressLine2": 180,
    "city": 64,
    "stateOrProvince": 64,
    "postalCode": 9,
    "email": 180,
    "phone": 64,
    "contactUrl": 250,
}


class ResPartner(models.Model):
    """Show a manufacturer or responsible person of products on eBay."""

    _inherit = "res.partner"

    def _ebay_contact(self):
        """Return the contact as eBay takes it, without what is empty."""
        self.ensure_one()
        values = {
            "companyName": self.commercial_company_name or self.name,
            "addressLine1": self.street,
            "addressLine2": self.street2,
            "city": self.city,
            "stateOrProvince": self.state_id.name,
            "postalCode": self.zip,
            "country": self.country_id.code,
            "email": self.email,
            "phone": self.phone,
            "contactUrl": self.website,
        }
        return {
            name: text[: LENGTHS.get(name, len(text))]
            for name, text in values.items()
            if text
        }
