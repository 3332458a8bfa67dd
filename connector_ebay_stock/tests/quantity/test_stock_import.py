# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import fields

from ..stock_case import MUG, SHIRTS, StockCase


class TestStockImport(StockCase):
    def import_stock(self):
        self.backend.import_stock()
        self.run_jobs_late()

    def test_ebays_quantities_become_adjustments(self):
        self.list(**MUG)
        self.list(**SHIRTS)
        self.import_all()
        self.import_stock()
        self.assertEqual(self.on_hand("MUG"), 5)
        self.assertEqual(self.on_hand("TS-R-M"), 7)
        move = self.env["stock.move"].search(
            [("product_id", "=", self.products("MUG").id)]
        )
        self.assertEqual(move.inventory_name, "eBay: Demo Shop")
        self.assertTrue(move.is_inventory)

    def test_without_differences_nothing_is_written(self):
        self.list(**MUG)
        self.import_all()
        self.import_stock()
        moves = self.env["stock.move"].search_count([])
        self.import_stock()
        self.assertEqual(self.env["stock.move"].search_count([]), moves)
        self.assertEqual(self.env["ebay.stock.difference"].search_count([]), 1)

    def test_every_difference_is_logged(self):
        mug = self.list(**MUG)
        self.import_all()
        self.import_stock()
        self.sim.seller.revise(mug.item_id, available=2)
        self.import_stock()
        log = self.env["ebay.stock.difference"].search([], limit=1)
        self.assertEqual(
            (log.ebay_sku, log.quantity_before, log.quantity), ("MUG", 5, 2)
        )
        self.assertTrue(log.create_date)

    def test_units_sold_before_the_first_import_are_added(self):
        """An order of the first import reserves units of the adjustment."""
        mug = self.list(**MUG)
        self.import_all()
        self.products("MUG").taxes_id = False
        order = self.sim.orders.buy(mug.item_id, 2)
        self.pass_time(600)
        self.backend.import_orders_since = fields.Datetime.now() - timedelta(days=1)
        self.backend.import_orders()
        self.run_jobs_late()
        sold = self.env["ebay.sale.order"].search([])
        self.assertEqual(
            (sold.external_id, sold.odoo_id.state), (order.order_id, "sale")
        )
        self.import_stock()
        self.assertEqual(self.on_hand("MUG"), 5)
        self.assertEqual(self.products("MUG").free_qty, 3)
        self.import_stock()
        self.assertEqual(self.on_hand("MUG"), 5)
        self.assertEqual(self.env["ebay.stock.difference"].search_count([]), 1)

    def test_reserved_units_are_added(self):
        self.list(**MUG)
        self.import_all()
        self.import_stock()
        self.sell_in_odoo("MUG", 2)
        self.import_stock()
        self.assertEqual(self.on_hand("MUG"), 7)
        self.import_stock()
        self.assertEqual(self.on_hand("MUG"), 7)

    def test_odoo_is_master_and_a_change_on_ebay_is_only_reported(self):
        mug = self.list(**MUG)
        self.sell_from_odoo({"MUG": 5})
        self.sim.seller.revise(mug.item_id, available=9)
        self.import_stock()
        self.assertEqual(self.on_hand("MUG"), 5)
        self.assertEqual(self.available(mug), 9)
        sync = self.env["ebay.sku.sync"].search([("sku_id.ebay_sku", "=", "MUG")])
        self.assertTrue(sync.drift_since)
        self.assertIn("9", sync.drift_note)
        sync.action_heal()
        self.run_jobs_late()
        self.assertEqual(self.available(mug), 5)
        self.assertFalse(sync.drift_since)

    def test_many_pages(self):
        for number in range(230):
            self.list(title=f"T{number}", sku=f"T{number}", available=number % 7)
        self.import_all()
        self.import_stock()
        run = self.env["ebay.run"].search([("flow", "=", "stock")])
        self.assertEqual((run.state, run.page), ("done", 2))
        self.assertEqual(self.on_hand("T229"), 229 % 7)
