# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from unittest.mock import patch

from odoo.exceptions import UserError

from ...components.shipment import shipment_planner
from ..shipment_case import ShipmentCase


class TestPickingExport(ShipmentCase):
    """Which shipments are created on eBay for different deliveries."""

    def test_a_validated_delivery_is_on_ebay(self):
        order = self.buy((self.mug, 2))
        picking = self.deliver(order, number="DHL001")
        self.assertEqual(picking.ebay_shipment_state, "to_send")
        self.work()
        self.assertEqual(self.on_ebay(order), [("DHL001", "DHL", {"MUG": 2})])
        row = picking.ebay_bind_ids
        self.assertEqual(row.external_id, "DHL001")
        self.assertEqual(row.backend_id, self.backend)
        self.assertEqual(picking.ebay_shipment_state, "done")
        self.assertEqual(order.odoo_id.ebay_shipment_state, "done")
        self.assertEqual(self.calls(), 1)
        self.assertEqual(self.calls("getShippingFulfillments"), 0)
        self.assert_jobs_done()

    def test_one_job_for_a_delivery_however_often_it_changes(self):
        order = self.buy((self.mug, 1))
        picking = self.deliver(order)
        picking.carrier_tracking_ref = "DHL002"
        picking.carrier_tracking_ref = "DHL003"
        waiting = self.jobs("pending", method_name="export_picking")
        self.assertEqual(len(waiting), 1)
        self.work()
        self.assertEqual(self.on_ebay(order), [("DHL003", "DHL", {"MUG": 1})])

    def test_a_backorder_is_another_shipment(self):
        order = self.buy((self.mug, 5))
        self.deliver(order, {self.mug: 2}, number="FIRST1")
        self.work()
        # eBay now calls the line shipped, although units are open.
        self.import_order(self.sim.orders.find(order.external_id))
        self.assertEqual(order.fulfillment_state, "FULFILLED")
        self.assertFalse(order.odoo_id.activity_ids)
        self.deliver(order, number="SECOND2")
        self.work()
        self.assertEqual(
            self.on_ebay(order),
            [("FIRST1", "DHL", {"MUG": 2}), ("SECOND2", "DHL", {"MUG": 3})],
        )
        self.assertEqual(self.calls("getShippingFulfillments"), 0)

    def test_two_items_in_two_deliveries(self):
        order = self.buy((self.mug, 1), (self.shirt, 2))
        self.deliver(order, {self.mug: 1, self.shirt: 1}, number="FIRST1")
        self.deliver(order, number="SECOND2")
        self.work()
        self.assertEqual(
            self.on_ebay(order),
            [
                ("FIRST1", "DHL", {"MUG": 1, "SHIRT": 1}),
                ("SECOND2", "DHL", {"SHIRT": 1}),
            ],
        )

    def test_several_numbers_are_several_parcels(self):
        order = self.buy((self.mug, 3))
        picking = self.deliver(order, number="DHL-001, DHL 002")
        self.work()
        self.assertEqual(
            self.on_ebay(order),
            [("DHL001", "DHL", {"MUG": 2}), ("DHL002", "DHL", {"MUG": 1})],
        )
        self.assertEqual(
            sorted(picking.ebay_bind_ids.mapped("tracking_typed")),
            ["DHL 002", "DHL-001"],
        )

    def test_more_numbers_than_units_are_boxes_of_one_thing(self):
        order = self.buy((self.mug, 1))
        picking = self.deliver(order, number="BOX1;BOX2")
        self.work()
        self.assertEqual(
            self.on_ebay(order),
            [("BOX1", "DHL", {"MUG": 1}), ("BOX2", "DHL", {"MUG": 1})],
        )
        self.assertEqual(picking.ebay_bind_ids.mapped("is_additional"), [True, False])

    def test_packages_determine_the_units_of_each_parcel(self):
        order = self.buy((self.mug, 1), (self.shirt, 2))
        picking = order.odoo_id.picking_ids
        packages = self.env["stock.package"].create([{"name": "A"}, {"name": "B"}])
        for product, package in zip((self.shirt, self.mug), packages, strict=True):
            lines = picking.move_line_ids.filtered(
                lambda line, product=product: line.product_id == product
            )
            lines.result_package_id = package
        self.deliver(order, number="BOX1,BOX2")
        self.work()
        self.assertEqual(
            self.on_ebay(order),
            [("BOX1", "DHL", {"SHIRT": 2}), ("BOX2", "DHL", {"MUG": 1})],
        )

    def test_a_delivery_of_two_orders_is_a_shipment_of_each(self):
        first, second = self.buy((self.mug, 1)), self.buy((self.shirt, 1))
        pickings = (first | second).odoo_id.picking_ids
        pickings[1].move_ids.picking_id = pickings[0]
        picking = pickings[0]
        picking.write({"carrier_id": self.dhl.id, "carrier_tracking_ref": "BOTH1"})
        picking.move_ids.picked = True
        picking.button_validate()
        self.work()
        self.assertEqual(self.on_ebay(first), [("BOTH1", "DHL", {"MUG": 1})])
        self.assertEqual(self.on_ebay(second), [("BOTH1", "DHL", {"SHIRT": 1})])
        rows = picking.ebay_bind_ids
        self.assertEqual(rows.mapped("fulfillment_ref"), ["BOTH1", "BOTH1"])
        self.assertEqual(len(set(rows.mapped("external_id"))), 2)

    def test_services_and_goods_not_sold_on_ebay_are_left_out(self):
        order = self.buy((self.mug, 1))
        sale = order.odoo_id
        self.env["sale.order.line"].create(
            {"order_id": sale.id, "product_id": self.shirt.id, "product_uom_qty": 1}
        )
        sale.set_delivery_line(self.dhl, 4.9)
        self.deliver(order)
        self.work()
        self.assertEqual(self.on_ebay(order), [("DHL001", "DHL", {"MUG": 1})])

    def test_a_delivery_without_ebay_orders_is_not_sent(self):
        partner = self.env["res.partner"].create({"name": "Walk-in"})
        sale = self.env["sale.order"].create(
            {
                "partner_id": partner.id,
                "order_line": [(0, 0, {"product_id": self.mug.id})],
            }
        )
        sale.action_confirm()
        picking = sale.picking_ids
        picking.move_ids.picked = True
        picking.button_validate()
        self.assertFalse(self.jobs())
        self.assertFalse(picking.ebay_shipment_state)
        with self.assertRaisesRegex(UserError, "nothing that was sold on eBay"):
            picking.action_ebay_send_again()

    def test_without_a_number_it_waits_for_one(self):
        order = self.buy((self.mug, 1))
        picking = self.deliver(order, number="")
        self.work()
        self.assertEqual(picking.ebay_shipment_state, "waiting")
        self.assertEqual(self.on_ebay(order), [])
        picking.carrier_tracking_ref = "LATER1"
        self.work()
        self.assertEqual(self.on_ebay(order), [("LATER1", "DHL", {"MUG": 1})])
        self.assertEqual(len(picking.ebay_bind_ids), 1)

    def test_the_setting_to_ship_without_a_number(self):
        self.backend.ship_without_tracking = True
        first, second = self.buy((self.mug, 1)), self.buy((self.mug, 1))
        self.deliver(first, number="")
        self.deliver(second, number="")
        self.work()
        self.assertEqual(self.on_ebay(first), [("", "", {"MUG": 1})])
        self.assertEqual(self.on_ebay(second), [("", "", {"MUG": 1})])
        rows = (first | second).shipment_ids
        self.assertEqual(rows.mapped("fulfillment_ref"), ["999", "999"])
        self.assert_jobs_done()

    def test_a_return_is_not_sent_and_increases_the_stock(self):
        order = self.buy((self.mug, 2))
        picking = self.deliver(order)
        self.work()
        before = self.mug.qty_available
        wizard = (
            self.env["stock.return.picking"]
            .with_context(active_id=picking.id, active_model="stock.picking")
            .create({})
        )
        wizard.product_return_moves.quantity = 2
        action = wizard.action_create_returns()
        back = self.env["stock.picking"].browse(action["res_id"])
        back.move_ids.picked = True
        back.button_validate()
        self.work()
        self.assertEqual(self.mug.qty_available, before + 2)
        self.assertEqual(self.calls(), 1)
        self.assertFalse(back.ebay_shipment_state)

    def test_ebays_hub_gets_each_order_line_in_a_separate_call(self):
        order = self.buy((self.mug, 1), (self.shirt, 1))
        order.write({"delivery_kind": "hub", "ship_to_reference": "Reference #42"})
        picking = self.deliver(order, number="HUB1")
        self.assertEqual(picking.ebay_ship_to_reference, "Reference #42")
        self.work()
        self.assertEqual(
            self.on_ebay(order),
            [("HUB1", "DHL", {"MUG": 1}), ("HUB1", "DHL", {"SHIRT": 1})],
        )
        report = self.env["ir.qweb"]._render(
            "stock.report_deliveryslip", {"docs": picking, "doc_ids": picking.ids}
        )
        self.assertIn("Reference #42", str(report))

    def test_the_scheduled_search_finds_a_missed_delivery(self):
        order = self.buy((self.mug, 1))
        self.deliver(order)
        self.jobs("pending").unlink()
        self.backend.export_fulfillments()
        self.work()
        self.assertEqual(self.on_ebay(order), [("DHL001", "DHL", {"MUG": 1})])
        self.backend.export_fulfillments()
        ran = self.work()
        self.assertEqual(ran.mapped("method_name"), ["export_missing"])
        self.assertEqual(self.calls(), 1)

    def test_the_scheduled_search_finds_a_missed_number(self):
        order = self.buy((self.mug, 1))
        picking = self.deliver(order, number="")
        self.work()
        picking.carrier_tracking_ref = "LATER1"
        self.jobs("pending").unlink()
        self.backend.export_fulfillments()
        self.work()
        self.assertEqual(self.on_ebay(order), [("LATER1", "DHL", {"MUG": 1})])

    def test_test_mode_plans_and_sends_nothing(self):
        self.backend.test_mode = True
        order = self.buy((self.mug, 1))
        picking = self.deliver(order, number="DHL 001")
        with patch.object(shipment_planner._logger, "info") as log:
            self.work()
        self.assertIn("DHL001", str(log.mock_calls))
        self.assertEqual(picking.ebay_shipment_state, "test")
        self.assertIn("DHL001", picking.ebay_bind_ids.summary)
        self.assertEqual(self.calls(), 0)
        self.backend.test_mode = False
        self.backend.export_fulfillments()
        self.work()
        self.assertEqual(self.on_ebay(order), [("DHL001", "DHL", {"MUG": 1})])
