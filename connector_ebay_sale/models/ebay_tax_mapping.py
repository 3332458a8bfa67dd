# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from odoo.addons.connector_ebay.tools.client_actions import show_message

from ..tools.roles import MANAGER_GROUP


class EbayTaxMapping(models.Model):
    """Which of the company's taxes an order from eBay gets.

    If eBay's prices include VAT, the rate is that of the product's tax after the
    fiscal position of the country the order goes to. If the seller charges tax on top,
    the rate follows from the amount that eBay reports. Country, rate and *included*
    identify the tax.
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
        help="Empty: it has to be chosen.",
    )
    source_id = fields.Many2one(
        "account.tax",
        string="Excluded Form",
        readonly=True,
        help="The product's tax after the fiscal position of that country.",
    )
    proposed = fields.Boolean(
        readonly=True, help="Found by the connector, not chosen by a person."
    )

    is_open = fields.Boolean(
        compute="_compute_is_open", help="The tax of this case is to be chosen."
    )

    # One row for each case, even if several workers meet it at the same time.
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

    def _compute_is_open(self):
        for mapping in self:
            mapping.is_open = not mapping._origin.tax_id

    @api.onchange("tax_id")
    def _onchange_tax_id(self):
        self.proposed = False

    @api.model_create_multi
    def create(self, vals_list):
        mappings = super().create(vals_list)
        mappings._resume_orders()
        return mappings

    def write(self, vals):
        """Let shop assistants choose what is open; only managers change the rest.

        :raise AccessError: an assistant would change more than an open tax
        """
        is_manager = self.env.su or self.env.user.has_group(MANAGER_GROUP)
        if not is_manager and (
            set(vals) - {"tax_id", "proposed"} or any(row.tax_id for row in self)
        ):
            raise AccessError(
                self.env._(
                    "You may choose a tax where none is chosen yet. Ask a manager to "
                    "change another."
                )
            )
        result = super().write(vals)
        self.check_access("write")
        if "tax_id" in vals:
            self._resume_orders()
        return result

    def _resume_orders(self):
        """Resume the orders that were held until one of these taxes was chosen."""
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
        """Find or create the tax of each row that has none.

        If a tax exists only in its excluded form and the row is about prices that
        include it, the included form is created.
        """
        if not self.env.su and not self.env.user.has_group(MANAGER_GROUP):
            raise AccessError(self.env._("Only managers have taxes proposed."))
        self.check_access("write")
        # Creating the included form of a tax needs rights on Accounting, which the
        # import does not ask for either.
        for mapping in self.sudo().filtered(lambda mapping: not mapping.tax_id):
            tax = mapping._find_tax() or mapping._create_included_tax()
            if tax:
                mapping.write({"tax_id": tax.id, "proposed": True})
        if self.tax_id:
            return True
        return show_message(
            self.env._(
                "No sales tax of this rate fits. Create it under Invoicing > "
                "Configuration > Taxes, then choose it here."
            ),
            "warning",
        )

    def _same_rate(self):
        """Return the company's sales taxes of this rate, the country's first."""
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
        """Return the tax that certainly fits; empty if there is none.

        Countries of the one-stop shop may share a rate but have different taxes, each
        with its own place in the tax report: the included form of another tax does not
        fit.
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

    def _create_included_tax(self):
        """Create the included form of an excluded tax; return it, or empty."""
        self.ensure_one()
        source = self.source_id or self._same_rate()[:1]
        if not self.included or not source:
            return source.browse()
        return source.copy(
            {
                "name": self.env._("%s (included, eBay)", source.name),
                "price_include_override": "tax_included",
                # Fiscal positions keep mapping to the original only.
                "fiscal_position_ids": False,
                "original_tax_ids": False,
            }
        )
