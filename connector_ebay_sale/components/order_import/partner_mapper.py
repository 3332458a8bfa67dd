# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any

from ...tools.order_partners import Contact, OrderPartners
from ...tools.state_names import contains_name
from .order_lookups import OrderLookups

Json = dict[str, Any]


class PartnerMapper:
    """Map buyers and delivery addresses to the values of contacts and bindings."""

    def __init__(self, backend: Any, lookups: OrderLookups) -> None:
        self._backend = backend
        self._lookups = lookups

    def buyer_values(self, source: OrderPartners) -> Json:
        """Return the values of the buyer's own contact.

        :field name: ``fullName`` of ``buyerRegistrationAddress``, else
            ``username``
        :field company_name: ``companyName``
        :field phone: ``phoneNumber``
        :field email: ``email``; that of the buyer's newest order, because
            eBay's masked addresses expire
        :field lang: ; of the marketplace
        :field company_id: ; the company of the account
        """
        own = source.own
        marketplace = self._lookups.marketplace(source.marketplace)
        return {
            **self._location_values(own),
            "name": own.name or source.username or source.buyer_key,
            "company_name": own.company or False,
            "phone": own.phone or False,
            "email": source.email or False,
            "lang": self._lookups.lang(marketplace),
            "company_id": self._backend.company_id.id,
        }

    def address_values(self, source: OrderPartners) -> Json:
        """Return the values of a delivery contact.

        Its name has company and hub's reference, so that they are on every label.

        :field name: ``companyName``, ``fullName``, ``shipToReferenceId``; all
            that has to be on the label
        :field phone: ``phoneNumber`` of ``shipTo``; a missing one is no new
            address, another one is
        :field email: ``email`` of ``shipTo``
        :field company_id: ; the company of the account
        """
        label, reference = source.ship_to, source.reference
        names = [name for name in (label.company, label.name) if name]
        name = ", ".join(names) or source.username or source.buyer_key
        if reference and reference not in f"{label.street} {label.street2}":
            name = self._backend.env._(
                "%(name)s (Reference #%(reference)s)", name=name, reference=reference
            )
        return {
            **self._location_values(label),
            "name": name,
            "phone": label.phone or False,
            "email": label.email or False,
            "company_id": self._backend.company_id.id,
        }

    def _location_values(self, contact: Contact) -> Json:
        """Return street, city, state and country of a contact.

        :field street: ``addressLine1``
        :field street2: ``addressLine2``; also a state or county that Odoo does
            not know
        :field zip: ``postalCode``
        :field city: ``city``
        :field state_id: ``stateOrProvince``, else ``county``; by code or name,
            without regard to case and accents
        :field country_id: ``countryCode``; eBay's own codes are in
            ``tools/ebay_countries.py``
        """
        country = self._lookups.country(contact.country)
        state = self._lookups.state(country, contact.state)
        # What Odoo has no state for stays readable, in a line of its own.
        unknown = "" if state else contact.state
        state = state or self._lookups.state(country, contact.county)
        unknown = unknown or ("" if state else contact.county)
        street2 = contact.street2
        if unknown and not contains_name(f"{street2} {contact.city}", unknown):
            street2 = ", ".join(filter(None, (street2, unknown)))
        return {
            "street": contact.street or False,
            "street2": street2 or False,
            "zip": contact.zip or False,
            "city": contact.city or False,
            "state_id": state.id,
            "country_id": country.id,
        }

    def buyer_binding_values(self, key: str, source: OrderPartners) -> Json:
        """Return the values of the binding of a buyer.

        :field kind: ; buyer or delivery address
        :field external_id: ``userId``, else ``username``; a buyer known by name
            keeps the contact when eBay begins to send the id
        :field username: ``username``
        :field email_at: ``creationDate``; of the order that the e-mail address
            is from
        """
        return {
            "kind": "buyer",
            "external_id": key,
            "username": source.username or False,
            "email_at": source.ordered_at if source.email else False,
            **self.tax_values(source.tax),
        }

    @staticmethod
    def tax_values(tax: Json) -> Json:
        """Return the tax number that the buyer gave eBay.

        :field tax_identifier: ``taxpayerId``; a VAT number is copied to the
            contact if the contact has none
        :field tax_identifier_type: ``taxIdentifierType``
        :field tax_identifier_country: ``issuingCountry``
        """
        return {
            "tax_identifier": tax.get("taxpayerId") or False,
            "tax_identifier_type": tax.get("taxIdentifierType") or False,
            "tax_identifier_country": tax.get("issuingCountry") or False,
        }
