# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import fields

from ..shipment_case import ShipmentCase


class TestPickingSupply(ShipmentCase):
    """Kits, dropshipping, and late deliveries."""

    # === KITS, if manufacturing is installed ===

    def create_kit(self):
        if "mrp.bom" not in self.env:
            self.skipTest("mrp is not installed")
        kit = self.create_product("KIT", is_storable=False)
        self.env["mrp.bom"].create(
            {
                "product_tmpl_id": kit.product_tmpl_id.id,
                "type": "phantom",
                "bom_line_ids": [
                    (0, 0, {"product_id": self.mug.id, "product_qty": 2}),
                    (0, 0, {"product_id": self.shirt.id, "product_qty": 1}),
                ],
            }
        )
        return kit

    def test_a_kit_is_sent_as_its_order_line(self):
        order = self.buy((self.create_kit(), 2))
        self.deliver(order)
        self.work()
        self.assertEqual(self.on_ebay(order), [("DHL001", "DHL", {"KIT": 2})])

    def test_a_kit_is_sent_with_the_delivery_that_completes_it(self):
        order = self.buy((self.create_kit(), 2))
        first = self.deliver(order, {self.mug: 4}, number="FIRST1")
        first.date_done -= timedelta(minutes=1)
        self.work()
        self.assertEqual(self.on_ebay(order), [])
        self.deliver(order, {self.shirt: 1}, number="SECOND2")
        self.work()
        self.deliver(order, number="THIRD3")
        self.work()
        self.assertEqual(
            self.on_ebay(order),
            [("SECOND2", "DHL", {"KIT": 1}), ("THIRD3", "DHL", {"KIT": 1})],
        )

    # === DROPSHIPPING, if it is installed ===

    def test_a_dropshipped_delivery_is_sent(self):
        route = self.env.ref(
            "stock_dropshipping.route_drop_shipping", raise_if_not_found=False
        )
        if not route:
            self.skipTest("stock_dropshipping is not installed")
        supplier = self.env["res.partner"].create({"name": "Supplier"})
        self.mug.write(
            {
                "route_ids": [(6, 0, route.ids)],
                "seller_ids": [(0, 0, {"partner_id": supplier.id, "price": 1})],
            }
        )
        order = self.buy((self.mug, 3))
        purchase = self.env["purchase.order"].search(
            [("partner_id", "=", supplier.id)], limit=1
        )
        purchase.button_confirm()
        picking = purchase.picking_ids
        self.assertEqual(picking.location_id.usage, "supplier")
        picking.write({"carrier_id": self.dhl.id, "carrier_tracking_ref": "DROP1"})
        picking.move_ids.write({"quantity": 3, "picked": True})
        picking.button_validate()
        self.work()
        self.assertEqual(self.on_ebay(order), [("DROP1", "DHL", {"MUG": 3})])

    # === LATE ===

    def late(self):
        return self.env["stock.picking"].search([("ebay_is_late", "=", True)])

    def test_late_deliveries(self):
        order = self.buy((self.mug, 1))
        picking = order.odoo_id.picking_ids
        self.assertNotIn(picking, self.late())
        order.ship_by = fields.Datetime.now() - timedelta(hours=1)
        self.assertIn(picking, self.late())
        self.assertTrue(picking.ebay_is_late)
        self.deliver(order)
        self.assertIn(picking, self.late(), "it is not on eBay yet")
        self.work()
        self.assertNotIn(picking, self.late())
        self.assertFalse(picking.ebay_is_late)
        self.assertTrue(picking.ebay_bind_ids.is_late)
        on_time = self.env["stock.picking"].search([("ebay_is_late", "=", False)])
        self.assertIn(picking, on_time)
