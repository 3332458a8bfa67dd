# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from ..shipment_case import ShipmentCase


class TestPickingTrimmed(ShipmentCase):
    """Deliveries contain only what is left to ship."""

    def stock(self, product):
        self.env.invalidate_all()
        return product.qty_available, product.free_qty

    def to_ship(self, order):
        open_moves = order.odoo_id.picking_ids.move_ids.filtered(
            lambda move: move.state not in ("done", "cancel")
        )
        return {move.product_id: move.product_uom_qty for move in open_moves}

    def ship_elsewhere(self, order, quantities, number="HUB99999"):
        """Ship units of the products in Seller Hub, then import the order."""
        on_ebay = self.sim.orders.find(order.external_id)
        units = {
            line.line_item_id: quantities[line.sku]
            for line in on_ebay.lines
            if line.sku in quantities
        }
        self.sim.orders.ship(order.external_id, units, number, "DHL")
        self.import_order(on_ebay)
        self.work()

    def test_an_item_shipped_in_seller_hub_leaves_the_stock(self):
        order = self.buy((self.mug, 1), (self.shirt, 1))
        self.ship_elsewhere(order, {"MUG": 1})
        self.assertEqual(self.to_ship(order), {self.shirt: 1})
        self.assertEqual(self.stock(self.mug), (99, 99))
        self.assertEqual(order.line_ids.odoo_id[0].qty_delivered, 1)
        self.assertIn("not from Odoo", order._open_deliveries().note)
        done = order.odoo_id.picking_ids - order._open_deliveries()
        self.assertTrue(done.date_done)
        self.assertTrue(done.ebay_bind_ids.adopted)
        self.assertEqual(done.ebay_bind_ids.ebay_tracking_number, "HUB99999")
        self.assertEqual(self.calls(), 0)
        self.deliver(order)
        self.work()
        self.assertEqual(
            self.on_ebay(order),
            [("HUB99999", "DHL", {"MUG": 1}), ("DHL001", "DHL", {"SHIRT": 1})],
        )
        self.assert_jobs_done()

    def test_some_units_of_an_item_shipped_in_seller_hub(self):
        order = self.buy((self.mug, 3), (self.shirt, 1))
        self.ship_elsewhere(order, {"MUG": 1})
        self.assertEqual(self.to_ship(order), {self.mug: 2, self.shirt: 1})
        self.assertEqual(self.stock(self.mug), (99, 97))

    def test_some_units_shipped_before_the_order_was_seen(self):
        orders = []
        for product, quantity in ((self.mug, 3), (self.shirt, 1)):
            listing = self.sim.seller.add_listing(
                product.name, sku=product.default_code, price="10.00", available=50
            )
            buyer = orders[0].buyer if orders else None
            orders.append(self.sim.orders.buy(listing.item_id, quantity, buyer=buyer))
        order = self.sim.orders.combine([one.order_id for one in orders])
        line = order.lines[0].line_item_id
        self.sim.orders.ship(order.order_id, {line: 1}, "HUB99999", "DHL")
        binding = self.import_order(order)
        self.assertEqual(self.to_ship(binding), {self.mug: 2, self.shirt: 1})
        self.assertEqual(self.stock(self.mug), (100, 98))

    def test_what_odoo_shipped_itself_stays_as_it_is(self):
        order = self.buy((self.mug, 3), (self.shirt, 1))
        self.deliver(order, {self.mug: 1})
        self.work()
        self.import_order(self.sim.orders.find(order.external_id))
        self.assertEqual(order.fulfillment_state, "IN_PROGRESS")
        self.assertEqual(self.to_ship(order), {self.mug: 2, self.shirt: 1})
        self.assertFalse(order.odoo_id.activity_ids)

    def test_a_product_with_lots_asks_a_person(self):
        self.mug.tracking = "lot"
        order = self.buy((self.mug, 1), (self.shirt, 1))
        self.ship_elsewhere(order, {"MUG": 1})
        self.assertEqual(self.to_ship(order), {self.shirt: 1})
        self.assertIn("Do not ship", order.odoo_id.activity_ids.mapped("summary"))

    def test_refunded_units_are_free_again(self):
        order = self.buy((self.mug, 2), (self.shirt, 1))
        on_ebay = self.sim.orders.find(order.external_id)
        self.sim.orders.refund(order.external_id, on_ebay.lines[0].total)
        self.import_order(on_ebay)
        self.assertEqual(self.to_ship(order), {self.shirt: 1})
        self.assertEqual(self.stock(self.mug), (100, 100))

    def test_an_order_combined_after_one_was_shipped(self):
        first = self.buy((self.mug, 1))
        self.deliver(first)
        self.work()
        listing = self.sim.seller.add_listing(
            "Shirt", sku="SHIRT", price="10.00", available=50
        )
        ebay_first = self.sim.orders.find(first.external_id)
        second = self.sim.orders.buy(listing.item_id, 1, buyer=ebay_first.buyer)
        order = self.sim.orders.combine([first.external_id, second.order_id])
        binding = self.import_order(order)
        self.assertEqual(self.to_ship(binding), {self.shirt: 1})
        self.assertEqual(first.import_state, "merged")
        self.assertEqual(self.stock(self.mug), (99, 99))
