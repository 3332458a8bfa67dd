# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError


class EbayStockRule(models.Model):
    """How many of some products are offered, where the account's own rule is not right.

    The narrowest rule counts: of the variant, the product, then of the category
    nearest to it.
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
    stock_cap = fields.Integer(string="At Most", help="0: no limit.")
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
        "Buffer, limit and fixed number are not negative; a share is 0 to 100.",
    )

    @api.constrains("category_id", "product_tmpl_id", "product_id")
    def _check_one_target(self):
        for rule in self:
            targets = [rule.category_id, rule.product_tmpl_id, rule.product_id]
            if len(list(filter(None, targets))) != 1:
                raise ValidationError(
                    self.env._("A rule is for a category, a product or a variant.")
                )

    @api.depends("category_id", "product_tmpl_id", "product_id")
    def _compute_display_name(self):
        for rule in self:
            target = rule.product_id or rule.product_tmpl_id or rule.category_id
            rule.display_name = target.display_name

    @api.model_create_multi
    def create(self, vals_list):
        """What the new rules may be about is compared."""
        rules = super().create(vals_list)
        rules.backend_id._mark_all_skus()
        return rules

    def write(self, vals):
        """What the rules may be about is compared."""
        result = super().write(vals)
        self.backend_id._mark_all_skus()
        return result

    def unlink(self):
        """What the rules were about is compared."""
        backends = self.backend_id
        result = super().unlink()
        backends._mark_all_skus()
        return result
