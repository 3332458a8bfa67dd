# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any, NamedTuple

from odoo import fields

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.tools.changed_values import changed_values

from ...tools.bulk_context import BULK_CONTEXT
from ...tools.order_partners import (
    OrderPartners,
    address_hashes,
    address_place,
    is_masked,
    read_partners,
)
from .order_lookups import OrderLookups
from .partner_mapper import PartnerMapper
from .record_locker import RecordLocker

Json = dict[str, Any]
Sources = dict[str, OrderPartners]


class PartnerBindings(NamedTuple):
    """The bindings of an order's buyer and address.

    :ivar country: the ``res.country`` whose taxes apply
    :ivar source: what eBay says
    """

    buyer: Any
    address: Any
    country: Any
    source: OrderPartners


class EbayResPartnerImporter(Component):
    """Find or create the buyers and delivery addresses of a page of orders.

    Two queries find the known ones; one ``create`` each makes the missing contacts and
    their bindings. What a person has changed on a contact is not overwritten.
    """

    _name = "ebay.res.partner.importer"
    _inherit = ["base.importer", "ebay.base"]
    _apply_on = "ebay.res.partner"
    _usage = "record.importer"

    def import_partners(
        self, orders: list[Json], lookups: OrderLookups
    ) -> dict[str, PartnerBindings]:
        """Return the partners by ``orderId``.

        Orders whose partners another worker is writing are left out.
        """
        self._mapper = PartnerMapper(self.backend, lookups)
        self._own: dict[int, bool] = {}
        sources = {order["orderId"]: read_partners(order) for order in orders}
        buyers = self._find_buyers(sources)
        changes = self._find_changes(sources, buyers)
        addresses = self._find_addresses(sources, buyers)
        sources = self._lock(sources, buyers, changes, addresses)
        self._write_changes(sources, buyers, changes)
        self._create_buyers(sources, buyers)
        self._add_phones(sources, buyers, addresses)
        self._create_addresses(sources, buyers, addresses)
        partners = {}
        for order_id, source in sources.items():
            buyer = address = buyers[source.buyer_key]
            if self._has_address(source, buyers):
                address = addresses[order_id]
            country = lookups.country(source.tax_country) or address.odoo_id.country_id
            partners[order_id] = PartnerBindings(buyer, address, country, source)
            self.store_tax_number(buyer, source.tax)
        return partners

    def store_tax_number(self, buyer: Any, tax: Json) -> None:
        """Store a tax number that the buyer gave eBay; a missing one erases nothing."""
        if not tax.get("taxpayerId"):
            return
        changes = changed_values(buyer, PartnerMapper.tax_values(tax))
        if changes:
            buyer.write(changes)
        buyer._set_vat_of_contact()

    # === KNOWN PARTNERS ===

    def _find_buyers(self, sources: Sources) -> dict[str, Any]:
        """Return the known buyers by key.

        A buyer known by user name keeps the contact when eBay begins to send the id;
        one known by another id is somebody else, whom eBay has given the name.
        """
        wanted = {source.buyer_key: source for source in sources.values()}
        names = {source.username for source in wanted.values()} - {""}
        found = self.model.search(
            [
                ("backend_id", "=", self.backend.id),
                ("kind", "=", "buyer"),
                "|",
                ("external_id", "in", [*wanted, *names]),
                ("username", "in", list(names)),
            ]
        )
        by_key = {buyer.external_id: buyer for buyer in found}
        by_name = {buyer.username: buyer for buyer in found if buyer.username}
        without_id = {
            key: one for key, one in by_key.items() if one.username in (False, key)
        }
        buyers = {key: by_key[key] for key in wanted if key in by_key}
        taken = set(buyers.values())
        for key, source in sorted(wanted.items(), key=lambda one: one[1].ordered_at):
            has_id = key != source.username
            buyer = (without_id if has_id else by_name).get(source.username)
            if key not in buyers and buyer and not (has_id and buyer in taken):
                buyers[key] = buyer
                taken.add(buyer)
        return buyers

    def _find_changes(
        self, sources: Sources, buyers: dict[str, Any]
    ) -> dict[str, tuple[Json, Json]]:
        """Return what is to be written on known buyers and their contacts, by key.

        eBay's masked e-mail address expires: the contact gets that of the newest order.
        """
        changes: dict[str, tuple[Json, Json]] = {}
        for source in sorted(sources.values(), key=lambda one: one.ordered_at):
            key = source.buyer_key
            buyer = buyers.get(key)
            if not buyer:
                continue
            values = {"username": source.username or False}
            if key != source.username:
                # A user name never takes the place of an id.
                values["external_id"] = key
            if source.email and (buyer.email_at or "") < source.ordered_at:
                values["email_at"] = source.ordered_at
            values = changed_values(buyer, values)
            if not values:
                continue
            before = changes.get(key, ({}, {}))
            contact = {}
            if "email_at" in values and is_masked(buyer.odoo_id.email):
                contact = {"email": source.email}
            changes[key] = ({**before[0], **values}, {**before[1], **contact})
        return changes

    def _find_addresses(
        self, sources: Sources, buyers: dict[str, Any]
    ) -> dict[str, Any]:
        """Return the known delivery addresses by ``orderId``.

        An address without a phone number is the same as one with it.
        """
        wanted = {
            order_id: source
            for order_id, source in sources.items()
            if source.buyer_key in buyers and self._has_address(source, buyers)
        }
        if not wanted:
            return {}
        known = {buyers[source.buyer_key].id for source in wanted.values()}
        found = self.model.search(
            [
                ("backend_id", "=", self.backend.id),
                ("kind", "=", "address"),
                ("buyer_id", "in", list(known)),
            ],
            order="id",
        )
        by_key = {one.external_id: one for one in found}
        by_place = {address_place(one.external_id): one for one in found}
        addresses = {}
        for order_id, source in wanted.items():
            key = self._address_key(source, buyers)
            address = by_key.get(key) or by_key.get(address_place(key))
            if not address and not source.phone_hash:
                address = by_place.get(key)
            if address:
                addresses[order_id] = address
        return addresses

    @staticmethod
    def _address_key(source: OrderPartners, buyers: dict[str, Any]) -> str:
        buyer = buyers.get(source.buyer_key)
        return source.address_key(buyer.external_id if buyer else source.buyer_key)

    def _has_address(self, source: OrderPartners, buyers: dict[str, Any]) -> bool:
        """Return whether the address differs from the buyer's own contact."""
        buyer = buyers.get(source.buyer_key)
        if not source.address_hash or not buyer:
            return bool(source.address_hash)
        if id(source) not in self._own:
            self._own[id(source)] = self._is_own_address(source, buyer)
        return not self._own[id(source)]

    def _is_own_address(self, source: OrderPartners, buyer: Any) -> bool:
        partner = buyer.odoo_id
        values = self._mapper.address_values(source)
        return all(
            (partner[name] or "") == (values.get(name) or "")
            for name in ("name", "street", "street2", "zip", "city")
        ) and values["country_id"] in (False, partner.country_id.id)

    # === WRITING ===

    def _lock(
        self,
        sources: Sources,
        buyers: dict[str, Any],
        changes: dict[str, tuple[Json, Json]],
        addresses: dict[str, Any],
    ) -> Sources:
        """Lock the partners to be written; leave out sources that have others'."""
        touched: dict[str, set[str]] = {}
        for order_id, source in sources.items():
            keys = touched.setdefault(order_id, set())
            if source.buyer_key not in buyers or source.buyer_key in changes:
                keys.add(source.buyer_key)
            if self._has_address(source, buyers):
                address = addresses.get(order_id)
                if not address:
                    keys.add(self._address_key(source, buyers))
                elif self._lacks_phone(address, source):
                    keys.add(address.external_id)
        free = RecordLocker(self.work).lock_partners(set().union(*touched.values()))
        return {
            order_id: source
            for order_id, source in sources.items()
            if touched[order_id] <= free
        }

    def _write_changes(
        self,
        sources: Sources,
        buyers: dict[str, Any],
        changes: dict[str, tuple[Json, Json]],
    ) -> None:
        """Write the changes of those buyers that are still among the sources."""
        keys = {source.buyer_key for source in sources.values()}
        for key in sorted(keys & changes.keys()):
            values, contact = changes[key]
            buyer = buyers[key]
            if "external_id" in values:
                # The key of an address begins with its buyer's key.
                for address in buyer.address_ids:
                    address.external_id = f"{key}|{address_hashes(address.external_id)}"
            buyer.write(values)
            if contact:
                buyer.odoo_id.with_context(**BULK_CONTEXT).write(contact)

    def _create_buyers(self, sources: Sources, buyers: dict[str, Any]) -> None:
        """Create the missing buyers, each with the data of the newest order."""
        missing = {
            source.buyer_key: source
            for source in sorted(sources.values(), key=lambda one: one.ordered_at)
            if source.buyer_key not in buyers
        }
        rows = [
            (
                self._mapper.buyer_values(source),
                self._mapper.buyer_binding_values(key, source),
            )
            for key, source in missing.items()
        ]
        buyers.update(zip(missing, self._create(rows), strict=True))

    def _create_addresses(
        self, sources: Sources, buyers: dict[str, Any], addresses: dict[str, Any]
    ) -> None:
        """Create the missing addresses as contacts below their buyers."""
        missing: dict[str, OrderPartners] = {}
        keys = {}
        # Those without a phone number come last: they may be one with it.
        for order_id, source in sorted(
            sources.items(), key=lambda one: not one[1].phone_hash
        ):
            if order_id in addresses or not self._has_address(source, buyers):
                continue
            key = self._address_key(source, buyers)
            same = [one for one in missing if address_place(one) == key]
            keys[order_id] = same[0] if same else key
            missing.setdefault(keys[order_id], source)
        rows = []
        for key, source in missing.items():
            buyer = buyers[source.buyer_key]
            values = self._mapper.address_values(source)
            values.update(type="delivery", parent_id=buyer.odoo_id.id)
            binding = {"kind": "address", "external_id": key, "buyer_id": buyer.id}
            rows.append((values, binding))
        created = dict(zip(missing, self._create(rows), strict=True))
        addresses.update({order_id: created[key] for order_id, key in keys.items()})

    @staticmethod
    def _lacks_phone(address: Any, source: OrderPartners) -> bool:
        """Return whether eBay has a phone number that a known address lacks."""
        return bool(source.phone_hash) and "." not in address_hashes(
            address.external_id
        )

    def _add_phones(
        self, sources: Sources, buyers: dict[str, Any], addresses: dict[str, Any]
    ) -> None:
        """Add phone numbers to addresses that were known without one."""
        for order_id, source in sources.items():
            address = addresses.get(order_id)
            if not address or not self._lacks_phone(address, source):
                continue
            address.external_id = self._address_key(source, buyers)
            if not address.odoo_id.phone:
                address.odoo_id.with_context(
                    **BULK_CONTEXT
                ).phone = source.ship_to.phone

    def _create(self, rows: list[tuple[Json, Json]]) -> Any:
        """Create contacts and bindings from pairs of their values; return bindings."""
        partners = (
            self.env["res.partner"]
            .with_context(**BULK_CONTEXT)
            .create([values for values, _binding in rows])
        )
        common = {"backend_id": self.backend.id, "sync_date": fields.Datetime.now()}
        return self.model.create(
            [
                {**binding, **common, "odoo_id": partner.id}
                for (_values, binding), partner in zip(rows, partners, strict=True)
            ]
        )
