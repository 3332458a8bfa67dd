# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError


class EbayListProducts(models.TransientModel):
    """List products on eBay: choose a template, then look at the drafts."""

    _name = "ebay.list.products"
    _description = "List Products on eBay"

    product_ids = fields.Many2many(
        "product.template", string="Products", required=True, readonly=True
    )
    product_count = fields.Integer(compute="_compute_product_count")
    template_id = fields.Many2one(
        "ebay.listing.template",
        string="Listing Template",
        required=True,
        default=lambda self: self.env["ebay.listing.template"].search([], limit=1),
    )
    backend_id = fields.Many2one(related="template_id.backend_id", string="Account")
    marketplace_id = fields.Many2one(related="template_id.marketplace_id")
    again = fields.Boolean(
        string="List Again",
        help="Also products that are listed on this marketplace already get another "
        "listing. Buyers then see them twice.",
    )

    @api.depends("product_ids")
    def _compute_product_count(self):
        for wizard in self:
            wizard.product_count = len(wizard.product_ids)

    @api.model
    def default_get(self, fields_list):
        """Take the selected products, or those of the selected variants."""
        values = super().default_get(fields_list)
        ids = self.env.context.get("active_ids") or []
        if self.env.context.get("active_model") == "product.product":
            ids = self.env["product.product"].browse(ids).product_tmpl_id.ids
        if ids and self.env.context.get("active_model") != self._name:
            values["product_ids"] = [fields.Command.set(ids)]
        return values

    def action_create(self):
        """Create the drafts and open them."""
        self.check_access("write")
        self.ensure_one()
        ids = self.template_id.create_listings(self.product_ids.ids, again=self.again)
        if not ids:
            raise UserError(
                self.env._(
                    "All these products are listed on %s already.",
                    self.marketplace_id.name,
                )
            )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay.ebay_listing_draft_action"
        )
        return {**action, "domain": [("id", "in", ids)], "context": {}}
