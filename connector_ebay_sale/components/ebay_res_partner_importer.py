# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections import namedtuple

from odoo.addons.component.core import Component

from .ebay_sale_order_importer import BULK_CONTEXT

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
        """:class:`PeopleOfOrders`"""
        self._lookups = lookups
        records = {order["orderId"]: self.mapper.read_order(order) for order in orders}
        buyers = self._buyers(records)
        addresses = self._addresses(records, buyers)
        people = PeopleOfOrders()
        people.records = records
        for order_id, record in records.items():
            buyer = buyers[record["buyer_key"]]
            people[order_id] = People(
                buyer,
                addresses.get((buyer, record["address_hash"])) or buyer,
                lookups.country(record["tax_country"]),
            )
        self._refresh_emails(records, people)
        return people

    def _buyers(self, records):
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
        buyers, missing = {}, {}
        for key, record in sorted(wanted.items()):
            buyer = (
                by_key.get(key)
                or by_name.get(record["username"])
                or by_key.get(record["username"])
            )
            if not buyer:
                missing[key] = record
                continue
            buyers[key] = buyer
            changes = self.mapper.differing(
                buyer, {"external_id": key, "username": record["username"]}
            )
            if changes:
                buyer.write(changes)
        buyers.update(self._create("buyer", missing))
        return buyers

    def _addresses(self, records, buyers):
        """Delivery addresses by buyer and fingerprint, unless it is the buyer's own."""
        wanted = {}
        for record in records.values():
            buyer = buyers[record["buyer_key"]]
            if record["address_hash"] and not self._is_own(record, buyer):
                key = f"{buyer.external_id}|{record['address_hash']}"
                wanted[key] = {**record, "buyer": buyer}
        found = self.binder.to_internal_many(wanted) if wanted else {}
        missing = {
            key: record for key, record in sorted(wanted.items()) if key not in found
        }
        found.update(self._create("address", missing))
        return {
            (record["buyer"], record["address_hash"]): found[key]
            for key, record in wanted.items()
        }

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

    def _refresh_emails(self, records, people):
        """eBay's masked e-mail dies after two weeks: the newest one is the buyer's."""
        newest = {}
        for order_id, record in sorted(
            records.items(), key=lambda item: item[1]["ordered_at"]
        ):
            if record["email"]:
                newest[people[order_id].buyer.odoo_id] = record["email"]
        for partner, email in newest.items():
            if partner.email == email or not self.mapper.is_masked(partner.email):
                continue
            partner.with_context(**BULK_CONTEXT).email = email
