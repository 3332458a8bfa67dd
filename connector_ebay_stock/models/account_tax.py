# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models
from odoo.tools import SQL

#: Fields that change a price with or without tax.
PRICE_FIELDS = {
    "amount",
    "amount_type",
    "price_include_override",
    "include_base_amount",
    "children_tax_ids",
    "active",
}


class AccountTax(models.Model):
    """Mark the SKUs whose prices use a tax that changes."""

    _inherit = "account.tax"

    def write(self, vals):
        """Mark the SKUs that are sold with these taxes."""
        result = super().write(vals)
        if PRICE_FIELDS & set(vals) and self:
            self.flush_model()
            where = SQL(
                """EXISTS (
                    SELECT FROM product_taxes_rel rel
                    JOIN product_product product
                        ON product.product_tmpl_id = rel.prod_id
                    WHERE product.id = sku.odoo_id AND rel.tax_id IN %s
                )""",
                tuple(self.ids),
            )
            backends = self.env["ebay.sku.mark"].sudo()._mark_where(where, "setting")
            changes = [[self._name, tax.name] for tax in self]
            self.env["ebay.take.over"].sudo()._review(backends, changes)
        return result
