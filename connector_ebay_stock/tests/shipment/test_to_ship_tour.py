# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import fields
from odoo.tests import new_test_user

from odoo.addons.connector_ebay.tests.common import NOTHING, EbayHttpCase

from ..shipment_case import ShipmentSteps
from .test_picking_input import REFUSED

LIST = "/odoo/action-connector_ebay_stock.ebay_to_ship_action"


class ToShipTour(ShipmentSteps, EbayHttpCase):
    """A packer without rights on eBay or Sales ships in a browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.packer = new_test_user(cls.env, "packer", "stock.group_stock_user")

    def setUp(self):
        super().setUp()
        self.simulate(NOTHING)
        type(self).backend = self.create_backend("Demo Shop")
        self.prepare_shipments()
        self.order = self.buy((self.mug, 1))
        self.picking = self.order.odoo_id.picking_ids
        self.picking.carrier_id = self.dhl


class TestToShipTour(ToShipTour):
    def test_ship_what_is_late(self):
        self.order.ship_by = fields.Datetime.now() - timedelta(hours=1)
        self.start_tour(LIST, "connector_ebay_stock_to_ship", login="packer")
        self.assertEqual(self.picking.state, "done")
        self.work()
        self.assertEqual(self.on_ebay(self.order), [("DHL001", "DHL", {"MUG": 1})])

    def test_solve_what_ebay_refused(self):
        self.sim.faults.add(
            "createShippingFulfillment", "status", status=400, body=REFUSED
        )
        self.deliver(self.order, number="WRONG1")
        with self.quiet():
            self.work()
        self.sim.faults.clear()
        self.start_tour(LIST, "connector_ebay_stock_solve", login="packer")
        self.work()
        numbers = [number for number, _carrier, _units in self.on_ebay(self.order)]
        self.assertEqual(numbers, ["RIGHT12345"])
        self.assertFalse(self.picking.activity_ids)


class TestToShipPhone(ToShipTour):
    """On a phone the same list has cards."""

    browser_size = "375x667"
    touch_enabled = True

    def test_ship_on_a_phone(self):
        self.order.ship_by = self.env["stock.picking"]._ebay_due_days().today_ends - (
            timedelta(seconds=1)
        )
        self.start_tour(LIST, "connector_ebay_stock_phone", login="packer")
        self.assertEqual(self.picking.state, "done")
