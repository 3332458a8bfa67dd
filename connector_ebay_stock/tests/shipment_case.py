# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo.addons.connector_ebay.tests.common import EbayCase


class ShipmentSteps:
    """Buy orders at the simulator and deliver them from Odoo; mixin of a test case."""

    @classmethod
    def prepare_shipments(cls):
        cls.env.ref("base.EUR").active = True
        cls.backend.marketplace_id = cls.env.ref("connector_ebay.marketplace_ebay_de")
        cls.backend.company_id.account_sale_tax_id = False
        cls.mug = cls.create_product("MUG")
        cls.shirt = cls.create_product("SHIRT")
        cls.dhl = cls.create_carrier("DHL Paket")

    @classmethod
    def create_product(cls, code, **values):
        product = cls.env["product.product"].create(
            {
                "name": code.title(),
                "default_code": code,
                "taxes_id": False,
                "is_storable": True,
                **values,
            }
        )
        if product.is_storable:
            warehouse = cls.env["stock.warehouse"].search(
                [("company_id", "=", cls.backend.company_id.id)], limit=1
            )
            cls.env["stock.quant"]._update_available_quantity(
                product, warehouse.lot_stock_id, 100
            )
        return product

    @classmethod
    def create_carrier(cls, name):
        service = cls.env["product.product"].create(
            {"name": name, "type": "service", "list_price": 0}
        )
        return cls.env["delivery.carrier"].create(
            {"name": name, "product_id": service.id, "delivery_type": "fixed"}
        )

    # === STEPS ===

    def buy(self, *purchases):
        """Buy ``(product, quantity)`` pairs in one order; return it, imported."""
        orders = []
        for product, quantity in purchases:
            listing = self.sim.seller.add_listing(
                product.name, sku=product.default_code, price="10.00", available=50
            )
            buyer = orders[0].buyer if orders else None
            orders.append(self.sim.orders.buy(listing.item_id, quantity, buyer=buyer))
        order = orders[0]
        if len(orders) > 1:
            order = self.sim.orders.combine([one.order_id for one in orders])
        return self.import_order(order)

    def import_order(self, order):
        """Import an order of the simulator as it is now; return its binding."""
        self.backend.import_order(order.order_id)
        self.work()
        binding = self.env["ebay.sale.order"].search(
            [("external_id", "=", order.order_id)]
        )
        self.assertEqual(binding.import_state, "imported", binding.hold_note)
        return binding

    def deliver(self, order, quantities=None, number="DHL001", carrier=None):
        """Validate the order's open delivery, with a backorder for the rest; return it.

        :param quantities: units by product; by default all
        """
        picking = order.odoo_id.picking_ids.filtered(
            lambda one: one.state not in ("done", "cancel")
        )
        picking.ensure_one()
        picking.carrier_id = self.dhl if carrier is None else carrier
        if number:
            picking.carrier_tracking_ref = number
        for move in picking.move_ids:
            move.quantity = (
                move.product_uom_qty
                if quantities is None
                else quantities.get(move.product_id, 0)
            )
            move.picked = bool(move.quantity)
        picking.with_context(skip_backorder=True).button_validate()
        self.assertEqual(picking.state, "done")
        return picking

    def work(self):
        """Run all pending jobs, including those with a later time; return them."""
        self.hasten()
        return self.run_jobs()

    def let_calls_end(self):
        """Let interrupted calls be so old that eBay has finished processing them."""
        for shipment in self.env["ebay.stock.picking"].search(
            [("state", "=", "sending")]
        ):
            shipment.sent_at -= timedelta(hours=1)

    # === RESULTS ===

    def on_ebay(self, order):
        """Return ``[(number, carrier, {SKU: units})]`` of an order's fulfillments."""
        ebay_order = self.sim.orders.find(order.external_id)
        return [
            (
                parcel.tracking,
                parcel.carrier,
                {
                    ebay_order.line(line_id).sku: units
                    for line_id, units in parcel.lines.items()
                },
            )
            for parcel in ebay_order.fulfillments
        ]

    def calls(self, name="createShippingFulfillment"):
        return self.sim.requests.count(name)

    def assert_jobs_done(self):
        unfinished = self.jobs().filtered(lambda job: job.state != "done")
        self.assertFalse(unfinished, unfinished.mapped("exc_info"))


class ShipmentCase(ShipmentSteps, EbayCase):
    """A test case with products and a carrier for shipments."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.prepare_shipments()
