# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import UserError
from odoo.tests import new_test_user

from ...tools.state_names import folded_name, spellings
from ..common import OrderCase
from ..fixtures import load_case
from ..order_factory import address, changed, contact, order


class TestOrderPeopleAndTexts(OrderCase):
    """Who bought an order, and what people wrote into it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.create_product("ART-1")

    # === WHO ===

    def test_a_user_name_given_to_another_user_is_another_contact(self):
        alice, berta = load_case("user_name_taken_by_another_user")
        first, second = self.pull(alice), self.pull(berta)
        self.assertEqual(first.odoo_id.partner_id.name, "Alice Alt")
        self.assertEqual(second.odoo_id.partner_id.name, "Berta Neu")
        self.assertEqual(first.buyer_id.external_id, "U-OLD")
        self.assertEqual(second.buyer_id.external_id, "U-NEW")

    def test_two_users_of_one_name_in_one_page(self):
        bindings = self.pull(*load_case("user_name_taken_by_another_user"))
        self.assertEqual(
            bindings.odoo_id.partner_id.mapped("name"), ["Alice Alt", "Berta Neu"]
        )

    def test_two_users_of_a_name_that_was_known_without_id(self):
        self.pull(order(buyer="bob"))
        bindings = self.pull(*load_case("user_name_taken_by_another_user"))
        self.assertEqual(len(bindings.odoo_id.partner_id), 2)

    def test_an_order_without_id_does_not_take_the_id_away(self):
        alice, _berta = load_case("user_name_taken_by_another_user")
        binding = self.pull(alice)
        again = self.pull(order(buyer="bob"))
        self.assertEqual(again.odoo_id.partner_id, binding.odoo_id.partner_id)
        self.assertEqual(binding.buyer_id.external_id, "U-OLD")

    # === PHONE AND ADDRESS ===

    def test_a_phone_number_that_vanishes_is_no_new_address(self):
        before, after = load_case("phone_vanishes_alone")
        sale = self.pull(before).odoo_id
        partner, messages = sale.partner_shipping_id, sale.message_ids
        self.pull(after)
        self.assertEqual(sale.partner_shipping_id, partner)
        self.assertEqual(partner.phone, "0561000000")
        self.assertEqual(sale.partner_id.child_ids, partner)
        self.assertEqual(sale.message_ids, messages)

    def gift(self, phone, **changes):
        data = order()
        step = data["fulfillmentStartInstructions"][0]["shippingStep"]
        place = address(addressLine1="Anderswo 2")
        step["shipTo"] = contact("Gift Receiver", phone, place=place)
        return {**data, **changes}

    def test_a_phone_number_that_comes_later_is_added(self):
        first = self.pull(self.gift(None)).odoo_id.partner_shipping_id
        self.assertFalse(first.phone)
        second = self.pull(self.gift("0170 1")).odoo_id.partner_shipping_id
        third = self.pull(self.gift(None)).odoo_id.partner_shipping_id
        self.assertEqual(first | second | third, first)
        self.assertEqual(first.phone, "0170 1")

    def test_an_address_with_and_without_phone_in_one_page(self):
        bindings = self.pull(self.gift(None), self.gift("0170 1"), self.gift(None))
        self.assertEqual(len(bindings.odoo_id.partner_shipping_id), 1)

    def test_another_phone_number_is_on_the_label(self):
        data = self.gift("0170 1")
        sale = self.pull(data).odoo_id
        ship_to = self.gift("0170 2")["fulfillmentStartInstructions"]
        self.pull(changed(data, fulfillmentStartInstructions=ship_to))
        self.assertEqual(sale.partner_shipping_id.phone, "0170 2")
        self.assertEqual(sale.partner_shipping_id.street, "Anderswo 2")
        del ship_to[0]["shippingStep"]["shipTo"]["primaryPhone"]
        self.pull(changed(data, 2, fulfillmentStartInstructions=ship_to))
        self.assertEqual(sale.partner_shipping_id.phone, "0170 2")

    def test_a_street_that_vanishes_alone_is_no_new_address(self):
        data = self.gift("0170 1")
        sale = self.pull(data).odoo_id
        partner = sale.partner_shipping_id
        after = changed(data)
        step = after["fulfillmentStartInstructions"][0]["shippingStep"]
        del step["shipTo"]["contactAddress"]["addressLine1"]
        self.pull(after)
        self.assertEqual(sale.partner_shipping_id, partner)

    # === STATES ===

    def test_a_state_that_odoo_does_not_have_stays_readable(self):
        orders = load_case("state_that_odoo_does_not_have")
        for data, binding in zip(orders, self.pull(*orders), strict=True):
            step = data["fulfillmentStartInstructions"][0]["shippingStep"]
            text = step["shipTo"]["contactAddress"]["stateOrProvince"]
            partner = binding.odoo_id.partner_shipping_id
            with self.subTest(state=text):
                self.assertTrue(partner.state_id or text in partner.street2)
                if partner.state_id:
                    self.assertNotIn(text, partner.street2 or "")
                    self.assertIn(
                        folded_name(partner.state_id.name)[:5], folded_name(text)
                    )

    def test_quebec_is_found_with_and_without_accent(self):
        orders = [
            order(
                buyer=f"canadian {text}",
                country="CA",
                ship_to=contact(place=address("CA", stateOrProvince=text)),
            )
            for text in ("Québec", "QUEBEC", "qc", "Quebec (QC)", "Que\u0301bec")
        ]
        partners = self.pull(*orders).odoo_id.partner_shipping_id
        self.assertEqual(len(partners), 5)
        self.assertEqual(partners.state_id.mapped("code"), ["QC"])

    def test_an_unknown_state_joins_the_second_line(self):
        place = address("DE", addressLine2="c/o Meyer", stateOrProvince="Hinterland")
        partner = self.pull(order(ship_to=contact(place=place))).odoo_id.partner_id
        self.assertEqual(partner.street2, "c/o Meyer, Hinterland")

    def test_a_state_that_is_the_city_is_not_repeated(self):
        place = address("SG", city="Singapore", stateOrProvince="singapore")
        data = order(ship_to=contact(place=place), country="SG")
        self.assertFalse(self.pull(data).odoo_id.partner_id.street2)

    def test_spellings_of_states(self):
        self.assertEqual(folded_name("  Żółw, Østfold–Łódź "), "zolw ostfold lodz")
        self.assertIn("kerry", spellings("Co. Kerry"))
        self.assertIn("tokyo", spellings("Tokyo-to"))
        self.assertIn("cook", spellings("Cook County"))

    # === TEXTS ===

    def test_a_buyers_note_is_text(self):
        self.env["product.product"].search(
            [("default_code", "=", "ART-1")]
        ).invoice_policy = "order"
        binding = self.pull(load_case("buyers_note_with_a_link"))
        sale = binding.odoo_id
        note = "Line one\nLine two\n<a href='http://evil.example/'>pay here</a>"
        self.assertEqual(binding.buyer_note, note)
        self.assertEqual(sale.ebay_buyer_note, note)
        self.assertFalse(sale.note)
        self.assertFalse(sale._create_invoices().narration)

    def test_notes_of_activities_are_text(self):
        binding = self.pull(order())
        binding._ebay_schedule_activity(
            "test", "Test", "One & two\nhttp://evil.example <a href='x'>pay</a>"
        )
        note = binding.odoo_id.activity_ids.note
        self.assertNotIn("<a", note)
        self.assertIn("One &amp; two<br>http://evil.example", note)
        binding._ebay_schedule_activity("test", "Test", "<b>again</b>")
        self.assertNotIn("<b>", binding.odoo_id.activity_ids.note)

    def test_customers_do_not_see_why_an_order_is_held(self):
        binding = self.pull(order(orderPaymentStatus="PENDING"))
        sale = binding.odoo_id
        buyer = new_test_user(self.env, "ebay_portal", groups="base.group_portal")
        buyer.partner_id.parent_id = sale.partner_id
        sale.message_subscribe(buyer.partner_id.ids)
        sale.state = "sent"
        fields = self.env["sale.order"].with_user(buyer).fields_get()
        self.assertNotIn("ebay_hold_note", fields)
        self.assertNotIn("ebay_buyer_note", fields)
        with self.assertRaises(UserError) as caught:
            sale.with_user(buyer).sudo().action_confirm()
        self.assertNotIn("paid", str(caught.exception))
