# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

#: Fields that prices come from, or that decide which pricelist rules apply.
TEMPLATE_PRICE_FIELDS = {
    "list_price",
    "standard_price",
    "taxes_id",
    "categ_id",
    "uom_id",
}


class ProductTemplate(models.Model):
    """Show a product's listings; mark its SKUs when its price changes."""

    _name = "product.template"
    _inherit = [
        "product.template",
        "ebay.listed.product.mixin",
        "ebay.product.safety.mixin",
    ]

    ebay_bind_ids = fields.One2many(
        "ebay.product.template", "odoo_id", string="eBay Listings", copy=False
    )
    ebay_sku_ids = fields.One2many(
        "ebay.product.product",
        compute="_compute_ebay_sku_ids",
        string="eBay SKUs of Variants",
    )
    ebay_listing_count = fields.Integer(compute="_compute_ebay_sku_ids")
    ebay_made_ids = fields.One2many(
        "ebay.product.template",
        compute="_compute_ebay_made_ids",
        string="Listings Made in Odoo",
    )
    ebay_manufacturer_id = fields.Many2one(
        "res.partner",
        string="Manufacturer",
        help="Who made it: shown on eBay, as EU product safety law (GPSR) demands.",
    )
    ebay_responsible_person_ids = fields.Many2many(
        "res.partner",
        "product_template_ebay_responsible_rel",
        string="Responsible Persons in the EU",
        help="Needed if the manufacturer is outside the European Union.",
    )

    def _compute_ebay_sku_ids(self):
        skus = self.env["ebay.product.product"].search(
            [("odoo_id.product_tmpl_id", "in", self.ids)]
        )
        by_template = skus.grouped(lambda sku: sku.odoo_id.product_tmpl_id.id)
        for template in self:
            template.ebay_sku_ids = by_template.get(template.id, skus.browse())
            template.ebay_listing_count = len(template.ebay_sku_ids.listing_id)

    @api.depends("ebay_sku_ids")
    def _compute_ebay_made_ids(self):
        for template in self:
            template.ebay_made_ids = template.ebay_sku_ids.listing_id.filtered(
                "listing_template_id"
            )

    def _ebay_variants(self):
        """Return the variants of these products, the archived ones too."""
        return self.with_context(active_test=False).product_variant_ids

    def _ebay_regulatory(self):
        """Return what eBay shows about the safety of this product, as it is sent."""
        self.ensure_one()
        found = {}
        if self.ebay_manufacturer_id:
            found["manufacturer"] = self.ebay_manufacturer_id._ebay_contact()
        persons = [one._ebay_contact() for one in self.ebay_responsible_person_ids]
        if persons:
            found["responsiblePersons"] = [
                {**person, "types": ["EUResponsiblePerson"]} for person in persons
            ]
        return found

    def write(self, vals):
        """Check drafts again; mark the SKUs of products whose price may change."""
        if "active" in vals and not vals["active"]:
            self.filtered("active")._ebay_check_removal("archive")
        result = super().write(vals)
        self.env["ebay.product.template"]._mark_products_unchecked(self.ids)
        if TEMPLATE_PRICE_FIELDS & set(vals):
            self.env["ebay.sku.mark"]._mark_products(self._ebay_variants().ids, "price")
        return result

    def unlink(self):
        """Delete the products and unlink the SKUs of their variants.

        The database deletes the variants by cascade, without calling their
        ``unlink``.
        """
        self._ebay_check_removal("delete")
        skus = self.env["ebay.product.product"]._linked_to(self._ebay_variants())
        drafts = skus.sudo().listing_id.filtered(lambda one: one.status == "draft")
        result = super().unlink()
        drafts._delete_drafts()
        skus.exists().action_unlink_product()
        return result

    def action_list_on_ebay(self):
        """Open the dialog in which these products become drafts of listings."""
        return self.env["ebay.list.products"]._open(self)

    def action_open_ebay_listings(self):
        """Open the listings in which this product is sold."""
        self.check_access("read")
        self.ensure_one()
        return self._ebay_listings_action(self.ebay_sku_ids.listing_id)

    def _ebay_listings_action(self, listings):
        """Return the action that opens one listing's form, or several as a list."""
        if len(listings) == 1:
            return listings.get_formview_action()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay.ebay_product_template_action"
        )
        return {**action, "domain": [("id", "in", listings.ids)], "context": {}}
