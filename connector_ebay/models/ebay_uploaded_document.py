# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class EbayUploadedDocument(models.Model):
    """A document that eBay has: each file is uploaded once for an account."""

    _name = "ebay.uploaded.document"
    _description = "eBay Uploaded Document"
    _rec_name = "document_id"

    backend_id = fields.Many2one(
        "ebay.backend", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="backend_id.company_id")
    key = fields.Char(
        required=True, readonly=True, help="Checksum of the file, type and languages."
    )
    document_id = fields.Char(required=True, readonly=True, help="eBay's id.")

    _key_uniq = models.Constraint(
        "UNIQUE (backend_id, key)", "This document was uploaded already."
    )
