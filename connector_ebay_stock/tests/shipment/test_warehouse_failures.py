# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.tests import new_test_user

from ..shipment_case import ShipmentCase
from .test_picking_input import REFUSED


class TestWarehouseFailures(ShipmentCase):
    """Who validated a delivery learns that eBay refused it, and can solve it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.packer = new_test_user(cls.env, "packer", "stock.group_stock_user")

    def refused(self, number="DHL001"):
        """Return a delivery of the packer that eBay refuses."""
        self.sim.faults.add(
            "createShippingFulfillment", "status", status=400, body=REFUSED
        )
        order = self.buy((self.mug, 1))
        picking = order.odoo_id.picking_ids.with_user(self.packer)
        picking.write({"carrier_id": self.dhl.id, "carrier_tracking_ref": number})
        picking.move_ids.picked = True
        picking.button_validate()
        with self.quiet():
            self.work()
        self.assertEqual(picking.ebay_shipment_state, "failed")
        self.sim.faults.clear()
        return order, picking

    def test_who_validated_it_gets_an_activity_with_ebays_words(self):
        order, picking = self.refused()
        [activity] = picking.activity_ids
        self.assertEqual(activity.user_id, self.packer)
        self.assertIn("Invalid shipment tracking", activity.note)
        self.assertFalse(order.odoo_id.activity_ids, "sales cannot solve it")
        self.assertTrue(picking.ebay_has_problem)
        figures = picking.ebay_shipping_figures()
        self.assertEqual(figures["problem"], 1)
        self.assertEqual(self.backend.shipment_problem_count, 1)

    def test_the_dialog_corrects_the_number_and_sends_it(self):
        order, picking = self.refused()
        wizard = self.env["ebay.delivery.wizard"].with_user(self.packer)
        wizard = wizard.create({"picking_id": picking.id})
        self.assertIn("Invalid shipment tracking", wizard.ebay_shipment_note)
        wizard.tracking_number = "RIGHT12345"
        wizard.action_send()
        self.work()
        self.assertEqual(self.on_ebay(order), [("RIGHT12345", "DHL", {"MUG": 1})])
        self.assertFalse(picking.activity_ids)
        self.assertFalse(picking.ebay_has_problem)
        self.assertEqual(order.shipping_state, "done")

    def test_marked_as_sent_by_hand(self):
        order, picking = self.refused()
        picking.action_ebay_mark_sent()
        self.assertEqual(picking.ebay_shipment_state, "done")
        self.assertEqual(picking.ebay_bind_ids.marked_by_id, self.packer)
        self.assertFalse(picking.activity_ids)
        self.assertIn("by hand", picking.message_ids[0].body)
        self.assertFalse(picking.ebay_to_ship)
        calls = self.calls()
        self.backend.export_fulfillments()
        self.work()
        self.assertEqual(self.calls(), calls, "it is never sent again")

    def test_nobody_of_the_warehouse_validated_it(self):
        responsible = new_test_user(self.env, "boss", "stock.group_stock_manager")
        order = self.buy((self.mug, 1))
        picking = order.odoo_id.picking_ids
        picking.user_id = responsible
        picking.ebay_validated_by_id = self.env.ref("base.user_root")
        self.assertEqual(picking._ebay_activity_user(), responsible)
