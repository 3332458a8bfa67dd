# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging

from psycopg2 import IntegrityError

from odoo import api, fields, models
from odoo.exceptions import UserError

_logger = logging.getLogger(__name__)

#: Fields of a variant that prices come from.
VARIANT_PRICE_FIELDS = {
    "standard_price",
    "lst_price",
    "product_template_attribute_value_ids",
}


class ProductProduct(models.Model):
    """Show a variant's SKUs; mark them when its price changes."""

    _name = "product.product"
    _inherit = ["product.product", "ebay.listed.product.mixin"]

    ebay_bind_ids = fields.One2many(
        "ebay.product.product", "odoo_id", string="eBay SKUs", copy=False
    )
    # Overrides the template's field of this name, which has the SKUs of all variants.
    ebay_sku_ids = fields.One2many(
        "ebay.product.product", compute="_compute_ebay_sku_ids"
    )
    ebay_listing_count = fields.Integer(compute="_compute_ebay_sku_ids")
    ebay_made_ids = fields.One2many(
        "ebay.product.template", compute="_compute_ebay_made_ids"
    )

    def _compute_ebay_sku_ids(self):
        for product in self:
            product.ebay_sku_ids = product.ebay_bind_ids
            product.ebay_listing_count = len(product.ebay_bind_ids.listing_id)

    @api.depends("ebay_sku_ids")
    def _compute_ebay_made_ids(self):
        for product in self:
            product.ebay_made_ids = product.ebay_sku_ids.listing_id.filtered(
                "listing_template_id"
            )

    def _ebay_remove(self, operation):
        """Archive or delete these variants, whose listings have ended.

        Products of which no other variant is left go as a whole. What cannot be deleted
        because it was sold is archived.
        """
        templates = self.product_tmpl_id.filtered(
            lambda one: not one.product_variant_ids - self
        )
        variants = self - templates._ebay_variants()
        for records in (templates, variants):
            try:
                with self.env.cr.savepoint():
                    if operation == "delete":
                        records.unlink()
                        continue
            except (IntegrityError, UserError):
                _logger.info("%s %s were used: archived", records._name, records.ids)
            records.filtered("active").action_archive()

    def write(self, vals):
        """Check drafts again; mark the SKUs of variants whose price may change."""
        if "active" in vals and not vals["active"]:
            self.filtered("active")._ebay_check_removal("archive")
        result = super().write(vals)
        self.env["ebay.product.template"]._mark_products_unchecked(
            self.product_tmpl_id.ids
        )
        if VARIANT_PRICE_FIELDS & set(vals):
            self.env["ebay.sku.mark"]._mark_products(self.ids, "price")
        return result

    def unlink(self):
        """Delete the variants and unlink their SKUs, which are to be matched again."""
        self._ebay_check_removal("delete")
        skus = self.env["ebay.product.product"]._linked_to(self)
        result = super().unlink()
        skus.exists().action_unlink_product()
        return result

    def action_list_on_ebay(self):
        """Open the dialog in which the products of these variants become drafts."""
        return self.product_tmpl_id.action_list_on_ebay()

    def action_open_ebay_listings(self):
        """Open the listings in which this variant is sold."""
        self.check_access("read")
        self.ensure_one()
        return self.product_tmpl_id._ebay_listings_action(self.ebay_sku_ids.listing_id)
