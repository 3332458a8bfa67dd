# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models
from odoo.tools import SQL


class ResCurrencyRate(models.Model):
    """Mark the SKUs whose price is converted with a rate that changes."""

    _inherit = "res.currency.rate"

    @api.model_create_multi
    def create(self, vals_list):
        """Mark the SKUs that are priced or listed in these currencies."""
        rates = super().create(vals_list)
        rates._ebay_mark()
        return rates

    def write(self, vals):
        """Mark the SKUs that are priced or listed in these currencies."""
        result = super().write(vals)
        self._ebay_mark()
        return result

    def unlink(self):
        """Mark the SKUs that are priced or listed in these currencies."""
        self._ebay_mark()
        return super().unlink()

    def _ebay_mark(self):
        """Mark the SKUs whose listing or pricelist has one of these currencies."""
        if not self:
            return
        where = SQL(
            """(backend.pricelist_id IS NOT NULL OR EXISTS (
                SELECT FROM ebay_marketplace_pricelist own
                WHERE own.backend_id = backend.id AND own.pricelist_id IS NOT NULL
            )) AND (
                sku.currency_id IN %(ids)s OR EXISTS (
                    SELECT FROM product_pricelist pricelist
                    WHERE pricelist.currency_id IN %(ids)s
                      AND (pricelist.id = backend.pricelist_id OR EXISTS (
                          SELECT FROM ebay_marketplace_pricelist own
                          WHERE own.backend_id = backend.id
                            AND own.pricelist_id = pricelist.id
                      ))
                )
            )""",
            ids=tuple(self.currency_id.ids),
        )
        self.env["ebay.sku.mark"]._mark_where(where, "price")
