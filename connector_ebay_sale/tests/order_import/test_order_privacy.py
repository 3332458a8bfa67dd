# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.tools import SQL

from ..common import OrderCase
from ..order_factory import address, contact, item, order

#: Models of Odoo in which an imported order leaves traces.
ODOO_MODELS = (
    "account.move",
    "account.move.line",
    "mail.activity",
    "mail.message",
    "queue.job",
    "res.partner",
    "sale.order",
    "sale.order.line",
)

#: What the buyer, and nobody else, has written or is called.
SENTINELS = {
    "username": "sentinel-username",
    "userId": "SentinelUserId",
    "fullName": "Sentinel Fullname",
    "companyName": "Sentinel Company",
    "addressLine1": "Sentinel Line One 1",
    "addressLine2": "Sentinel Line Two 2",
    "city": "Sentinelcity",
    "postalCode": "SENTINEL-99",
    "stateOrProvince": "Sentinelstate",
    "phoneNumber": "+49 30 9998887776",
    "email": "sentinel-mail@members.ebay.com",
    "registeredName": "Sentinel Registered",
    "registeredLine1": "Sentinel Registered Line 1",
    "registeredPhone": "+49 30 1112223334",
    "note": "Sentinel checkout note",
    "gift": "Sentinel gift message",
    "reference": "SentinelReference",
    "taxpayerId": "SentinelTaxNumber",
    "payment": "SentinelPaymentReference",
    "comment": "Sentinel refund comment",
}


class TestOrderPrivacy(OrderCase):
    def erase(self, username):
        with self.backend.work_on("ebay.backend") as work:
            eraser = work.component(usage="person.eraser")
            return eraser.erase("UserId1", username, "deleted-1")

    def test_a_closed_account_is_erased(self):
        to = contact("Erika Geheim", place=address(addressLine1="Geheimweg 1"))
        data = order(ship_to=to, buyer="erika-g", buyerCheckoutNotes="Call Erika")
        binding = self.pull(data)
        partner = binding.odoo_id.partner_id
        other = self.pull(order(buyer="other")).odoo_id.partner_id
        self.erase("erika-g")
        self.assertEqual(partner.name, "deleted-1")
        self.assertFalse(partner.street or partner.email or partner.phone)
        self.assertFalse(binding.buyer_username or binding.buyer_note)
        self.assertNotIn("erika-g", binding.buyer_id.external_id)
        self.assertEqual(other.name, "Jörg Müßig")

    def test_what_is_invoiced_keeps_its_address(self):
        self.mug.invoice_policy = "order"
        data = order(item("MUG"), buyer="erika-g", buyerCheckoutNotes="Call Erika")
        binding = self.pull(data)
        invoice = binding.odoo_id._create_invoices()
        invoice.action_post()
        rows = self.erase("erika-g")
        partner = binding.odoo_id.partner_id
        self.assertEqual(partner.street, "Musterstraße 12a")
        self.assertFalse(partner.email)
        self.assertFalse(invoice.narration)
        self.assertIn("kept", [row["action"] for row in rows])

    # === EVERY FIELD WITH PERSONAL DATA IS DECLARED ===

    def test_every_personal_field_is_erased_or_kept_for_a_reason(self):
        binding = self.pull(self.sentinel_order())
        self.assertEqual(binding.odoo_id.state, "sale")
        request = self.env["ebay.order.request"].create(
            {
                "order_id": binding.id,
                "kind": "refund",
                "comment": SENTINELS["comment"],
            }
        )
        self.assertEqual(binding.request_ids, request)
        before = self.find_sentinels()
        self.assertGreater(len(before), 20, "the search finds what was imported")
        undeclared = {
            (model, name) for model, name in before if self.is_undeclared(model, name)
        }
        self.assertFalse(
            undeclared, "Declare personal_data at these fields: erase, or a reason"
        )
        self.erase(SENTINELS["username"])
        kept = {
            (model, name): found
            for (model, name), found in self.find_sentinels().items()
            if not self.is_kept_for_a_reason(model, name)
        }
        self.assertFalse(kept, "The eraser has to empty these fields")

    def sentinel_order(self):
        """An order in which every personal value is unique."""
        values = SENTINELS
        place = address(
            addressLine1=values["addressLine1"],
            addressLine2=values["addressLine2"],
            city=values["city"],
            postalCode=values["postalCode"],
            stateOrProvince=values["stateOrProvince"],
        )
        to = contact(
            values["fullName"],
            values["phoneNumber"],
            place,
            email=values["email"],
            companyName=values["companyName"],
        )
        own = contact(
            values["registeredName"],
            values["registeredPhone"],
            address(addressLine1=values["registeredLine1"]),
            email=values["email"],
        )
        line = item("MUG", giftDetails={"message": values["gift"]})
        data = order(line, ship_to=to, buyerCheckoutNotes=values["note"])
        data["buyer"].update(
            username=values["username"],
            userId=values["userId"],
            buyerRegistrationAddress=own,
            taxIdentifier={
                "taxpayerId": values["taxpayerId"],
                "taxIdentifierType": "CODICE_FISCALE",
                "issuingCountry": "IT",
            },
        )
        step = data["fulfillmentStartInstructions"][0]["shippingStep"]
        step["shipToReferenceId"] = values["reference"]
        [payment] = data["paymentSummary"]["payments"]
        payment["paymentReferenceId"] = values["payment"]
        return data

    def find_sentinels(self):
        """Return the sentinels found in each stored text field, by model and field."""
        self.env.flush_all()
        ours = [name for name in self.env if name.startswith("ebay.")]
        patterns = [f"%{value}%" for value in SENTINELS.values()]
        found = {}
        for model_name in (*ours, *ODOO_MODELS):
            model = self.env[model_name]
            if model._abstract or model._transient or not model._auto:
                continue
            for name, field in model._fields.items():
                if field.store and field.type in ("char", "text", "html", "json"):
                    rows = self.env.execute_query(
                        SQL(
                            "SELECT %(column)s::text FROM %(table)s"
                            " WHERE %(column)s::text ILIKE ANY(%(patterns)s)",
                            column=SQL.identifier(name),
                            table=SQL.identifier(model._table),
                            patterns=patterns,
                        )
                    )
                    if rows:
                        found[model_name, name] = rows
        return found

    def declaration(self, model_name, name):
        return getattr(self.env[model_name]._fields[name], "personal_data", "")

    def is_undeclared(self, model_name, name):
        """Fields of Odoo's own models cannot declare anything: they are erased."""
        is_ours = model_name.startswith("ebay.")
        return is_ours and not self.declaration(model_name, name)

    def is_kept_for_a_reason(self, model_name, name):
        return self.declaration(model_name, name) not in ("", "erase")
