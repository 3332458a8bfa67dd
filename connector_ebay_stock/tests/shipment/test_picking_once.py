# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from ..shipment_case import ShipmentCase


class TestPickingOnce(ShipmentCase):
    """Each shipment is on eBay exactly once, wherever its job is interrupted."""

    def shipment(self, order):
        return order.shipment_ids.ensure_one()

    def test_a_lost_answer_is_read_from_ebay(self):
        order = self.buy((self.mug, 2))
        self.deliver(order)
        self.sim.faults.add("createShippingFulfillment", "lost_answer")
        with self.quiet():
            self.work()
        self.assertEqual(self.shipment(order).state, "sending")
        self.work()
        self.assertEqual(self.on_ebay(order), [("DHL001", "DHL", {"MUG": 2})])
        self.assertEqual(self.shipment(order).external_id, "DHL001")
        self.assertFalse(self.shipment(order).adopted)
        self.assertEqual(self.calls(), 1)
        self.assert_jobs_done()

    def test_a_lost_answer_without_number_is_read_from_ebay(self):
        self.backend.ship_without_tracking = True
        order = self.buy((self.mug, 2))
        self.deliver(order, {self.mug: 1}, number="")
        self.sim.faults.add("createShippingFulfillment", "lost_answer")
        with self.quiet():
            self.work()
        self.deliver(order, number="")
        self.work()
        self.assertEqual(self.on_ebay(order), [("", "", {"MUG": 1})] * 2)
        self.assertEqual(set(order.shipment_ids.mapped("state")), {"done"})
        self.assert_jobs_done()

    def test_a_lost_answer_is_not_mistaken_for_another_shipment(self):
        """The first has no number and its answer was lost; the second has a number."""
        self.backend.write(
            {"ship_without_tracking": True, "check_before_shipping": True}
        )
        order = self.buy((self.mug, 2))
        self.deliver(order, {self.mug: 1}, number="")
        self.sim.faults.add("createShippingFulfillment", "lost_answer")
        with self.quiet():
            self.work()
        lost = self.jobs("pending")
        self.deliver(order, number="SECOND2")
        self.run_job(self.jobs("pending") - lost)
        self.work()
        self.assertEqual(
            self.on_ebay(order), [("", "", {"MUG": 1}), ("SECOND2", "DHL", {"MUG": 1})]
        )
        self.assertFalse(any(order.shipment_ids.mapped("adopted")))

    def test_a_call_that_never_arrived_is_made_again_once_that_is_certain(self):
        order = self.buy((self.mug, 1))
        self.deliver(order)
        self.sim.faults.add("createShippingFulfillment", "reset")
        with self.quiet():
            self.work()
            self.work()
        # eBay does not show it, but may still be processing it: nothing is sent.
        self.assertEqual(self.shipment(order).state, "sending")
        self.assertEqual(self.calls(), 1)
        waiting = self.jobs("pending")
        self.assertIn("may still be processing", waiting.result)
        self.assertEqual(waiting.retry, 1, "waiting is no failed try")
        self.let_calls_end()
        self.work()
        self.assertEqual(self.on_ebay(order), [("DHL001", "DHL", {"MUG": 1})])
        self.assert_jobs_done()

    def test_a_worker_killed_before_the_call_leaves_an_intent(self):
        order = self.buy((self.mug, 1))
        picking = self.deliver(order)
        self.jobs("pending").unlink()
        with self.backend.work_on("ebay.stock.picking") as work:
            work.component(usage="shipment.planner").plan(picking)
            exporter = work.component(usage="record.exporter")
            [request] = exporter._requests(picking, "to_send")
            self.assertTrue(exporter._commit_intent(request))
            self.assertFalse(exporter._commit_intent(request), "one intent, one call")
        self.let_calls_end()
        self.backend.export_fulfillments()
        self.work()
        self.assertEqual(self.on_ebay(order), [("DHL001", "DHL", {"MUG": 1})])

    def test_an_error_although_ebay_created_the_fulfillment(self):
        order = self.buy((self.mug, 1))
        self.deliver(order)
        self.sim.faults.add("createShippingFulfillment", "broken")
        with self.quiet():
            self.work()
        self.work()
        self.assertEqual(self.on_ebay(order), [("DHL001", "DHL", {"MUG": 1})])
        self.assertEqual(self.calls(), 1)

    def test_throttling_waits_without_reading(self):
        order = self.buy((self.mug, 1))
        self.deliver(order)
        self.sim.faults.add("createShippingFulfillment", "throttled", retry_after=30)
        with self.quiet():
            self.work()
        self.assertEqual(self.shipment(order).state, "to_send")
        self.env["ebay.api.limit"].search([]).unlink()
        self.work()
        self.assertEqual(self.on_ebay(order), [("DHL001", "DHL", {"MUG": 1})])
        self.assertEqual(self.calls("getShippingFulfillments"), 0)

    def test_a_job_that_runs_twice_sends_once(self):
        order = self.buy((self.mug, 1))
        picking = self.deliver(order)
        self.work()
        for _again in range(2):
            picking._ebay_enqueue()
            self.backend.export_fulfillments()
            self.work()
        self.assertEqual(self.calls(), 1)
        self.assert_jobs_done()

    def test_the_second_parcel_is_retried_without_the_first(self):
        order = self.buy((self.mug, 2))
        self.deliver(order, number="BOX1,BOX2")
        self.sim.faults.add("createShippingFulfillment", "reset", nth=2)
        with self.quiet():
            self.work()
        self.let_calls_end()
        self.work()
        self.assertEqual(
            self.on_ebay(order),
            [("BOX1", "DHL", {"MUG": 1}), ("BOX2", "DHL", {"MUG": 1})],
        )

    # === SHIPPED BY ANOTHER PROGRAM ===

    def test_shipped_in_seller_hub_with_the_same_number(self):
        order = self.buy((self.mug, 1))
        self.sim.orders.ship_elsewhere(order.external_id, "dhl001")
        self.import_order(self.sim.orders.find(order.external_id))
        self.assertTrue(order.odoo_id.activity_ids, "an open delivery needs a decision")
        self.deliver(order)
        self.work()
        self.assertEqual(self.calls(), 0)
        self.assertEqual(self.shipment(order).state, "done")
        self.assertTrue(self.shipment(order).adopted)

    def test_shipped_in_seller_hub_with_another_number(self):
        order = self.buy((self.mug, 1))
        self.sim.orders.ship_elsewhere(order.external_id, "HUB999")
        self.import_order(self.sim.orders.find(order.external_id))
        picking = self.deliver(order)
        self.work()
        self.assertEqual(self.calls(), 0)
        self.assertEqual(self.shipment(order).ebay_tracking_number, "HUB999")
        self.assertIn("HUB999", picking.ebay_number_difference)
        picking.action_ebay_send_again()
        self.work()
        self.assertEqual(
            [number for number, _carrier, _units in self.on_ebay(order)],
            ["HUB999", "DHL001"],
        )
        self.assertFalse(picking.ebay_number_difference)

    def test_one_of_two_items_shipped_in_seller_hub(self):
        order = self.buy((self.mug, 1), (self.shirt, 1))
        self.sim.orders.ship_elsewhere(order.external_id, "HUB999", positions=[0])
        self.import_order(self.sim.orders.find(order.external_id))
        self.deliver(order)
        self.work()
        self.assertEqual(
            self.on_ebay(order),
            [("HUB999", "DHL", {"MUG": 1}), ("DHL001", "DHL", {"SHIRT": 1})],
        )

    def test_shipped_in_seller_hub_since_the_last_import(self):
        """Only reading the order before each shipment notices this."""
        self.backend.check_before_shipping = True
        order = self.buy((self.mug, 1))
        self.sim.orders.ship_elsewhere(order.external_id, "HUB999")
        self.deliver(order)
        self.work()
        self.assertEqual(self.calls(), 0)
        self.assertTrue(self.shipment(order).adopted)

    def test_units_shipped_in_seller_hub_are_adopted_once(self):
        """One unit of three is on eBay: the first of two parcels adopts it."""
        self.backend.check_before_shipping = True
        order = self.buy((self.mug, 3))
        line_id = order.line_ids.external_id
        self.sim.orders.ship(order.external_id, {line_id: 1}, "HUB999", "DHL")
        self.deliver(order, number="BOX1,BOX2")
        self.work()
        self.assertEqual(
            self.on_ebay(order),
            [
                ("HUB999", "DHL", {"MUG": 1}),
                ("BOX1", "DHL", {"MUG": 1}),
                ("BOX2", "DHL", {"MUG": 1}),
            ],
        )

    # === CANCELLED OR REFUNDED MEANWHILE ===

    def test_an_order_cancelled_after_it_left_is_stopped(self):
        order = self.buy((self.mug, 1))
        picking = self.deliver(order)
        order.cancel_state = "CANCELED"
        self.work()
        self.assertEqual(self.calls(), 0)
        self.assertEqual(picking.ebay_shipment_state, "stopped")
        self.assertIn("cancelled on eBay", picking.ebay_shipment_note)
        self.assertIn("Shipment not on eBay", picking.activity_ids.mapped("summary"))
        self.backend.export_fulfillments()
        self.work()
        self.assertEqual(self.calls(), 0)
        picking.action_ebay_send_again()
        self.work()
        self.assertEqual(self.on_ebay(order), [("DHL001", "DHL", {"MUG": 1})])
        self.assertFalse(picking.activity_ids)

    def test_cancelled_between_two_tries_is_seen_when_ebay_is_read(self):
        order = self.buy((self.mug, 1))
        self.deliver(order)
        self.sim.faults.add("createShippingFulfillment", "reset")
        with self.quiet():
            self.work()
        self.sim.orders.cancel(order.external_id)
        self.let_calls_end()
        self.work()
        self.assertEqual(self.calls(), 1)
        self.assertEqual(self.on_ebay(order), [])
        self.assertEqual(self.shipment(order).state, "stopped")

    def test_refunded_in_full_is_stopped(self):
        order = self.buy((self.mug, 1))
        self.deliver(order)
        order.payment_state = "FULLY_REFUNDED"
        self.work()
        self.assertEqual(self.calls(), 0)
        self.assertEqual(self.shipment(order).state, "stopped")

    # === CORRECTED NUMBERS ===

    def test_a_corrected_number_is_shown_and_sent_by_the_button(self):
        order = self.buy((self.mug, 2))
        picking = self.deliver(order, number="WRONG1")
        self.work()
        picking.carrier_tracking_ref = "RIGHT1"
        self.work()
        self.assertEqual(self.on_ebay(order), [("WRONG1", "DHL", {"MUG": 2})])
        self.assertIn("WRONG1", picking.ebay_number_difference)
        self.assertIn("RIGHT1", picking.ebay_number_difference)
        picking.action_ebay_send_again()
        self.work()
        self.work()
        self.assertEqual(
            self.on_ebay(order),
            [("WRONG1", "DHL", {"MUG": 2}), ("RIGHT1", "DHL", {"MUG": 2})],
        )
        self.assertFalse(picking.ebay_number_difference)
        picking.action_ebay_send_again()
        self.work()
        self.assertEqual(self.calls(), 2)
