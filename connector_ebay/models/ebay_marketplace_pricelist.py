# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.tools import SQL


class EbayMarketplacePricelist(models.Model):
    """Prices of an account on one of its marketplaces."""

    _name = "ebay.marketplace.pricelist"
    _description = "eBay Marketplace Pricelist"
    _rec_name = "pricelist_id"
    _check_company_auto = True

    backend_id = fields.Many2one("ebay.backend", required=True, ondelete="cascade")
    company_id = fields.Many2one(
        related="backend_id.company_id", store=True, index=True
    )
    marketplace_id = fields.Many2one(
        "ebay.marketplace", required=True, ondelete="cascade"
    )
    pricelist_id = fields.Many2one(
        "product.pricelist", required=True, ondelete="restrict", check_company=True
    )

    _one_each = models.Constraint(
        "unique(backend_id, marketplace_id)", "A marketplace has one pricelist."
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Prices of the marketplace are looked at anew."""
        records = super().create(vals_list)
        records._mark()
        return records

    def write(self, vals):
        """Prices of the marketplace are looked at anew."""
        result = super().write(vals)
        self._mark()
        return result

    def unlink(self):
        """Prices of the marketplace are looked at anew."""
        backends = self.backend_id
        result = super().unlink()
        backends._mark_all()
        return result

    def _mark(self):
        for record in self:
            where = SQL(
                "sku.backend_id = %s AND listing.marketplace_id = %s",
                record.backend_id.id,
                record.marketplace_id.id,
            )
            self.env["ebay.sku.mark"]._mark_where(where, "price")
