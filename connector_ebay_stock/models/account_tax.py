# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models
from odoo.tools import SQL

#: What a price with, or without, tax depends on.
RATES = {
    "amount",
    "amount_type",
    "price_include_override",
    "include_base_amount",
    "children_tax_ids",
    "active",
}


class AccountTax(models.Model):
    """A tax that changes marks the SKUs whose prices have it."""

    _inherit = "account.tax"

    def write(self, vals):
        """Mark what is sold with these taxes."""
        result = super().write(vals)
        if RATES & set(vals) and self:
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
            self.env["ebay.sku.mark"].sudo()._mark_where(where, "price")
        return result
