# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.tests import new_test_user

from odoo.addons.connector_ebay.tests.common import NOTHING, EbayHttpCase

from ..shipment_case import ShipmentSteps


class TestPickingTour(ShipmentSteps, EbayHttpCase):
    """Ship an order in a browser and see that it is shipped on eBay."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        new_test_user(
            cls.env,
            "packer",
            "stock.group_stock_user,sales_team.group_sale_salesman,"
            "connector_ebay.group_ebay_user",
        )

    def setUp(self):
        super().setUp()
        self.simulate(NOTHING)
        type(self).backend = self.create_backend("Demo Shop")
        self.prepare_shipments()

    def test_ship(self):
        order = self.buy((self.mug, 2))
        picking = order.odoo_id.picking_ids
        picking.carrier_id = self.dhl
        picking.move_ids.picked = True
        form = f"/odoo/stock.picking/{picking.id}"
        self.start_tour(form, "connector_ebay_stock_ship", login="packer")
        self.assertEqual(picking.state, "done")
        self.work()
        self.assertEqual(self.on_ebay(order), [("DHL001", "DHL", {"MUG": 2})])
        self.start_tour(form, "connector_ebay_stock_shipped", login="packer")
