# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.fields import Domain


class EbayTaxMapping(models.Model):
    """Which of the company's taxes an order from eBay gets.

    Where eBay's prices include VAT the rate comes from the product's tax, through
    the fiscal position of the country the order goes to; where the seller charges
    tax on top, from the amount that eBay reports. Country, rate and *included* then
    say which tax that is.
    """

    _name = "ebay.tax.mapping"
    _description = "eBay Tax Mapping"
    _order = "company_id, country_id, rate desc, included desc, id"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    marketplace_id = fields.Many2one(
        "ebay.marketplace", ondelete="cascade", help="Empty: on every marketplace."
    )
    country_id = fields.Many2one("res.country", string="Shipped To", required=True)
    rate = fields.Float(string="Rate (%)", required=True, digits=(16, 4))
    included = fields.Boolean(
        string="Included in Price", default=True, help="As eBay reports the price."
    )
    tax_id = fields.Many2one(
        "account.tax",
        check_company=True,
        domain="[('type_tax_use', '=', 'sale')]",
        help="Empty: a person has to choose it.",
    )
    source_id = fields.Many2one(
        "account.tax",
        string="Excluded Form",
        readonly=True,
        help="The tax of the product, by the fiscal position of that country.",
    )
    proposed = fields.Boolean(
        readonly=True, help="Found by the connector, not chosen by a person."
    )
    note = fields.Char(readonly=True)

    # One row for each case, also where several workers find the same case at once.
    _case_uniq = models.UniqueIndex(
        "(company_id, COALESCE(marketplace_id, 0), country_id, rate, included)",
        "This case is in the mapping already.",
    )

    @api.depends("country_id", "rate", "included")
    def _compute_display_name(self):
        for mapping in self:
            kind = self.env._("included") if mapping.included else self.env._("on top")
            mapping.display_name = (
                f"{mapping.country_id.name} {mapping.rate:g} % {kind}"
            )

    @api.onchange("tax_id")
    def _onchange_tax_id(self):
        self.proposed = False

    @api.model_create_multi
    def create(self, vals_list):
        mappings = super().create(vals_list)
        mappings._resume_orders()
        return mappings

    def write(self, vals):
        result = super().write(vals)
        if "tax_id" in vals:
            self._resume_orders()
        return result

    def _resume_orders(self):
        """Go on with the orders that were held for want of one of these taxes."""
        chosen = self.filtered("tax_id")
        if not chosen:
            return
        self.env["ebay.sale.order"].sudo().search(
            [
                ("import_state", "=", "held"),
                ("hold_reason", "=", "tax"),
                ("company_id", "in", chosen.company_id.ids),
            ]
        )._resume()

    def action_propose(self):
        """Look for a tax of the company for each row that has none.

        A tax that exists only in its excluded form gets a twin that is included in
        the price, if the row says so.
        """
        for mapping in self.filtered(lambda mapping: not mapping.tax_id):
            tax = mapping._find_tax() or mapping._create_included()
            if tax:
                mapping.write({"tax_id": tax.id, "proposed": True})
        return True

    def _same_rate(self):
        """The company's sales taxes of this rate, those of the country first."""
        self.ensure_one()
        taxes = self.env["account.tax"].search(
            Domain(self.env["account.tax"]._check_company_domain(self.company_id))
            & Domain("type_tax_use", "=", "sale")
            & Domain("amount_type", "=", "percent")
            & Domain("amount", "=", self.rate)
        )
        countries = self.country_id | self.company_id.account_fiscal_country_id
        taxes = taxes.filtered(lambda tax: tax.country_id in countries)
        return taxes.sorted(lambda tax: tax.country_id != self.country_id)

    def _find_tax(self):
        """The tax that fits, without a doubt; none if it is not there.

        Countries of the one-stop shop may have one rate and yet different taxes, each
        with its own place in the tax report: the form of another tax is none of this.
        """
        self.ensure_one()
        taxes = self._same_rate().filtered(
            lambda tax: tax.price_include == self.included
        )
        source = self.source_id
        if not source:
            return taxes[:1]
        forms = self.search([("tax_id", "in", taxes.ids), ("source_id", "!=", False)])
        own = forms.filtered(lambda row: row.source_id == source).tax_id
        if own:
            return own[:1]
        taxes -= forms.tax_id
        if source.original_tax_ids:
            taxes = taxes.filtered(
                lambda tax: tax.fiscal_position_ids & source.fiscal_position_ids
            )
        return taxes[:1]

    def _create_included(self):
        """The same tax as an excluded one, with the price including it."""
        self.ensure_one()
        source = self.source_id or self._same_rate()[:1]
        if not self.included or not source:
            return source.browse()
        return source.copy(
            {
                "name": self.env._("%s (included, eBay)", source.name),
                "price_include_override": "tax_included",
                # Fiscal positions go on to know the original alone.
                "fiscal_position_ids": False,
                "original_tax_ids": False,
            }
        )
