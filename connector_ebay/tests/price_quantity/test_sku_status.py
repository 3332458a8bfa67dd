# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import new_test_user

from ..export_case import ExportCase
from ..listing_case import MUG


class TestSkuStatus(ExportCase):
    """The status of a SKU is what is true now."""

    def setUp(self):
        super().setUp()
        self.mug = self.list(**MUG)
        self.stock["MUG"] = 5
        self.sell_from_odoo()

    def status(self):
        self.env.invalidate_all()
        sync = self.sync("MUG")
        grouped = dict(
            self.env["ebay.sku.sync"]._read_group([], ["status"], ["__count"])
        )
        self.assertEqual(grouped, {sync.status: 1}, "groups tell the same")
        domain = [("status", "=", sync.status)]
        self.assertEqual(self.env["ebay.sku.sync"].search(domain), sync)
        others = [("status", "not in", [sync.status])]
        self.assertFalse(self.env["ebay.sku.sync"].search(others))
        return sync.status

    def test_in_sync_only_if_equal_and_nothing_is_pending(self):
        self.assertEqual(self.status(), "in_sync")
        self.change(MUG=1)
        self.assertEqual(self.sync("MUG").state, "in_sync", "nothing was compared yet")
        self.assertEqual(self.status(), "waiting")
        self.hasten()
        self.run_job(self.jobs("pending")[0])
        self.assertEqual(self.status(), "sending")
        self.run_jobs_late()
        self.assertEqual(self.status(), "in_sync")

    def test_without_a_pricelist_there_is_no_price_in_odoo(self):
        self.assertEqual(self.sync("MUG").wanted_price, 0.0)
        self.assertIn("No pricelist", self.sync("MUG").note)
        self.backend.pricelist_id = self.pricelist
        self.price_all(11)
        self.assertEqual(self.sync("MUG").wanted_price, 11.0)
        self.backend.pricelist_id = False
        self.run_jobs_late()
        self.assertEqual(self.sync("MUG").wanted_price, 0.0)

    def test_a_budget_that_is_used_up_is_no_sending(self):
        self.backend.push_budget = 1
        self.push(MUG=4)
        self.change(MUG=3)
        # Changes are collected for a moment first.
        for _turn in range(2):
            self.hasten()
            self.run_jobs()
        self.assertEqual(self.on_ebay(self.mug), 4)
        self.assertEqual(self.status(), "waiting_budget")
        self.assertIn("used up until", self.sync("MUG").note)

    def test_prices_wait_before_the_budget_is_used_up(self):
        """Prices leave the last fifth of the budget to what is more urgent."""
        self.backend.push_budget = 5
        self.change(MUG=4)
        self.sim.faults.add("ReviseInventoryStatus", "status", status=503)
        with self.quiet():
            self.hasten()
            self.run_jobs()
        used = {"push": (4, 5), "pull": (0, 0)}
        with patch.object(type(self.backend), "_budget_used", lambda backend: used):
            self.assertEqual(self.status(), "waiting_budget")
        used = {"push": (3, 5), "pull": (0, 0)}
        with patch.object(type(self.backend), "_budget_used", lambda backend: used):
            self.assertEqual(self.status(), "waiting")

    def test_a_batch_that_waits_is_no_sending(self):
        self.change(MUG=4)
        self.sim.faults.add("ReviseInventoryStatus", "status", status=503)
        with self.quiet():
            self.hasten()
            self.run_jobs()
        self.assertEqual(self.status(), "waiting")
        self.assertRegex(
            self.sync("MUG").note, r"^Waiting until .*\. eBay has a problem .*503"
        )

    def test_waiting_for_orders(self):
        sku = self.env["ebay.product.product"].search([])
        self.env["ebay.sku.mark"]._mark(sku, "orders", seconds=60)
        self.assertEqual(self.status(), "waiting_orders")

    def test_a_change_on_ebay_differs(self):
        self.push(MUG=4)
        listing = self.sim.seller.listing(self.mug.item_id)
        listing.available = 9
        listing.changed(self.sim.clock.now())
        self.import_changes()
        self.assertEqual(self.status(), "differs")
        self.assertIn("Changed on eBay to 9", self.sync("MUG").note)

    def test_refused_and_ended(self):
        self.sim.faults.add("ReviseInventoryStatus", "trading_error", code=21919188)
        self.push(MUG=3)
        self.assertEqual(self.status(), "error")
        self.assertTrue(self.sync("MUG").note)
        self.sync("MUG").action_try_again()
        self.assertEqual(self.status(), "waiting")
        self.run_jobs_late()
        self.sim.seller.end(self.mug.item_id)
        self.import_changes()
        self.assertEqual(self.status(), "off")

    def test_a_paused_account_says_so(self):
        self.change(MUG=3)
        self.backend.action_pause()
        self.assertEqual(self.status(), "waiting")
        self.assertEqual(self.sync("MUG").note, "The account is paused.")

    def test_the_product_shows_the_same_to_an_assistant(self):
        self.push(MUG=4)
        self.backend.pricelist_id = self.pricelist
        self.price_all(11)
        self.change(MUG=2)
        assistant = new_test_user(
            self.env, "assistant", "connector_ebay.group_ebay_user"
        )
        self.env.flush_all()
        product = self.products("MUG").with_user(assistant)
        for record in (product, product.product_tmpl_id):
            sku = record.ebay_sku_ids
            self.assertEqual(sku.sync_status, "waiting")
            self.assertTrue(sku.sync_note)
            self.assertEqual((sku.price, sku.odoo_price), (11.0, 11.0))
            self.assertEqual((sku.quantity, sku.odoo_quantity), (4, "4"))

    def test_reading_many_costs_no_query_for_each(self):
        for number in range(30):
            self.list(title="Cup", sku=f"C{number}", available=5)
            self.stock[f"C{number}"] = 5
        self.import_all()
        self.run_jobs_late()
        syncs = self.env["ebay.sku.sync"].search([])
        self.assertEqual(len(syncs), 31)
        self.change(**{f"C{number}": 4 for number in range(20)})
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        syncs.mapped("status")
        syncs.mapped("note")
        self.assertLess(self.env.cr.sql_log_count - before, 15)

    def test_a_pause_after_an_error_is_shown(self):
        sku = self.env["ebay.product.product"].search([])
        self.env["ebay.sku.mark"]._mark(sku, "check", seconds=300)
        mark = self.env["ebay.sku.mark"].search([])
        self.assertGreater(mark.due_at, fields.Datetime.now() + timedelta(minutes=4))
        self.assertEqual(self.status(), "waiting")
        self.assertIn("Waiting until", self.sync("MUG").note)
