# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models

from ..tools.publishing.product_safety import DOCUMENT_TYPES


class EbayProductDocument(models.Model):
    """A document about a product's safety, shown in its listings."""

    _name = "ebay.product.document"
    _description = "eBay Product Document"
    _order = "document_type, id"
    _rec_name = "file_name"

    product_tmpl_id = fields.Many2one(
        "product.template", required=True, ondelete="cascade", index=True
    )
    document_type = fields.Selection(
        DOCUMENT_TYPES, string="Type", required=True, default=DOCUMENT_TYPES[0][0]
    )
    lang_ids = fields.Many2many(
        "res.lang",
        string="Languages",
        context={"active_test": False},
        help="The languages of the document.",
    )
    file = fields.Binary(
        attachment=True, required=True, help="A PDF, JPEG or PNG of at most 10 MB."
    )
    file_name = fields.Char(required=True)
