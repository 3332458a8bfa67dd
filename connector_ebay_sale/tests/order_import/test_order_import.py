# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from unittest.mock import patch

from ..common import OrderCase
from ..fixtures import load_case
from ..order_factory import changed, item, order


class TestOrderImport(OrderCase):
    def test_an_order_becomes_a_confirmed_sales_order(self):
        binding = self.pull(order(item("MUG", "20.0", 2, shipping="4.99")))
        self.assert_no_failed_job()
        sale = binding.odoo_id
        self.assertEqual(sale.state, "sale")
        self.assertEqual(binding.import_state, "imported")
        self.assertEqual(str(sale.date_order), "2026-05-03 18:01:11")
        self.assertAlmostEqual(sale.amount_total, 24.99)
        self.assertEqual(sale.currency_id.name, "EUR")
        goods, shipping = sale.order_line
        self.assertEqual(goods.product_id, self.mug)
        self.assertEqual((goods.product_uom_qty, goods.price_unit), (2, 10.0))
        self.assertEqual(shipping.product_id, self.backend.shipping_product_id)
        self.assertEqual(goods.ebay_line_id, binding.line_ids)
        self.assertEqual(sale.partner_id.name, "Jörg Müßig")
        self.assertEqual(sale.source_id.name, "eBay")
        self.assertEqual(sale.medium_id.name, "eBay")
        self.assertEqual(sale.team_id.name, "eBay")
        self.assertEqual(binding.payment_method, "EBAY")
        self.assertTrue(binding.payment_reference)
        self.assertEqual(str(binding.paid_at), "2026-05-03 18:01:11")
        self.assertEqual(str(sale.commitment_date), "2026-06-22 04:59:59")
        partners = binding.buyer_id | binding.address_id
        for record in (binding, *binding.line_ids, *partners):
            self.assertTrue(record.sync_date, record)

    def test_imported_twice_nothing_is_written(self):
        data = order(), order()
        self.pull(*data)
        with self.assert_no_order_write():
            bindings = self.pull(*data)
        self.assertEqual(len(bindings), 2)
        self.assertEqual(len(bindings.odoo_id), 2)

    def test_both_numbers_find_the_same_order(self):
        data = order(legacyOrderId="395000000010-2001")
        binding = self.pull(data)
        del self.ebay[data["orderId"]]
        self.put(changed(data, orderId="395000000010-2001"))
        self.backend.import_order("395000000010-2001")
        self.run_jobs()
        self.assert_no_failed_job()
        found = self.env["ebay.sale.order"].search(
            [("backend_id", "=", self.backend.id)]
        )
        self.assertEqual(found, binding)

    def test_a_bad_order_fails_alone_and_can_be_requeued(self):
        bad = order(item("MUG", "-5.0"))
        good = [order() for _number in range(5)]
        bindings = self.pull(*good, bad)
        self.assertEqual(len(bindings), 5)
        self.assertEqual(set(bindings.odoo_id.mapped("state")), {"sale"})
        failed = self.jobs("failed")
        self.assertEqual(len(failed), 1)
        self.assertIn("below zero", failed.exc_message)
        self.put(changed({**bad, "lineItems": [item("MUG", "5.0")]}))
        self.ebay[bad["orderId"]]["pricingSummary"]["total"]["value"] = "5.0"
        failed.requeue()
        self.run_jobs()
        self.assertEqual(self.bindings(bad).odoo_id.state, "sale")

    def small_pages(self):
        """Pages of four orders: what holds of four holds of two hundred."""
        module = "odoo.addons.connector_ebay_sale.components.order_import"
        name = f"{module}.order_batch_importer.PAGE_SIZE"
        self.startPatcher(patch(name, 4))

    def test_a_large_window_is_cut_into_pages(self):
        self.small_pages()
        data = [order(buyer=f"buyer-{number}") for number in range(10)]
        bindings = self.pull(*data)
        self.assert_no_failed_job()
        self.assertEqual(len(bindings), 10)
        self.assertEqual(self.calls, ["get_orders"] * 3, "a call a page, no more")

    def test_orders_that_move_between_pages_are_not_lost(self):
        self.small_pages()
        data = [order(buyer=f"buyer-{number}") for number in range(9)]
        self.put(*data)
        self.backend.import_orders()
        window = self.jobs("pending").filtered(
            lambda job: job.method_name == "import_window"
        )
        self.run_job(window)
        # Two of the first page change: they leave the window, others move up.
        newest = sorted(self.ebay.values(), key=lambda one: one["orderId"])
        for gone in newest[:2]:
            del self.ebay[gone["orderId"]]
        self.run_jobs()
        self.assertEqual(len(self.bindings(*self.ebay.values())), 7)

    def test_the_next_window_begins_where_the_last_ended(self):
        self.pull(order())
        first = self.env["ebay.run"].search([("flow", "=", "orders")])
        self.assertEqual(first.state, "done")
        self.backend.import_orders()
        second = self.env["ebay.run"].search([("flow", "=", "orders")]) - first
        self.assertLess(second.window_from, first.window_to)
        self.assertLess((first.window_to - second.window_from).total_seconds(), 3600)

    def test_unpaid_orders_wait_and_go_on_when_paid(self):
        data = order(orderPaymentStatus="PENDING")
        binding = self.pull(data)
        self.assertEqual(binding.import_state, "waiting")
        self.assertEqual(binding.odoo_id.state, "draft")
        self.pull(changed(data, orderPaymentStatus="PAID"))
        self.assertEqual(binding.odoo_id.state, "sale")

    def test_a_payment_on_hold_is_shipped_and_the_hold_is_shown(self):
        self.create_product("ART-1")
        data = load_case("paid_funds_held_until_tracking")
        binding = self.pull(data)
        self.assertEqual(binding.import_state, "imported")
        self.assertEqual(binding.odoo_id.state, "sale")
        self.assertTrue(binding.payment_hold)
        note = "NEW_SELLER, 2026-05-24, UPLOAD_TRACKING_INFO"
        self.assertEqual(binding.payment_hold_note, note)
        self.assertEqual(binding.odoo_id.ebay_payment_hold_note, note)
        after = changed(data)
        payment = after["paymentSummary"]["payments"][0]
        payment["paymentHolds"][0]["holdState"] = "RELEASED"
        self.pull(after)
        self.assertFalse(binding.payment_hold)
        self.assertFalse(binding.payment_hold_note)

    def test_a_value_never_seen_breaks_nothing(self):
        data = order(
            orderFulfillmentStatus="BEAMED", cancelStatus={"cancelState": "MAYBE"}
        )
        binding = self.pull(data)
        self.assert_no_failed_job()
        self.assertEqual(binding.fulfillment_state, "other")
        self.assertEqual(binding.cancel_state, "other")
        self.assertEqual(binding.odoo_id.state, "sale")

    def test_cancelled_before_it_came_in(self):
        binding = self.pull(order(cancelStatus={"cancelState": "CANCELED"}))
        self.assertEqual(binding.odoo_id.state, "cancel")
        self.assertEqual(binding.import_state, "cancelled")

    def test_finished_orders_are_skipped_if_so_set(self):
        self.backend.finished_orders = "skip"
        cancelled = order(cancelStatus={"cancelState": "CANCELED"})
        shipped = order(orderFulfillmentStatus="FULFILLED")
        self.assertFalse(self.pull(cancelled, shipped))

    def test_two_lines_of_one_item_stay_two(self):
        one, other = item("MUG", "20.0", 2), item("MUG", "10.0")
        other["legacyItemId"] = one["legacyItemId"]
        binding = self.pull(order(one, other))
        self.assertEqual(len(binding.line_ids), 2)
        self.assertEqual(len(binding.line_ids.odoo_id), 2)

    def test_combined_payment_takes_the_place_of_the_single_orders(self):
        first = order(orderPaymentStatus="PENDING")
        second = order(orderPaymentStatus="PENDING")
        singles = self.pull(first, second)
        combined = order(*first["lineItems"], *second["lineItems"])
        binding = self.pull(combined)
        self.assertEqual(binding.odoo_id.state, "sale")
        self.assertEqual(len(binding.line_ids), 2)
        self.assertEqual(set(singles.mapped("import_state")), {"merged"})
        self.assertEqual(set(singles.odoo_id.mapped("state")), {"cancel"})

    def assert_no_order_write(self):
        guard = self.assert_no_catalogue_write()
        tables = ("sale_order", "ebay_sale", "res_partner", "ebay_res", "stock_")
        module = "odoo.addons.connector_ebay.tests.common.CATALOGUE_TABLES"
        self.startPatcher(patch(module, tables))
        return guard
