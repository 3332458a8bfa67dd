# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections import namedtuple

from odoo.addons.component.core import Component

from .order_importer import BULK_CONTEXT

#: Who bought and where it goes, as bindings. ``country`` is the one that taxes.
People = namedtuple("People", "buyer address country")


class PeopleOfOrders(dict):
    """:class:`People` by ``orderId``; ``records`` are what eBay said of them."""

    records = {}


class EbayResPartnerImporter(Component):
    """Finds or creates the buyers and delivery addresses of a page of orders.

    Two queries find what there is; one ``create`` each makes the missing contacts and
    their bindings. What a person has changed on a contact stays.
    """

    _name = "ebay.res.partner.importer"
    _inherit = ["base.importer", "ebay.base"]
    _apply_on = "ebay.res.partner"
    _usage = "record.importer"

    def import_many(self, orders, lookups):
        """:class:`PeopleOfOrders`, without orders whose people another worker writes"""
        self._lookups = lookups
        records = {order["orderId"]: self.mapper.read_order(order) for order in orders}
        buyers = self._known_buyers(records)
        changes = self._changes(records, buyers)
        addresses = self._known_addresses(records, buyers)
        records = self._free(records, buyers, changes, addresses)
        self._write(records, buyers, changes)
        addresses = {one.external_id: one for one in addresses.values()}
        missing = {
            record["buyer_key"]: record
            for record in sorted(records.values(), key=lambda one: one["ordered_at"])
            if record["buyer_key"] not in buyers
        }
        buyers.update(self._create("buyer", missing))
        missing = {
            self._address_key(record, buyers): {
                **record,
                "buyer": buyers[record["buyer_key"]],
            }
            for record in records.values()
            if self._has_address(record, buyers)
            and self._address_key(record, buyers) not in addresses
        }
        addresses.update(self._create("address", missing))
        people = PeopleOfOrders()
        people.records = records
        for order_id, record in records.items():
            buyer = buyers[record["buyer_key"]]
            address = None
            if self._has_address(record, buyers):
                address = addresses[self._address_key(record, buyers)]
            people[order_id] = People(
                buyer, address or buyer, lookups.country(record["tax_country"])
            )
            self.keep_tax_number(buyer, record["tax"])
        return people

    def _known_buyers(self, records):
        """Buyers by key. One known by user name only keeps its contact when eBay
        begins to send its user id."""
        wanted = {record["buyer_key"]: record for record in records.values()}
        names = {record["username"] for record in wanted.values()} - {False}
        found = self.model.search(
            [
                ("backend_id", "=", self.backend.id),
                ("kind", "=", "buyer"),
                "|",
                ("external_id", "in", [*wanted, *names]),
                ("username", "in", list(names)),
            ]
        )
        by_name = {buyer.username: buyer for buyer in found if buyer.username}
        by_key = {buyer.external_id: buyer for buyer in found}
        buyers = {}
        for key, record in wanted.items():
            buyer = (
                by_key.get(key)
                or by_name.get(record["username"])
                or by_key.get(record["username"])
            )
            if buyer:
                buyers[key] = buyer
        return buyers

    def _changes(self, records, buyers):
        """What is to be written on known buyers and their contacts, by key.

        eBay's masked e-mail dies after two weeks: that of the newest order is the
        buyer's, whichever page it is in.
        """
        changes = {}
        for record in sorted(records.values(), key=lambda one: one["ordered_at"]):
            key = record["buyer_key"]
            buyer = buyers.get(key)
            if not buyer:
                continue
            values = {"external_id": key, "username": record["username"]}
            if record["email"] and (buyer.email_at or "") < record["ordered_at"]:
                values["email_at"] = record["ordered_at"]
            values = self.mapper.differing(buyer, values)
            if not values:
                continue
            before = changes.get(key, ({}, {}))
            contact = {}
            if "email_at" in values and self.mapper.is_masked(buyer.odoo_id.email):
                contact = {"email": record["email"]}
            changes[key] = ({**before[0], **values}, {**before[1], **contact})
        return changes

    def _known_addresses(self, records, buyers):
        """Delivery addresses of known buyers, by key."""
        keys = {
            self._address_key(record, buyers)
            for record in records.values()
            if self._has_address(record, buyers)
        }
        return self.binder.to_internal_many(keys) if keys else {}

    def _free(self, records, buyers, changes, addresses):
        """The records of whose people nothing is to be written, or may be now."""
        touched = {}
        for order_id, record in records.items():
            keys = touched.setdefault(order_id, set())
            key = record["buyer_key"]
            if key not in buyers or key in changes:
                keys.add(key)
            if self._has_address(record, buyers):
                address_key = self._address_key(record, buyers)
                if address_key not in addresses:
                    keys.add(address_key)
        wanted = set().union(*touched.values())
        free = self.component(
            usage="record.locker", model_name="ebay.sale.order"
        ).lock_partners(wanted)
        return {
            order_id: record
            for order_id, record in records.items()
            if touched[order_id] <= free
        }

    def _write(self, records, buyers, changes):
        """Write the changes of those buyers that are still among the records."""
        keys = {record["buyer_key"] for record in records.values()}
        for key in sorted(keys & changes.keys()):
            values, contact = changes[key]
            buyer = buyers[key]
            if "external_id" in values:
                # The addresses of a buyer have the buyer's key.
                for address in buyer.address_ids:
                    fingerprint = address.external_id.rpartition("|")[2]
                    address.external_id = f"{key}|{fingerprint}"
            buyer.write(values)
            if contact:
                buyer.odoo_id.with_context(**BULK_CONTEXT).write(contact)

    @staticmethod
    def _address_key(record, buyers):
        buyer = buyers.get(record["buyer_key"])
        key = buyer.external_id if buyer else record["buyer_key"]
        return f"{key}|{record['address_hash']}"

    def _has_address(self, record, buyers):
        """Whether the parcel goes elsewhere than to the buyer's own contact."""
        buyer = buyers.get(record["buyer_key"])
        if not record["address_hash"] or not buyer:
            return bool(record["address_hash"])
        if "is_own" not in record:
            record["is_own"] = self._is_own(record, buyer)
        return not record["is_own"]

    def _is_own(self, record, buyer):
        """Whether a parcel to the buyer's own contact would go to this address."""
        partner = buyer.odoo_id
        values = self.mapper.address_values(record, self._lookups)
        return all(
            (partner[name] or "") == (values.get(name) or "")
            for name in ("name", "street", "street2", "zip", "city")
        ) and (partner.country_id.id or False) == (values.get("country_id") or False)

    def _create(self, kind, missing):
        """Create contacts and their bindings."""
        values_of = getattr(self.mapper, f"{kind}_values")
        partners = (
            self.env["res.partner"]
            .with_context(**BULK_CONTEXT)
            .create([values_of(record, self._lookups) for record in missing.values()])
        )
        bindings = self.model.create(
            [
                {
                    **self.mapper.binding_values(kind, key, record),
                    "backend_id": self.backend.id,
                    "odoo_id": partner.id,
                }
                for (key, record), partner in zip(
                    missing.items(), partners, strict=True
                )
            ]
        )
        return dict(zip(missing, bindings, strict=True))

    def keep_tax_number(self, buyer, tax):
        """Keep a tax number that the buyer gave eBay; none takes nothing away."""
        if not tax.get("taxpayerId"):
            return
        changes = self.mapper.differing(buyer, self.mapper.tax_values(tax))
        if changes:
            buyer.write(changes)
        buyer._offer_vat()
