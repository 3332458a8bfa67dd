# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models
from odoo.tools import SQL


class EbaySkuMark(models.Model):
    """Mark the SKUs of products whose stock changes, and of the kits they are in."""

    _inherit = "ebay.sku.mark"

    @api.model
    def _mark_stock(self, product_ids):
        """Mark the SKUs of these products and of the kits they are in."""
        if product_ids:
            ids = self._with_kits(product_ids)
            self.sudo()._mark_products(ids, "stock")

    @api.model
    def _mark_forecast(self, product_ids):
        """Mark the SKUs of these products in accounts that offer the forecast."""
        if product_ids:
            where = SQL(
                "backend.stock_field = 'virtual_available' AND sku.odoo_id IN %s",
                tuple(product_ids),
            )
            self.sudo()._mark_where(where, "stock")

    @api.model
    def _with_kits(self, product_ids):
        """Return these ids and those of all kits that contain the products.

        Kits in kits are included. Without Manufacturing there are none.
        """
        found = set(product_ids)
        if "mrp.bom" not in self.env:
            return found
        new = found
        while new:
            boms = (
                self.env["mrp.bom.line"]
                .sudo()
                .search(
                    [("product_id", "in", list(new)), ("bom_id.type", "=", "phantom")]
                )
                .bom_id
            )
            kits = boms.product_id
            kits |= boms.filtered(
                lambda bom: not bom.product_id
            ).product_tmpl_id.product_variant_ids
            new = set(kits.ids) - found
            found = found | new
        return found
