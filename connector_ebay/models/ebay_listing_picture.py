# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class EbayListingPicture(models.Model):
    """A picture of a product: its measures, and its address once it was uploaded.

    eBay deletes a picture that no listing uses after about thirty days.
    """

    _name = "ebay.listing.picture"
    _description = "eBay Listing Picture"
    _rec_name = "checksum"

    backend_id = fields.Many2one(
        "ebay.backend", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="backend_id.company_id")
    checksum = fields.Char(
        required=True, readonly=True, help="SHA-1 of the file, as Odoo stores it."
    )
    url = fields.Char(readonly=True, help="Address at eBay, once it was uploaded.")
    image_id = fields.Char(readonly=True)
    expires_at = fields.Datetime(readonly=True)
    width = fields.Integer(readonly=True)
    height = fields.Integer(readonly=True)
    size = fields.Integer(string="Bytes", readonly=True)
    media_type = fields.Char(readonly=True)
    problem = fields.Selection([("unreadable", "Cannot be read")], readonly=True)

    _checksum_uniq = models.Constraint(
        "unique(backend_id, checksum)", "This picture was uploaded already."
    )

    def _url_until(self, moment):
        """Return the address at eBay if the picture does not expire before then."""
        self.ensure_one()
        is_kept = not self.expires_at or self.expires_at > moment
        return (self.url or "") if is_kept else ""
