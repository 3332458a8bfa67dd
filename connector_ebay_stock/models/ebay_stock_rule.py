# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .ebay_stock_offer_mixin import STOCK_OFFER_FIELDS


class EbayStockRule(models.Model):
    """The quantity offered of some products, instead of the account's settings.

    The most specific rule applies: that of the variant, of the product, then of the
    nearest category.
    """

    _name = "ebay.stock.rule"
    _description = "eBay Stock Rule"
    _inherit = ["ebay.stock.offer.mixin", "ebay.reviewed.row.mixin"]
    _check_company_auto = True

    backend_id = fields.Many2one("ebay.backend", required=True, ondelete="cascade")
    company_id = fields.Many2one(
        related="backend_id.company_id", store=True, index=True
    )
    category_id = fields.Many2one("product.category", ondelete="cascade")
    product_tmpl_id = fields.Many2one(
        "product.template", string="Product", ondelete="cascade", check_company=True
    )
    product_id = fields.Many2one(
        "product.product", string="Variant", ondelete="cascade", check_company=True
    )

    @api.constrains("category_id", "product_tmpl_id", "product_id")
    def _check_one_target(self):
        for rule in self:
            targets = [rule.category_id, rule.product_tmpl_id, rule.product_id]
            if len(list(filter(None, targets))) != 1:
                raise ValidationError(
                    self.env._(
                        "A rule must have exactly one category, product or variant."
                    )
                )

    @api.depends("category_id", "product_tmpl_id", "product_id")
    def _compute_display_name(self):
        for rule in self:
            target = rule.product_id or rule.product_tmpl_id or rule.category_id
            rule.display_name = target.display_name

    def _reviewed_fields(self):
        return super()._reviewed_fields() | {
            *STOCK_OFFER_FIELDS,
            "backend_id",
            "category_id",
            "product_tmpl_id",
            "product_id",
        }

    def _review_mark_skus(self):
        return self.backend_id._review_mark_skus()
