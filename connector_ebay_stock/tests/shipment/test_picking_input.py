# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import json

from odoo.exceptions import UserError

from ...tools.tracking import MAX_LENGTH
from ..shipment_case import ShipmentCase

REFUSED = json.dumps(
    {
        "errors": [
            {
                "errorId": 32300,
                "domain": "API_FULFILLMENT",
                "category": "REQUEST",
                "message": "Invalid shipment tracking number or carrier",
            }
        ]
    }
)


class TestPickingInput(ShipmentCase):
    """Invalid deliveries are refused with one sentence, before any call."""

    def assert_refused(self, picking, words):
        with self.quiet():
            self.work()
        self.assertEqual(self.calls(), 0)
        self.assertEqual(picking.ebay_shipment_state, "failed")
        self.assertIn(words, picking.ebay_shipment_note)
        summaries = picking.activity_ids.mapped("summary")
        self.assertEqual(summaries.count("Shipment not on eBay"), 1)
        self.assertIn(words, self.jobs("failed")[-1:].exc_message)

    def refuse(self, **options):
        self.sim.faults.add(
            "createShippingFulfillment", "status", status=400, body=REFUSED, **options
        )

    def test_a_number_that_is_too_long(self):
        picking = self.deliver(self.buy((self.mug, 1)), number="9" * (MAX_LENGTH + 1))
        self.assert_refused(picking, f"maximum is {MAX_LENGTH}")

    def test_a_number_of_symbols_only(self):
        picking = self.deliver(self.buy((self.mug, 1)), number="-- ??")
        self.assert_refused(picking, "not a tracking number")

    def test_what_is_no_number_is_refused_with_a_sentence(self):
        """A link once became four fulfilments, which nobody can delete."""
        for text, words in {
            "n/a": "not a tracking number",
            "Abholung durch Kunde": "not a tracking number",
            "1234567/8": "not one tracking number",
            "1Z 999-AA1/0123456784!!#": "not one tracking number",
            "https://carrier.example/a/12345678/b/87654321": "is a link",
        }.items():
            with self.subTest(text=text):
                picking = self.deliver(self.buy((self.mug, 2)), number=text)
                self.assert_refused(picking, words)
                self.assertEqual(len(picking.ebay_bind_ids), 1)
                note = picking.ebay_shipment_note
                self.assertEqual(note.count("'"), 2)
                self.assertNotIn("\n", note)
                activity = picking.activity_ids
                self.assertIn(words, activity.note)

    def test_numbers_in_other_texts_are_taken(self):
        for text, number in {
            "https://gls-group.eu/track/123456789": "123456789",
            "DPD: 01234567890123": "01234567890123",
        }.items():
            order = self.buy((self.mug, 1))
            self.deliver(order, number=text)
            self.work()
            self.assertEqual(self.on_ebay(order), [(number, "DHL", {"MUG": 1})])

    def test_a_refused_number_can_be_corrected(self):
        order = self.buy((self.mug, 1))
        picking = self.deliver(order, number="n/a")
        self.assert_refused(picking, "not a tracking number")
        picking.carrier_tracking_ref = "RIGHT12345"
        self.work()
        self.assertEqual(self.on_ebay(order), [("RIGHT12345", "DHL", {"MUG": 1})])
        self.assertFalse(picking.activity_ids)

    def test_a_number_of_another_buyers_order(self):
        first, second = self.buy((self.mug, 1)), self.buy((self.mug, 1))
        second.buyer_id = second.buyer_id.copy({"external_id": "somebody-else"})
        self.deliver(first, number="SAME1")
        self.work()
        self.sim.requests.clear()
        picking = self.deliver(second, number="SAME1")
        self.assert_refused(picking, first.external_id)

    def test_one_parcel_for_two_orders_of_a_buyer(self):
        first = self.buy((self.mug, 1))
        second = self.buy((self.mug, 1))
        second.buyer_id = first.buyer_id
        self.deliver(first, number="SAME1")
        self.deliver(second, number="SAME1")
        self.work()
        self.assertEqual(self.on_ebay(second), [("SAME1", "DHL", {"MUG": 1})])

    def test_more_units_than_were_sold(self):
        order = self.buy((self.mug, 2))
        order.odoo_id.picking_ids.move_ids.product_uom_qty = 3
        picking = self.deliver(order)
        self.assert_refused(picking, "2 units of")

    def test_parts_of_a_unit(self):
        order = self.buy((self.mug, 2))
        picking = self.deliver(order, {self.mug: 1.5})
        self.assert_refused(picking, "whole units only")

    def test_a_delivery_that_is_not_done(self):
        order = self.buy((self.mug, 1))
        with self.assertRaisesRegex(UserError, "validate it first"):
            order.odoo_id.picking_ids.action_ebay_send_again()

    def test_a_refusal_of_ebay_is_shown_in_ebays_words(self):
        order = self.buy((self.mug, 1))
        picking = self.deliver(order)
        self.refuse()
        with self.quiet():
            self.work()
        self.assertEqual(picking.ebay_shipment_state, "failed")
        self.assertIn("Invalid shipment tracking", picking.ebay_shipment_note)
        picking.carrier_tracking_ref = "RIGHT1"
        self.work()
        self.assertEqual(self.on_ebay(order), [("RIGHT1", "DHL", {"MUG": 1})])
        self.assertFalse(picking.activity_ids)

    def test_a_failed_shipment_is_sent_again_by_the_button(self):
        order = self.buy((self.mug, 1))
        picking = self.deliver(order)
        self.refuse()
        with self.quiet():
            self.work()
        self.backend.export_fulfillments()
        self.work()
        self.assertEqual(self.on_ebay(order), [], "it waits for a person")
        picking.ebay_bind_ids.action_send_again()
        self.work()
        self.assertEqual(self.on_ebay(order), [("DHL001", "DHL", {"MUG": 1})])

    # === CARRIERS ===

    def sent_with(self, carrier_name, number="CODE1"):
        order = self.buy((self.mug, 1))
        self.deliver(order, number=number, carrier=self.create_carrier(carrier_name))
        self.work()
        return self.on_ebay(order)[0][1]

    def test_carrier_codes_by_marketplace(self):
        mapping = self.env["ebay.carrier.mapping"]
        cases = {
            ("EBAY_DE", "Deutsche Post Brief"): "DeutschePost",
            ("EBAY_DE", "Hermes Paket"): "Hermes",
            ("EBAY_PL", "Poczta Polska"): "PocztaPolska",
            ("EBAY_PL", "InPost Paczkomat"): "Other",
            ("EBAY_GB", "Royal Mail 48"): "RoyalMail",
            ("EBAY_GB", "Evri"): "Hermes",
            ("EBAY_FR", "Colissimo"): "Colissimo",
            ("EBAY_IT", "BRT Espresso"): "Bartolini",
            ("EBAY_ES", "SEUR24"): "Seur",
            ("EBAY_US", "USPS Priority"): "USPS",
            ("EBAY_US", "DHL Express"): "DHLEXPRESS",
        }
        for (code, name), expected in cases.items():
            marketplace = self.env["ebay.marketplace"].search([("code", "=", code)])
            carrier = self.env["delivery.carrier"].new({"name": name})
            self.assertEqual(
                mapping._find_code(carrier, marketplace), (expected, True), name
            )

    def test_a_keyword_is_not_part_of_another_word(self):
        self.assertEqual(self.sent_with("Groups Delivery"), "Groups Delivery")

    def test_a_name_with_special_characters_is_other(self):
        self.assertEqual(self.sent_with("Müller & Söhne"), "Other")

    def test_a_name_that_ebay_refuses_is_sent_again_as_other(self):
        self.refuse(count=1)
        self.assertEqual(self.sent_with("Fast Riders"), "Other")
        self.assertEqual(self.calls(), 2)
        self.assert_jobs_done()

    def test_the_mapping_of_the_delivery_method_takes_precedence(self):
        carrier = self.create_carrier("DHL in Disguise")
        self.env["ebay.carrier.mapping"].create(
            {"carrier_id": carrier.id, "carrier_code": "GLS"}
        )
        order = self.buy((self.mug, 1))
        self.deliver(order, carrier=carrier)
        self.work()
        self.assertEqual(self.on_ebay(order)[0][1], "GLS")
