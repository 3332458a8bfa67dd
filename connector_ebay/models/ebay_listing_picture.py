# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class EbayListingPicture(models.Model):
    """A picture that was uploaded to eBay, so that it is uploaded once only.

    eBay deletes a picture that no listing uses after about thirty days.
    """

    _name = "ebay.listing.picture"
    _description = "eBay Listing Picture"
    _rec_name = "url"

    backend_id = fields.Many2one(
        "ebay.backend", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="backend_id.company_id")
    checksum = fields.Char(
        required=True, readonly=True, help="SHA-1 of the file, as Odoo stores it."
    )
    url = fields.Char(required=True, readonly=True)
    image_id = fields.Char(readonly=True)
    expires_at = fields.Datetime(readonly=True)

    _checksum_uniq = models.Constraint(
        "unique(backend_id, checksum)", "This picture was uploaded already."
    )

    @api.model
    def _urls(self, backend, checksums, until):
        """Return ``{checksum: address}`` of pictures that eBay has until then."""
        found = self.sudo().search(
            [
                ("backend_id", "=", backend.id),
                ("checksum", "in", list(checksums)),
                "|",
                ("expires_at", "=", False),
                ("expires_at", ">", until),
            ]
        )
        return {picture.checksum: picture.url for picture in found}
