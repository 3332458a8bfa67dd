# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from odoo.addons.connector.exception import InvalidDataError
from odoo.addons.connector_ebay.tools.stored_text import StoredText

from ...tools.ebay_countries import iso_code
from ...tools.order_partners import OrderPartners
from ...tools.state_names import folded_name, spellings

if TYPE_CHECKING:
    from .partner_importer import PartnerBindings


class OrderLookups:
    """Look up what the orders of a page refer to, once for the page."""

    def __init__(self, backend: Any) -> None:
        self.backend = backend
        self.env = backend.env
        currencies = self.env["res.currency"].with_context(active_test=False).search([])
        self._currencies = {currency.name: currency for currency in currencies}
        marketplaces = (
            self.env["ebay.marketplace"].with_context(active_test=False).search([])
        )
        self._marketplaces = {market.code: market for market in marketplaces}
        countries = self.env["res.country"].search([])
        self._countries = {country.code: country for country in countries}
        self._other_backends = self._find_other_backends()
        self._states: dict[Any, dict[str, Any]] = {}
        self._pricelists: dict[Any, Any] = {}
        self._positions: dict[Any, Any] = {}
        self._ranges: list[tuple[str, str]] | None = None
        self._langs = {code for code, _name in self.env["res.lang"].get_installed()}
        self.source = self.env.ref("connector_ebay_sale.utm_source_ebay")
        self.medium = self.env.ref("connector_ebay_sale.utm_medium_marketplace")
        self.team = backend.order_team_id or self.env.ref(
            "connector_ebay_sale.team_ebay", raise_if_not_found=False
        )

    def activate_currencies(self, codes: Iterable[str]) -> None:
        """Activate the currencies of these orders; a new database has them archived."""
        for code in set(codes):
            currency = self._currencies.get(code)
            if currency and not currency.active:
                currency.sudo().active = True

    def currency(self, code: str) -> Any:
        """Return the ``res.currency`` of this code.

        :raise InvalidDataError: Odoo does not have it
        """
        currency = self._currencies.get(code)
        if not currency:
            raise InvalidDataError(
                StoredText._("Odoo does not know the currency %s of this order.", code)
            )
        return currency

    def marketplace(self, code: str | None) -> Any:
        """Return the marketplace of this code, the account's own if it is unknown."""
        # EBAY_MOTORS_US is a part of EBAY_US.
        site = f"EBAY_{(code or '').rpartition('_')[2]}"
        return (
            self._marketplaces.get(code)
            or self._marketplaces.get(site)
            or self.backend.marketplace_id
        )

    def check_company(self, code: str) -> None:
        """Refuse an order that another company has sold with the same eBay account.

        One seller account may be connected for two companies, each with its own home
        marketplace; eBay shows all orders to both.

        :raise InvalidDataError: the marketplace is the home marketplace of another
            company's account
        """
        marketplace = self.marketplace(code)
        other = self._other_backends.get(marketplace)
        if not other or marketplace == self.backend.marketplace_id:
            return
        raise InvalidDataError(
            StoredText._(
                "This order was placed on %(marketplace)s, where %(company)s sells "
                "with the account '%(account)s': it is imported there. If it is "
                "yours, change the home marketplace of that account and requeue this "
                "job.",
                marketplace=marketplace.name,
                company=other.company_id.name,
                account=other.name,
            )
        )

    def _find_other_backends(self) -> dict[Any, Any]:
        """Return other companies' accounts of the same eBay user, by marketplace."""
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

    def country(self, code: str) -> Any:
        """Return the country of a code as eBay writes it; empty if it is unknown."""
        return self._countries.get(iso_code(code)) or self.env["res.country"]

    def country_note(self, source: OrderPartners, country: Any) -> str:
        """Return a sentence if eBay names a country that Odoo does not know, or ``""``.

        :param country: in which the goods end up, if a person has set it
        """
        codes = (source.tax_country, source.ship_to.country)
        unknown = [code for code in codes if code and not self.country(code)]
        if not unknown or country:
            return ""
        return StoredText._(
            "eBay names a country that Odoo does not know: %(code)s. Set the country "
            "of the order's delivery address, then check the order again.",
            code=unknown[0],
        )

    def state(self, country: Any, text: str) -> Any:
        """Return a country's state by its code or name; empty if there is none.

        eBay sends what the buyer typed, or the word ``default``. Accents and case do
        not count; a spelling that two states share is none.
        """
        empty = self.env["res.country.state"]
        text = (text or "").strip()
        if not country or text.lower() in ("", "default"):
            return empty
        if country not in self._states:
            self._states[country] = self._states_by_name(country)
        known = self._states[country]
        found = (known.get(spelling) for spelling in spellings(text))
        return next(filter(None, found), empty)

    def _states_by_name(self, country: Any) -> dict[str, Any]:
        """Return a country's states by folded code and by the spellings of their names.

        A code comes before a name, and a whole name before a part of one.
        """
        states = self.env["res.country.state"].search([("country_id", "=", country.id)])
        known: dict[str, Any] = {}
        for length in (3, 2, 1):
            rank: dict[str, Any] = {}
            for state in states:
                for spelling in spellings(state.name)[:length]:
                    rank.setdefault(spelling, states.browse())
                    rank[spelling] |= state
            known.update({name: one for name, one in rank.items() if len(one) == 1})
        known.update({folded_name(state.code): state for state in states})
        return known

    def lang(self, marketplace: Any) -> str | bool:
        """Return the code of the marketplace's language if it is installed."""
        code = (marketplace.locale or "").replace("-", "_")
        if code in self._langs:
            return code
        same = sorted(lang for lang in self._langs if lang[:2] == code[:2] and code)
        return same[0] if same else False

    def fiscal_position(self, partners: PartnerBindings) -> Any:
        """Return the fiscal position that Odoo detects for where an order goes.

        Country, state, postal code and VAT number decide, or what a person has set on
        the contact. Odoo is asked once for each combination that makes a difference.
        """
        buyer, delivery = self._tax_partners(partners)
        if self._ranges is None:
            self._ranges = self._find_ranges()
        code = delivery.zip or ""
        key = (
            delivery.country_id,
            delivery.state_id,
            tuple(first <= code <= last for first, last in self._ranges),
            buyer.country_id,
            buyer.vat or "",
            delivery.vat or "",
            delivery.property_account_position_id,
            buyer.property_account_position_id,
        )
        if key not in self._positions:
            self._positions[key] = (
                self.env["account.fiscal.position"]
                .with_company(self.backend.company_id)
                ._get_fiscal_position(buyer, delivery)
            )
        return self._positions[key]

    def _tax_partners(self, partners: PartnerBindings) -> tuple[Any, Any]:
        """Return the buyer's contact and that of the place where the goods end up.

        A parcel to eBay's hub goes on to a place that is no contact. Odoo compares
        postal codes as texts, and eBay sends them as the buyer typed them.
        """
        company, country = self.backend.company_id, partners.country
        buyer = partners.buyer.odoo_id.with_company(company)
        delivery = partners.address.odoo_id.with_company(company)
        if partners.source.kind == "address" and delivery.country_id == country:
            state, code = delivery.state_id, delivery.zip
        else:
            place = partners.source.tax_place
            state = self.state(country, place.state)
            state = state or self.state(country, place.county)
            code = place.zip
        values = {
            "country_id": country.id,
            "state_id": state.id,
            "zip": (code or "").upper() or False,
            "vat": delivery.vat or buyer.vat,
        }
        if any(
            delivery._fields[name].convert_to_write(delivery[name], delivery) != value
            for name, value in values.items()
        ):
            delivery = delivery.new(values)
        # Without a country on the buyer's contact Odoo would detect none.
        return (buyer if buyer.country_id else delivery), delivery

    def _find_ranges(self) -> list[tuple[str, str]]:
        """Return the ranges of postal codes of the company's fiscal positions."""
        positions = self.env["account.fiscal.position"]
        domain = positions._check_company_domain(self.backend.company_id)
        found = positions.search([*domain, ("zip_from", "!=", False)])
        return [(one.zip_from, one.zip_to) for one in found if one.zip_to]

    def get_or_create_pricelist(self, currency: Any) -> Any:
        """Return a pricelist of the currency, from which an order gets its currency."""
        if currency not in self._pricelists:
            self._pricelists[currency] = self._get_or_create_pricelist(currency)
        return self._pricelists[currency]

    def _get_or_create_pricelist(self, currency: Any) -> Any:
        backend = self.backend
        if backend.pricelist_id.currency_id == currency:
            return backend.pricelist_id
        if not backend.pricelist_id and backend.company_id.currency_id == currency:
            return self.env["product.pricelist"]
        name = f"pricelist_{backend.company_id.id}_{currency.name.lower()}"
        pricelist = self.env.ref(f"__ebay__.{name}", raise_if_not_found=False)
        if not pricelist:
            pricelist = self.env["product.pricelist"].create(
                {
                    "name": self.env._("eBay %s", currency.name),
                    "currency_id": currency.id,
                    "company_id": backend.company_id.id,
                }
            )
            # XML ids are unique: if two workers create it at once, one tries again.
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
