# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component
from odoo.addons.connector.exception import InvalidDataError


class EbayOrderLookups(Component):
    """What a page's orders refer to, read once for the page."""

    _name = "ebay.order.lookups"
    _inherit = "ebay.base"
    _apply_on = "ebay.sale.order"
    _usage = "order.lookups"

    def __init__(self, work_context):
        super().__init__(work_context)
        currencies = self.env["res.currency"].with_context(active_test=False).search([])
        self._currencies = {currency.name: currency for currency in currencies}
        marketplaces = (
            self.env["ebay.marketplace"].with_context(active_test=False).search([])
        )
        self._marketplaces = {market.code: market for market in marketplaces}
        countries = self.env["res.country"].search([])
        self._countries = {country.code: country for country in countries}
        self._others = self._find_others()
        self._states = {}
        self._pricelists = {}
        self._positions = {}
        self._langs = {code for code, _name in self.env["res.lang"].get_installed()}
        self.source = self.env.ref("connector_ebay_sale.utm_source_ebay")
        self.medium = self.env.ref("connector_ebay_sale.utm_medium_marketplace")
        self.team = self.backend.order_team_id or self.env.ref(
            "connector_ebay_sale.team_ebay", raise_if_not_found=False
        )

    def currency(self, code):
        """:raise InvalidDataError: Odoo does not have it, or it is archived"""
        currency = self._currencies.get(code)
        if not currency:
            raise InvalidDataError(
                self.env._("Odoo does not know the currency %s of this order.", code)
            )
        if not currency.active:
            raise InvalidDataError(
                self.env._(
                    "The currency %s of this order is archived. Activate it under "
                    "Invoicing > Configuration > Currencies, then requeue the job.",
                    code,
                )
            )
        return currency

    def marketplace(self, code):
        """The marketplace of that code; the account's own for one never seen."""
        # EBAY_MOTORS_US is a part of EBAY_US.
        site = f"EBAY_{(code or '').rpartition('_')[2]}"
        return (
            self._marketplaces.get(code)
            or self._marketplaces.get(site)
            or self.backend.marketplace_id
        )

    def check_company(self, code):
        """Refuse what another company sells with the same eBay account.

        One seller account may be connected for two companies, each with its home
        marketplace; eBay shows all orders to both.

        :raise InvalidDataError: another company's account has that home marketplace
        """
        marketplace = self.marketplace(code)
        other = self._others.get(marketplace)
        if not other or marketplace == self.backend.marketplace_id:
            return
        raise InvalidDataError(
            self.env._(
                "This order was placed on %(marketplace)s, where %(company)s sells "
                "with the account '%(account)s': it belongs there and is imported "
                "there. If it is yours, change the home marketplace of that account "
                "and requeue this job.",
                marketplace=marketplace.name,
                company=other.company_id.name,
                account=other.name,
            )
        )

    def _find_others(self):
        """Accounts of other companies, by home marketplace, on the same eBay user."""
        backend = self.backend
        if not backend.ebay_user_id:
            return {}
        others = backend.sudo().search(
            [
                ("company_id", "!=", backend.company_id.id),
                ("environment", "=", backend.environment),
                ("ebay_user_id", "=", backend.ebay_user_id),
                ("state", "=", "connected"),
            ]
        )
        return {other.marketplace_id: other for other in others}

    def country(self, code):
        """By ISO code, of which eBay's ``UK`` is an older form; empty if unknown."""
        code = {"UK": "GB"}.get(code, code)
        return self._countries.get(code) or self.env["res.country"]

    def state(self, country, text):
        """A state by its code, else its name, in the country; empty if there is none.

        eBay sends what the buyer typed, and the word ``default``.
        """
        text = (text or "").strip().lower()
        if not country or text in ("", "default"):
            return self.env["res.country.state"]
        if country not in self._states:
            states = self.env["res.country.state"].search(
                [("country_id", "=", country.id)]
            )
            known = {state.name.lower(): state for state in states}
            known.update({state.code.lower(): state for state in states})
            self._states[country] = known
        return self._states[country].get(text) or self.env["res.country.state"]

    def lang(self, marketplace):
        """The marketplace's language where it is installed, else none."""
        code = (marketplace.locale or "").replace("-", "_")
        if code in self._langs:
            return code
        same = sorted(lang for lang in self._langs if lang[:2] == code[:2] and code)
        return same[0] if same else False

    def fiscal_position(self, country):
        """The one Odoo applies by itself to a private person in that country."""
        if country not in self._positions:
            partner = self.env["res.partner"].new({"country_id": country.id})
            self._positions[country] = (
                self.env["account.fiscal.position"]
                .with_company(self.backend.company_id)
                ._get_fiscal_position(partner, partner)
            )
        return self._positions[country]

    def pricelist(self, currency):
        """A pricelist of the currency: it is what gives an order its currency."""
        if currency not in self._pricelists:
            self._pricelists[currency] = self._find_pricelist(currency)
        return self._pricelists[currency]

    def _find_pricelist(self, currency):
        backend = self.backend
        if backend.pricelist_id.currency_id == currency:
            return backend.pricelist_id
        if not backend.pricelist_id and backend.company_id.currency_id == currency:
            return self.env["product.pricelist"]
        name = f"pricelist_{backend.company_id.id}_{currency.name.lower()}"
        xml_id = f"__ebay__.{name}"
        pricelist = self.env.ref(xml_id, raise_if_not_found=False)
        if not pricelist:
            pricelist = self.env["product.pricelist"].create(
                {
                    "name": self.env._("eBay %s", currency.name),
                    "currency_id": currency.id,
                    "company_id": backend.company_id.id,
                }
            )
            # Unique: of two workers that create it at once, one tries again.
            self.env["ir.model.data"].create(
                {
                    "module": "__ebay__",
                    "name": name,
                    "model": pricelist._name,
                    "res_id": pricelist.id,
                    "noupdate": True,
                }
            )
        return pricelist
