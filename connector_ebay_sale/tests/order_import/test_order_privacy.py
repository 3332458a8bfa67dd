# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import json

from odoo.tools import SQL

from odoo.addons.connector_ebay.tools.fingerprint import fingerprint

from ..common import OrderCase
from ..order_factory import address, contact, item, order

#: Models of Odoo in which an imported order leaves traces.
ODOO_MODELS = (
    "account.move",
    "account.move.line",
    "ir.attachment",
    "mail.activity",
    "mail.mail",
    "mail.message",
    "mail.notification",
    "mail.tracking.value",
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
    "eias": "SentinelEiasToken==",
}


class TestOrderPrivacy(OrderCase):
    def erase(self, username, user_id="UserId1"):
        with self.backend.work_on("ebay.backend") as work:
            eraser = work.component(usage="person.eraser")
            return eraser.erase(user_id, username, "deleted-1")

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

    # === WHAT ODOO RECORDS BESIDE THE RECORDS ===

    def leave_traces(self, binding):
        """Let the texts of the buyer be wherever Odoo copies them."""
        sale = binding.odoo_id
        partner, address = sale.partner_id, sale.partner_shipping_id
        email, name = SENTINELS["email"], SENTINELS["fullName"]
        self.env["ir.attachment"].create(
            [
                {
                    "name": f"{name}.txt",
                    "raw": name.encode(),
                    "res_model": record._name,
                    "res_id": record.id,
                }
                for record in (sale, partner)
            ]
        )
        text = f"{name} called: {SENTINELS['note']}"
        sale.message_post(body=text, author_id=1)
        sale.activity_schedule(
            "mail.mail_activity_data_todo", note=f"Call {name}, {email}"
        )
        self.env["mail.mail"].create(
            {
                "subject": f"Order of {name}",
                "body_html": f"<p>Dear {name}</p>",
                "email_to": email,
                "recipient_ids": [(4, partner.id)],
            }
        )
        text = "changed"
        message = address.message_post(body=text)
        field = self.env["ir.model.fields"]._get("res.partner", "email")
        self.env["mail.tracking.value"].create(
            {
                "mail_message_id": message.id,
                "field_id": field.id,
                "old_value_char": email,
                "new_value_char": SENTINELS["addressLine1"],
                "new_value_text": name,
            }
        )
        self.env["ebay.webhook.event"].create(
            {
                "notification_id": "failed-1",
                "topic": "ORDER_CONFIRMATION",
                "environment": "simulator",
                "backend_id": self.backend.id,
                "reference": binding.external_id,
                "received_at": "2026-01-01",
                "state": "failed",
                "payload": json.dumps(
                    {
                        "notification": {
                            "data": {
                                "orderId": binding.external_id,
                                "buyer": {"eiasToken": SENTINELS["eias"]},
                                "shipTo": {"fullName": name},
                            }
                        }
                    }
                ),
            }
        )
        sale._create_invoices().narration = SENTINELS["note"]

    def test_reading_an_order_again_does_not_restore_the_person(self):
        data = self.sentinel_order()
        binding = self.pull(data)
        self.erase(SENTINELS["username"], SENTINELS["userId"])
        data = self.sentinel_order(orderId=data["orderId"])
        self.put({**data, "lastModifiedDate": "2026-12-24T00:00:00.000Z"})
        binding.action_refresh()
        self.run_jobs()
        self.assert_no_failed_job()
        self.assertFalse(self.find_personal(), "restored")
        self.assertTrue(binding.buyer_id.anonymised)

    def test_an_order_imported_after_the_erasure_names_nobody(self):
        self.env["ebay.account.deletion"].create(
            {
                "environment": "simulator",
                "user_digest": fingerprint(SENTINELS["userId"]),
                "username_digest": fingerprint(SENTINELS["username"]),
                "pseudonym": "deleted-1",
                "done_at": "2026-12-01",
            }
        )
        binding = self.pull(self.sentinel_order())
        self.assert_no_failed_job()
        self.assertFalse(self.find_personal())
        self.assertEqual(binding.odoo_id.partner_id.name, "deleted-1")

    def test_a_reissued_user_name_is_another_person(self):
        self.env["ebay.account.deletion"].create(
            {
                "environment": "simulator",
                "user_digest": fingerprint("somebody else"),
                "username_digest": fingerprint(SENTINELS["username"]),
                "pseudonym": "deleted-1",
                "done_at": "2026-12-01",
            }
        )
        binding = self.pull(self.sentinel_order())
        self.assertNotEqual(binding.odoo_id.partner_id.name, "deleted-1")

    def find_personal(self):
        """Return where sentinels are that have no declared reason to be kept."""
        return {
            (model, name): rows
            for (model, name), rows in self.find_sentinels().items()
            if not self.is_kept_for_a_reason(model, name)
            and (model, name) != ("res.partner", "name")
        }

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
        self.leave_traces(binding)
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

    def sentinel_order(self, **overrides):
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
        data = order(line, ship_to=to, buyerCheckoutNotes=values["note"], **overrides)
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
