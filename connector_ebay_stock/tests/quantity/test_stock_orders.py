# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import fields
from odoo.tests import new_test_user

from ..stock_case import MUG, StockCase


class TestStockOrders(StockCase):
    """Sales on eBay between two calls."""

    def sell_mug(self, **values):
        mug = self.list(**MUG)
        self.backend.import_orders_since = fields.Datetime.now() - timedelta(days=1)
        self.backend.company_id.account_sale_tax_id = False
        self.import_all()
        self.backend.import_stock()
        self.run_jobs_late()
        self.products("MUG").taxes_id = False
        self.backend.import_orders()
        self.run_jobs_late()
        self.backend.write({"stock_master": "odoo", **values})
        self.run_jobs_late()
        self.pass_time()
        self.sim.requests.clear()
        return mug

    def sync(self):
        return self.env["ebay.sku.sync"].search([("sku_id.ebay_sku", "=", "MUG")])

    def test_units_just_sold_are_not_offered_again(self):
        mug = self.sell_mug()
        self.sim.orders.buy(mug.item_id, 2)
        self.assertEqual(self.available(mug), 3)
        self.pass_time()
        self.set_stock("MUG", 9)
        self.run_jobs_late()
        self.assertEqual(self.available(mug), 7)

    def test_units_sold_this_second_are_not_offered_again(self):
        mug = self.sell_mug()
        self.sim.orders.buy(mug.item_id, 2)
        self.set_stock("MUG", 9)
        self.run_jobs_late()
        self.assertEqual(self.available(mug), 7)

    def test_a_raise_waits_for_the_first_import_of_orders_and_not_longer(self):
        mug = self.list(**MUG)
        self.backend.import_orders_since = fields.Datetime.now() - timedelta(days=1)
        self.import_all()
        self.backend.import_stock()
        self.run_jobs_late()
        self.env["ebay.run"].search([("flow", "=", "orders")]).unlink()
        self.backend.stock_master = "odoo"
        self.set_stock("MUG", 9)
        for _turn in range(6):
            self.hasten()
            self.run_jobs()
        self.assertEqual(self.available(mug), 9)

    def test_nobody_is_told_of_orders_that_another_button_has_read(self):
        self.sell_mug()
        self.env["ebay.run"].search([("flow", "=", "orders")]).unlink()
        shop = new_test_user(self.env, "shop", groups="connector_ebay.group_ebay_user")
        self.backend.with_user(shop).compare_all()
        self.run_job(self.jobs("pending", method_name="compare_page"))
        job = self.jobs("pending", method_name="import_window")
        self.assertEqual(job.user_id, self.env.ref("base.user_root"))

    def test_a_sale_on_ebay_alone_sends_nothing(self):
        mug = self.sell_mug()
        self.sim.orders.buy(mug.item_id, 2)
        self.pass_time()
        self.backend.export_all_offers()
        self.run_jobs_late()
        self.backend.import_orders()
        self.run_jobs_late()
        self.assertEqual(self.available(mug), 3)
        self.assertEqual(self.sync().accepted_quantity, 3)
        self.assertEqual(self.revisions(), 0)

    def test_without_changes_ebay_is_not_called(self):
        self.sell_mug()
        self.backend.export_offers()
        self.run_jobs_late()
        self.assertEqual(len(self.sim.requests), 0)

    def test_a_sale_and_a_receipt_of_the_same_size_are_sent(self):
        """Odoo's quantity equals what eBay accepted last, but eBay has sold since."""
        mug = self.sell_mug()
        self.set_stock("MUG", 6)
        self.run_jobs_late()
        self.pass_time()
        self.sim.orders.buy(mug.item_id, 1)
        self.pass_time()
        self.set_stock("MUG", 7)
        self.run_jobs_late()
        self.assertEqual(self.available(mug), 6)

    def test_quantities_are_only_lowered_while_orders_cannot_be_read(self):
        mug = self.sell_mug()
        self.sim.faults.add("getOrders", "status", status=503, count=0)
        self.set_stock("MUG", 9)
        for _turn in range(3):
            self.hasten()
            self.run_jobs()
        self.assertEqual(self.available(mug), 5)
        self.set_stock("MUG", 2)
        self.hasten()
        self.run_jobs()
        self.assertEqual(self.available(mug), 2)
        self.sim.faults.clear()
        self.set_stock("MUG", 8)
        self.run_jobs_late()
        self.assertEqual(self.available(mug), 8)

    def test_unpaid_units_are_subtracted(self):
        """eBay does not return unpaid orders; its count of sold units shows them."""
        mug = self.sell_mug()
        self.sim.seller.sell(mug.item_id, 1)
        self.pass_time()
        self.backend.import_stock()
        self.run_jobs_late()
        self.set_stock("MUG", 8)
        self.run_jobs_late()
        self.assertEqual(self.available(mug), 7)

    def test_units_of_a_held_order_are_subtracted(self):
        mug = self.sell_mug()
        sku = self.env["ebay.product.product"].search([])
        order = self.env["ebay.sale.order"]
        self.patch(
            type(self.env["ebay.sale.order.line"]),
            "_unbooked_quantities",
            lambda lines, backend: {sku.id: 2},
        )
        order.flush_model()
        self.backend.export_all_offers()
        self.run_jobs_late()
        self.assertEqual(self.available(mug), 3)

    def test_a_quantity_bought_at_the_moment_of_acceptance_is_sent_again(self):
        """It is not known which came first; in the end eBay has Odoo's quantity."""
        mug = self.sell_mug()
        self.set_stock("MUG", 8)
        self.run_jobs_late()
        self.sim.requests.clear()
        # By the time of the order, eBay accepted the 8 just before or just after it.
        self.sim.orders.buy(mug.item_id, 1)
        self.pass_time()
        self.set_stock("MUG", 9)
        self.run_jobs_late()
        self.assertEqual(self.available(mug), 8)
        self.assertEqual(self.revisions(), 1)
        self.assertFalse(self.sync().quantity_unsure)
        self.backend.export_all_offers()
        self.run_jobs_late()
        self.assertEqual(self.revisions(), 1)

    def test_a_quantity_ordered_while_ebay_was_called_is_uncertain(self):
        """Another worker imports the order before the result is recorded."""
        mug = self.sell_mug()
        with self.backend.work_on("ebay.export.batch") as work:
            adapter = type(work.component_by_name("ebay.price.quantity.adapter"))
        revise, bought = adapter.revise, []

        def revise_and_sell(component, statuses):
            answer = revise(component, statuses)
            if not bought:
                bought.append(self.sim.orders.buy(mug.item_id, 1))
                self.pass_time(4)
                with self.backend.work_on("ebay.backend") as work:
                    work.component(usage="recent.orders").import_recent()
                self.set_stock("MUG", 9)
            return answer

        self.patch(adapter, "revise", revise_and_sell)
        self.set_stock("MUG", 8)
        # Only these two jobs: on a slow machine the next comparison is due already.
        self.run_job(self.jobs("pending", method_name="push_offers"))
        self.run_job(self.jobs("pending", method_name="export_batch"))
        self.assertTrue(bought)
        self.assertTrue(self.sync().quantity_unsure)
        self.pass_time()
        self.run_jobs_late()
        self.assertEqual(self.available(mug), 8)
        self.assertFalse(self.sync().quantity_unsure)

    def undelivered(self, **values):
        """Buy a mug that is not in stock; return the listing."""
        mug = self.sell_mug(**values)
        self.set_stock("MUG", 0)
        self.sim.orders.buy(mug.item_id, 2)
        self.pass_time()
        self.backend.import_orders()
        self.run_jobs_late()
        order = self.env["ebay.sale.order"].search([]).odoo_id
        self.assertEqual(order.state, "sale")
        return mug, order

    def test_confirmed_units_that_are_not_reserved_are_subtracted(self):
        mug, order = self.undelivered()
        # Units arrive that are not reserved for the order automatically.
        order.picking_ids.do_unreserve()
        self.set_stock("MUG", 5)
        order.picking_ids.do_unreserve()
        self.run_jobs_late()
        self.assertEqual(self.products("MUG").free_qty, 5)
        self.assertEqual(self.available(mug), 3)
        order.picking_ids.action_assign()
        self.run_jobs_late()
        self.assertEqual(self.available(mug), 3)
        order.picking_ids.do_unreserve()
        order._action_cancel()
        self.run_jobs_late()
        self.assertEqual(self.available(mug), 5)

    def test_stock_on_hand_is_reduced_by_delivered_units_only(self):
        mug, order = self.undelivered(stock_field="qty_available")
        self.set_stock("MUG", 5)
        self.run_jobs_late()
        self.assertEqual(self.available(mug), 3)
        order.picking_ids.move_ids.write({"quantity": 2, "picked": True})
        order.picking_ids.button_validate()
        self.run_jobs_late()
        self.assertEqual(self.on_hand("MUG"), 3)
        self.assertEqual(self.available(mug), 3)

    def test_the_forecast_is_reduced_already(self):
        mug, _order = self.undelivered(stock_field="virtual_available")
        self.set_stock("MUG", 5)
        self.run_jobs_late()
        self.assertEqual(self.available(mug), 3)
