# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from ..shipment_case import ShipmentCase


class TestPickingSecurity(ShipmentCase):
    """A warehouse user can ship without rights on eBay, and change nothing else."""

    def test_a_warehouse_user_ships_and_sees_the_state(self):
        packer = new_test_user(self.env, "packer", "stock.group_stock_user")
        order = self.buy((self.mug, 1))
        picking = order.odoo_id.picking_ids.with_user(packer)
        picking.carrier_tracking_ref = "DHL001"
        picking.move_ids.picked = True
        picking.button_validate()
        self.work()
        self.assertEqual(len(self.on_ebay(order)), 1)
        self.assertEqual(picking.ebay_shipment_state, "done")
        picking.carrier_tracking_ref = "DHL002"
        picking.action_ebay_send_again()
        self.work()
        self.assertEqual(len(self.on_ebay(order)), 2)
        with self.assertRaises(AccessError):
            picking.ebay_bind_ids.state = "to_send"

    def test_another_company_sees_nothing(self):
        order = self.buy((self.mug, 1))
        self.deliver(order)
        self.work()
        company = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = new_test_user(
            self.env,
            "stranger",
            "connector_ebay.group_ebay_manager,stock.group_stock_user",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )
        for model in ("ebay.stock.picking", "ebay.stock.picking.line"):
            self.assertTrue(self.env[model].search_count([]))
            self.assertFalse(self.env[model].with_user(stranger).search_count([]))
