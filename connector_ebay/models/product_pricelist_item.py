# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

#: How far back dated rules are looked at when it is not known since when.
LOOK_BACK = timedelta(days=1)

#: Two looks in a row overlap by this much.
OVERLAP = timedelta(minutes=1)


class ProductPricelistItem(models.Model):
    """A price rule that changes marks the SKUs whose price it may change."""

    _inherit = "product.pricelist.item"

    @api.model_create_multi
    def create(self, vals_list):
        """Mark what the new rules are about."""
        items = super().create(vals_list)
        items._ebay_mark()
        return items

    def write(self, vals):
        """Mark what the rules were and are about."""
        self._ebay_mark()
        result = super().write(vals)
        self._ebay_mark()
        return result

    def unlink(self):
        """Mark what the rules were about."""
        self._ebay_mark()
        return super().unlink()

    def _ebay_mark(self):
        """Mark the SKUs with a price from these rules' pricelists.

        A rule for one product concerns that; any other rule, all that its pricelist
        prices. Pricelists that build on these are followed to the end.
        """
        for pricelist, items in self.sudo().grouped("pricelist_id").items():
            pricelists = pricelist._ebay_dependents()
            where = SQL(
                """(backend.pricelist_id IN %(ids)s OR EXISTS (
                    SELECT FROM ebay_marketplace_pricelist own
                    WHERE own.backend_id = backend.id AND own.pricelist_id IN %(ids)s
                ))""",
                ids=tuple(pricelists.ids),
            )
            products = items._ebay_products()
            if products is not None:
                where = SQL("%s AND sku.odoo_id IN %s", where, products)
            self.env["ebay.sku.mark"]._mark_where(where, "price")

    def _ebay_products(self):
        """Ids of the products that these rules name; None if they are for more."""
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
        """Mark what rules are about that began or ended since then."""
        now = fields.Datetime.now()
        since = (since or now - LOOK_BACK) - OVERLAP
        window = [(">", since), ("<=", now)]
        began = [("date_start", operator, moment) for operator, moment in window]
        ended = [("date_end", operator, moment) for operator, moment in window]
        self.search(["|", "&", *began, "&", *ended])._ebay_mark()
