# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError


class EbayMarketplacePricelist(models.Model):
    """The pricelists of an account for one of its marketplaces."""

    _name = "ebay.marketplace.pricelist"
    _description = "eBay Marketplace Pricelist"
    _inherit = ["ebay.reviewed.row.mixin"]
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
        "product.pricelist",
        ondelete="restrict",
        check_company=True,
        index="btree_not_null",
        help="Its prices get tax and rounding as on any order. Empty: the account's "
        "pricelist.",
    )
    shown_pricelist_id = fields.Many2one(
        "product.pricelist",
        string="Prices as Shown on eBay",
        ondelete="restrict",
        check_company=True,
        index="btree_not_null",
        domain="[('currency_id', '=', currency_id)]",
        help="Fixed prices of products and variants, exactly as buyers see them: no "
        "tax is added. Products without such a price use the other pricelist.",
    )
    currency_id = fields.Many2one(related="marketplace_id.currency_id")

    _one_each = models.Constraint(
        "unique(backend_id, marketplace_id)", "A marketplace has one pricelist."
    )

    @api.constrains("shown_pricelist_id", "marketplace_id")
    def _check_shown_currency(self):
        """Check that prices as shown on eBay are in the marketplace's currency."""
        for record in self:
            shown = record.shown_pricelist_id
            if shown and shown.currency_id != record.currency_id:
                raise ValidationError(
                    self.env._(
                        "%(marketplace)s shows prices in %(currency)s. Choose a "
                        "pricelist in %(currency)s.",
                        marketplace=record.marketplace_id.name,
                        currency=record.currency_id.name,
                    )
                )

    def _reviewed_fields(self):
        return super()._reviewed_fields() | {
            "marketplace_id",
            "pricelist_id",
            "shown_pricelist_id",
        }

    def _review_mark_skus(self):
        """Mark the SKUs of these accounts, whatever their marketplace.

        SKUs without a marketplace use the pricelist of the account's own.
        """
        return self.backend_id._review_mark_skus()
