# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError


class EbayStockRule(models.Model):
    """The quantity offered of some products, instead of the account's settings.

    The most specific rule applies: that of the variant, of the product, then of the
    nearest category.
    """

    _name = "ebay.stock.rule"
    _description = "eBay Stock Rule"
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
    stock_buffer = fields.Integer(string="Buffer")
    stock_cap = fields.Integer(
        string="At Most", help="Largest quantity offered in a listing. 0: no limit."
    )
    stock_mode = fields.Selection(
        [("all", "All"), ("percentage", "A share"), ("fixed", "A fixed number")],
        string="Offer",
        required=True,
        default="all",
    )
    stock_percentage = fields.Integer(string="Share (%)", default=100)
    stock_fixed = fields.Integer(string="Fixed Number")

    _numbers_are_not_negative = models.Constraint(
        "CHECK (stock_buffer >= 0 AND stock_cap >= 0 AND stock_fixed >= 0 "
        "AND stock_percentage BETWEEN 0 AND 100)",
        "Buffer, limit and fixed number must not be negative; a share is between 0 and "
        "100.",
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

    @api.model_create_multi
    def create(self, vals_list):
        """Mark all SKUs of the accounts."""
        rules = super().create(vals_list)
        rules.backend_id._mark_all_skus()
        return rules

    def write(self, vals):
        """Mark all SKUs of the accounts."""
        result = super().write(vals)
        self.check_access("write")
        self.backend_id._mark_all_skus()
        return result

    def unlink(self):
        """Mark all SKUs of the accounts."""
        backends = self.backend_id
        result = super().unlink()
        backends._mark_all_skus()
        return result
