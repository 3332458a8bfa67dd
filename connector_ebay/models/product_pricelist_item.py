# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import api, fields, models

#: Time before now in which dated rules are checked if the last check is not known.
FIRST_WINDOW = timedelta(days=1)

#: Overlap of the windows of two checks.
WINDOW_OVERLAP = timedelta(minutes=1)


class ProductPricelistItem(models.Model):
    """Mark the SKUs whose price changes when a price rule changes."""

    _inherit = "product.pricelist.item"

    @api.model_create_multi
    def create(self, vals_list):
        """Mark the SKUs that the new rules concern."""
        items = super().create(vals_list)
        items._ebay_mark()
        return items

    def write(self, vals):
        """Mark the SKUs that the rules concern, before and after the change."""
        self._ebay_mark()
        result = super().write(vals)
        self._ebay_mark()
        return result

    def unlink(self):
        """Mark the SKUs that the rules concerned."""
        self._ebay_mark()
        return super().unlink()

    def _ebay_mark(self):
        """Mark the SKUs whose price may come from these rules.

        A rule for a product concerns this product, any other rule all SKUs with its
        pricelist: then a person decides about what it changes on eBay.
        """
        for pricelist, items in self.sudo().grouped("pricelist_id").items():
            pricelist._ebay_mark(items._ebay_products())

    def _ebay_products(self):
        """Return the ids of the products of these rules; None if one has no product."""
        if any(
            item.applied_on not in ("0_product_variant", "1_product") for item in self
        ):
            return None
        variants = self.filtered(lambda item: item.applied_on == "0_product_variant")
        products = variants.product_id
        products |= (self - variants).product_tmpl_id.product_variant_ids
        return tuple(products.ids) or (0,)

    @api.model
    def _mark_dated(self, since):
        """Mark the SKUs of rules that began or ended since this time."""
        now = fields.Datetime.now()
        since = (since or now - FIRST_WINDOW) - WINDOW_OVERLAP
        window = [(">", since), ("<=", now)]
        began = [("date_start", operator, moment) for operator, moment in window]
        ended = [("date_end", operator, moment) for operator, moment in window]
        items = self.search(["|", "&", *began, "&", *ended])
        for pricelist, members in items.sudo().grouped("pricelist_id").items():
            # Planned when the rule was made: nobody has to be asked again.
            pricelist._ebay_mark(members._ebay_products(), "price")
