# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from ...tools.pickup_points import is_pickup_point
from ..common import OrderCase
from ..fixtures import load_case
from ..order_factory import address, amount, changed, contact, item, order

REFUND = {
    "refundReferenceId": "R1",
    "refundDate": "2026-05-04T09:00:00.000Z",
}


class TestOrderGoods(OrderCase):
    """Do not ship what must not be shipped; say why."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if "is_storable" not in cls.mug._fields:
            return
        for product in (cls.mug, cls.shirt, cls.create_product("ART-1")):
            product.is_storable = True

    def setUp(self):
        super().setUp()
        if "picking_ids" not in self.env["sale.order"]._fields:
            self.skipTest("Without the stock app there are no deliveries.")

    def to_ship(self, bindings):
        """Return the units that open deliveries contain, by SKU."""
        units = {}
        for move in bindings.odoo_id.picking_ids.move_ids:
            if move.state not in ("done", "cancel"):
                code = move.product_id.default_code
                units[code] = units.get(code, 0) + move.product_uom_qty
        return units

    def deliver(self, binding, sku=None):
        """Deliver what is open, or only what has a SKU."""
        for picking in binding._open_deliveries():
            for move in picking.move_ids:
                wanted = not sku or move.product_id.default_code == sku
                move.quantity = move.product_uom_qty if wanted else 0
                move.picked = wanted
            picking.with_context(skip_backorder=True).button_validate()

    def refunded(self, data, *numbers, status="REFUNDED", minutes=1, **changes):
        """Return the order with refunds of its items at these positions, in full."""
        after = changed(data, minutes, **changes)
        refund = {**REFUND, "refundStatus": status, "amount": amount("1.0")}
        after["paymentSummary"]["refunds"] = [refund]
        for number in numbers:
            line = after["lineItems"][number]
            line["refunds"] = [{**REFUND, "amount": line["lineItemCost"]}]
        return after

    def activities(self, binding):
        return binding.odoo_id.activity_ids.filtered(
            lambda activity: activity.summary == "Do not ship"
        )

    def assert_says(self, binding, words):
        """Deliveries and an activity say why something is not to be shipped."""
        activity = self.activities(binding)
        self.assertEqual(len(activity), 1)
        self.assertIn(words, activity.note)
        notes = [note for note in binding.odoo_id.picking_ids.mapped("note") if note]
        self.assertIn(words, notes[-1])

    # === REFUNDED ===

    def test_refunded_in_full_before_it_was_seen(self):
        case = load_case("fully_refunded_and_not_shipped")
        binding = self.pull(case["first_seen"])
        self.assertEqual(binding.odoo_id.state, "sale")
        self.assertEqual(self.to_ship(binding), {})
        self.assert_says(binding, "the buyer got the money back")

    def test_refunded_in_full_after_it_was_confirmed(self):
        case = load_case("fully_refunded_and_not_shipped")
        data = case["or_confirmed_before"][0]
        binding = self.pull(data)
        self.assertEqual(self.to_ship(binding), {"ART-1": 1})
        self.pull(changed(data, orderPaymentStatus="FULLY_REFUNDED"))
        self.assertEqual(self.to_ship(binding), {})
        self.assert_says(binding, "the buyer got the money back")

    def test_refunded_after_it_was_shipped_asks_nobody(self):
        data = order()
        binding = self.pull(data)
        self.deliver(binding)
        self.pull(changed(data, orderPaymentStatus="FULLY_REFUNDED"))
        self.assertFalse(self.activities(binding))
        shipped = order(
            orderFulfillmentStatus="FULFILLED", orderPaymentStatus="FULLY_REFUNDED"
        )
        self.assertFalse(self.activities(self.pull(shipped)))

    def test_an_item_refunded_in_full(self):
        data = order(item("MUG", "20.0", 2), item("SHIRT"))
        for first_seen in (True, False):
            with self.subTest(first_seen=first_seen):
                data = order(item("MUG", "20.0", 2), item("SHIRT"))
                if not first_seen:
                    self.pull(data)
                after = self.refunded(data, 0, orderPaymentStatus="PARTIALLY_REFUNDED")
                binding = self.pull(after)
                self.assertEqual(self.to_ship(binding), {"SHIRT": 1})
                self.assert_says(binding, "2 x MUG")
                self.assertNotIn("SHIRT", self.activities(binding).note)

    def test_a_second_item_refunded_later(self):
        data = order(item("MUG"), item("SHIRT"))
        binding = self.pull(self.refunded(data, 0))
        self.pull(self.refunded(data, 0, 1, minutes=2))
        self.assertEqual(self.to_ship(binding), {})
        self.assert_says(binding, "1 x SHIRT")
        self.assertIn("1 x MUG", self.activities(binding).note)

    def test_what_a_person_adds_again_stays(self):
        data = order(item("MUG"), item("SHIRT"))
        binding = self.pull(self.refunded(data, 0))
        move = binding._open_deliveries().move_ids
        move.filtered(lambda one: one.state != "cancel").copy(
            {"sale_line_id": binding.line_ids[0].odoo_id.id}
        )._action_confirm()
        before = self.to_ship(binding)
        self.pull(self.refunded(data, 0, minutes=5))
        self.assertEqual(self.to_ship(binding), before)

    def test_a_part_of_an_item_refunded(self):
        data = order(item("MUG", "20.0", 2))
        after = self.refunded(data, 0)
        after["lineItems"][0]["refunds"][0]["amount"] = amount("10.0")
        binding = self.pull(after)
        self.assertEqual(self.to_ship(binding), {"MUG": 2})
        self.assertFalse(self.activities(binding))

    def test_a_refund_that_failed(self):
        binding = self.pull(self.refunded(order(item("MUG")), 0, status="FAILED"))
        self.assertEqual(self.to_ship(binding), {"MUG": 1})

    def test_a_refund_in_the_currency_of_the_payout(self):
        after = self.refunded(order(item("MUG", "20.0")), 0)
        after["lineItems"][0]["refunds"][0]["amount"] = {
            "value": "17.2",
            "currency": "GBP",
            "convertedFromValue": "20.0",
            "convertedFromCurrency": "EUR",
        }
        self.assertEqual(self.to_ship(self.pull(after)), {})

    # === SHIPPED IN SELLER HUB ===

    def partly_shipped(self, data, minutes=1):
        after = changed(data, minutes, orderFulfillmentStatus="IN_PROGRESS")
        after["lineItems"][0]["lineItemFulfillmentStatus"] = "FULFILLED"
        return after

    def test_an_item_shipped_before_it_was_seen(self):
        data = order(item("MUG"), item("SHIRT"))
        binding = self.pull(self.partly_shipped(data))
        self.assertEqual(self.to_ship(binding), {"SHIRT": 1})
        self.assert_says(binding, "not from Odoo")

    def test_an_item_shipped_after_it_was_confirmed(self):
        data = order(item("MUG"), item("SHIRT"))
        binding = self.pull(data)
        self.pull(self.partly_shipped(data))
        self.assertEqual(self.to_ship(binding), {"SHIRT": 1})
        self.assert_says(binding, "not from Odoo")

    # === COMBINED PURCHASES ===

    def combined(self, *singles):
        return order(*(line for data in singles for line in data["lineItems"]))

    def test_combined_after_one_was_delivered(self):
        first, second = order(item("MUG")), order(item("SHIRT"))
        singles = self.pull(first, second)
        self.deliver(singles[0])
        binding = self.pull(self.combined(first, second))
        self.assertEqual(self.to_ship(singles | binding), {"SHIRT": 1})
        self.assert_says(binding, "left with another order")
        self.assertEqual(singles[0].odoo_id.state, "sale")
        self.assertEqual(singles[1].odoo_id.state, "cancel")
        self.assertEqual(set(singles.mapped("import_state")), {"merged"})

    def test_combined_after_a_part_was_delivered(self):
        first, second = order(item("MUG"), item("SHIRT")), order(item("SHIRT"))
        singles = self.pull(first, second)
        self.deliver(singles[0], "MUG")
        binding = self.pull(self.combined(first, second))
        self.assertEqual(self.to_ship(singles[0]), {})
        self.assertEqual(self.to_ship(binding), {"SHIRT": 2})

    def test_combined_after_one_was_invoiced(self):
        self.mug.invoice_policy = "order"
        first, second = order(item("MUG")), order(item("SHIRT"))
        singles = self.pull(first, second)
        singles[0].odoo_id._create_invoices().action_post()
        binding = self.pull(self.combined(first, second))
        self.assertEqual(
            self.to_ship(singles | binding), {"MUG": 1, "SHIRT": 1}, "once"
        )
        self.assertEqual(self.to_ship(binding), {"MUG": 1, "SHIRT": 1})

    # === ITEMS THAT ARE GONE ===

    def test_an_item_removed_before_payment(self):
        self.create_product("ART-2")
        before, after = load_case("line_gone_before_payment")
        binding = self.pull(before)
        self.assertEqual(len(binding.line_ids), 2)
        self.pull(after)
        self.assertEqual(binding.line_ids.mapped("ebay_sku"), ["ART-1"])
        self.assertEqual(binding.odoo_id.state, "sale")
        self.assertAlmostEqual(binding.odoo_id.amount_total, 20.0)
        self.assertEqual(self.to_ship(binding), {"ART-1": 1})

    # === PICK-UP POINTS ===

    def moved(self, data, line):
        after = changed(data)
        step = after["fulfillmentStartInstructions"][0]["shippingStep"]
        step["shipTo"] = contact(place=address(addressLine1=line))
        return after

    def pickup_note(self, binding):
        activity = binding.odoo_id.activity_ids.filtered(
            lambda one: one.summary == "Address changed to a pick-up point"
        )
        return activity.note or ""

    def test_a_packstation_before_and_after_shipping(self):
        data = order()
        binding = self.pull(data)
        self.pull(self.moved(data, "Packstation 123"))
        self.assertIn("Packstation 123", self.pickup_note(binding))
        data = order()
        binding = self.pull(data)
        self.deliver(binding)
        self.pull(self.moved(data, "Packstation 124"))
        self.assertIn("Goods have left", self.pickup_note(binding))

    def test_a_pick_up_in_store(self):
        data = order()
        binding = self.pull(data)
        step = {
            "fulfillmentInstructionsType": "PREPARE_FOR_PICKUP",
            "pickupStep": {"merchantLocationKey": "STORE-1"},
        }
        self.pull(changed(data, fulfillmentStartInstructions=[step]))
        self.assertIn("in your store", self.pickup_note(binding))

    def test_another_street_is_no_pick_up_point(self):
        data = order()
        binding = self.pull(data)
        self.pull(self.moved(data, "Neue Straße 99"))
        self.assertFalse(self.pickup_note(binding))

    def test_words_of_pick_up_points(self):
        for line in (
            "PACKSTATION 145",
            "DHL Paketshop 471",
            "Paczkomat WAW01A",
            "Argos ebay:abc12xy",
            "Click & Collect, Argos",
            "Point-Relais n° 3",
        ):
            self.assertTrue(is_pickup_point(line), line)
        for line in ("Packhofstraße 3", "Am Ebay Haus", "Pickupstr", False):
            self.assertFalse(is_pickup_point(line), line)
