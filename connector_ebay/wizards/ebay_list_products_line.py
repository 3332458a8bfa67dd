# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class EbayListProductsLine(models.TransientModel):
    """A marketplace on which products are to be listed, and how."""

    _name = "ebay.list.products.line"
    _description = "Marketplace to List On"

    wizard_id = fields.Many2one("ebay.list.products", required=True, ondelete="cascade")
    backend_id = fields.Many2one(related="wizard_id.backend_id")
    template_id = fields.Many2one(
        "ebay.listing.template",
        string="Listing Template",
        required=True,
        domain="[('backend_id', '=', backend_id)]",
    )
    marketplace_id = fields.Many2one(related="template_id.marketplace_id")
    new_count = fields.Integer(string="New Drafts", compute="_compute_counts")
    listed_count = fields.Integer(string="On eBay", compute="_compute_counts")
    draft_count = fields.Integer(string="Drafts", compute="_compute_counts")

    @api.depends("template_id", "wizard_id.product_ids", "wizard_id.again")
    def _compute_counts(self):
        for line in self:
            products = line.wizard_id.product_ids._origin
            listed, drafted = line._known_products(products)
            line.listed_count = len(listed)
            line.draft_count = len(drafted - listed)
            skipped = set() if line.wizard_id.again else listed | drafted
            line.new_count = len(products) - len(skipped) if line.template_id else 0

    def _known_products(self, products):
        """Return the ids of the products that are listed, and that are drafts."""
        template = self.template_id._origin.sudo()
        if not template or not products:
            return set(), set()
        rows = (
            self.env["ebay.product.product"]
            .sudo()
            ._read_group(
                [
                    ("backend_id", "=", template.backend_id.id),
                    ("odoo_id.product_tmpl_id", "in", products.ids),
                    ("listing_id.marketplace_id", "=", template.marketplace_id.id),
                    ("status", "in", ("draft", "active")),
                ],
                ["odoo_id", "status"],
            )
        )
        known = {"draft": set(), "active": set()}
        for product, status in rows:
            known[status].add(product.product_tmpl_id.id)
        return known["active"], known["draft"]
