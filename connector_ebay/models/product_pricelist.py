# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models
from odoo.tools import SQL


class ProductPricelist(models.Model):
    """Find pricelists that depend on others, and fixed prices of many products."""

    _inherit = "product.pricelist"

    def unlink(self):
        """Mark the SKUs that were priced by these pricelists."""
        for pricelist in self.sudo():
            pricelist._ebay_mark()
        return super().unlink()

    def _ebay_mark(self, product_ids=None, reason=None):
        """Mark the SKUs priced by this pricelist or by those based on it.

        If all products are concerned, a person reviews what changes on eBay.

        :param product_ids: only of these products; None: of all
        """
        if reason is None:
            reason = "setting" if product_ids is None else "price"
        where = SQL(
            """(backend.pricelist_id IN %(ids)s OR EXISTS (
                SELECT FROM ebay_marketplace_pricelist own
                WHERE own.backend_id = backend.id
                  AND (own.pricelist_id IN %(ids)s
                       OR own.shown_pricelist_id IN %(ids)s)
            ))""",
            ids=tuple(self._ebay_dependents().ids),
        )
        if product_ids is not None:
            where = SQL("%s AND sku.odoo_id IN %s", where, product_ids)
        backends = self.env["ebay.sku.mark"]._mark_where(where, reason)
        if reason == "setting":
            changes = [[self._name, self.name]]
            self.env["ebay.take.over"].sudo()._review(backends, changes)

    def _ebay_dependents(self):
        """Return these pricelists and all that are based on them, over any steps."""
        found, new = self, self
        while new:
            items = self.env["product.pricelist.item"].search(
                [("base", "=", "pricelist"), ("base_pricelist_id", "in", new.ids)]
            )
            new = items.pricelist_id - found
            found |= new
        return found

    def _ebay_fixed_rules(self, products):
        """Return ``{product: rule}`` of the fixed prices that are valid now.

        Odoo compares each product with each rule, which takes minutes for thousands of
        both; here it is one query. The rule that Odoo would choose comes first.
        """
        self.ensure_one()
        now = fields.Datetime.now()
        items = self.env["product.pricelist.item"].search(
            [
                ("pricelist_id", "=", self.id),
                ("compute_price", "=", "fixed"),
                ("min_quantity", "<=", 1),
                *["|", ("date_start", "=", False), ("date_start", "<=", now)],
                *["|", ("date_end", "=", False), ("date_end", ">=", now)],
                "|",
                *["&", ("applied_on", "=", "0_product_variant")],
                ("product_id", "in", products.ids),
                *["&", ("applied_on", "=", "1_product")],
                ("product_tmpl_id", "in", products.product_tmpl_id.ids),
            ]
        )
        of_variants, of_templates = {}, {}
        for item in items:
            if item.applied_on == "0_product_variant":
                of_variants.setdefault(item.product_id, item)
            else:
                of_templates.setdefault(item.product_tmpl_id, item)
        found = {
            product: of_variants.get(product)
            or of_templates.get(product.product_tmpl_id)
            for product in products
        }
        return {product: rule for product, rule in found.items() if rule}
