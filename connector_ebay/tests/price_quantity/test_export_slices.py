# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta
from unittest.mock import patch

from odoo import fields

from ...components.core import base
from ...components.price_quantity import feed_exporter, planner
from ..export_case import ExportCase
from ..listing_case import SHIRTS


class TestExportSlices(ExportCase):
    """Very many SKUs are compared, sent and recorded in slices, here of two."""

    def setUp(self):
        super().setUp()
        self.startPatcher(patch.object(base, "SLICE", 2))

    def sell(self, number=7, **values):
        listings = [
            self.list(title=f"T{one}", sku=f"T{one}", available=5)
            for one in range(number)
        ]
        self.sell_from_odoo(**{"feed_threshold": 5, **values})
        return listings

    def on_shelf(self, quantity, number=7):
        return {f"T{one}": quantity for one in range(number)}

    # === EVERY SKU EXACTLY ONCE ===

    def test_all_slices_go_in_one_file(self):
        listings = self.sell()
        self.push(**self.on_shelf(3))
        self.assertEqual({self.on_ebay(one) for one in listings}, {3})
        self.assertEqual(self.sim.requests.count("createTask"), 1)
        self.assertEqual(self.lines().mapped("state"), ["accepted"] * 7)
        self.assertEqual(len(self.lines().sku_id), 7)
        syncs = self.env["ebay.sku.sync"].search([])
        self.assertEqual(set(syncs.mapped("accepted_quantity")), {3})
        self.assertEqual(set(syncs.mapped("state")), {"in_sync"})
        self.assertFalse(self.env["ebay.sku.mark"].search([]))

    def test_differences_in_some_slices(self):
        listings = self.sell()
        self.push(**self.on_shelf(5))
        self.sim.requests.clear()
        self.change(**{**self.on_shelf(5), "T0": 4, "T3": 4, "T6": 4})
        self.run_jobs_late()
        self.assertEqual([self.on_ebay(one) for one in listings], [4, 5, 5] * 2 + [4])
        self.assertEqual(self.sim.requests.count("ReviseInventoryStatus"), 1)

    def test_a_full_comparison_with_nothing_different_sends_nothing(self):
        self.sell()
        self.push(**self.on_shelf(5))
        self.sim.requests.clear()
        self.backend.export_all_offers()
        self.run_jobs_late()
        self.assertEqual(self.sim.requests.calls().keys() - {"getOrders"}, set())
        self.assertFalse(self.lines())

    def test_a_file_that_fails_is_sent_again_as_a_whole(self):
        listings = self.sell()
        self.sim.feed.next_outcome = "FAILED"
        self.push(**self.on_shelf(3))
        self.assertEqual({self.on_ebay(one) for one in listings}, {3})
        self.assertEqual(
            sorted(self.lines().mapped("state")), ["accepted"] * 7 + ["retry"] * 7
        )

    def test_skus_of_the_inventory_api_do_not_wait_for_files(self):
        listings = [*self.sell(), self.list_inventory(1)]
        self.import_all()
        self.change(**self.on_shelf(3), I1=3)
        self.jobs("pending", method_name="push_offers").unlink()
        self.backend.push_offers()
        self.assertEqual(set(self.lines().batch_id.mapped("channel")), {"feed"})
        self.run_job(self.jobs("pending", method_name="push_offers"))
        self.assertIn("I1", self.lines().sku_id.mapped("ebay_sku"))
        self.run_jobs_late()
        self.assertEqual({self.on_ebay(one) for one in listings}, {3})

    # === CHECKS OVER ALL SLICES ===

    def test_the_guard_counts_all_slices(self):
        """If each slice were checked by itself, the first would be sent."""
        listings = self.sell(10, guard_zero=60)
        self.sim.seller.out_of_stock_control = True
        self.push(**self.on_shelf(0, 10))
        self.assertEqual({self.on_ebay(one) for one in listings}, {5})
        syncs = self.env["ebay.sku.sync"].search([])
        self.assertEqual(set(syncs.mapped("hold_reason")), {"zero"})
        self.push(**self.on_shelf(2, 10))
        self.assertEqual({self.on_ebay(one) for one in listings}, {2})
        self.assertEqual(set(syncs.mapped("hold_reason")), {False})

    def test_variations_in_several_slices_keep_their_listing(self):
        self.sell()
        shirts = self.list(**SHIRTS)
        self.import_all()
        self.run_jobs_late()
        self.sim.seller.out_of_stock_control = False
        self.push(**self.on_shelf(3), **{"TS-B-M": 0, "TS-B-L": 0, "TS-R-M": 0})
        self.assertEqual(self.on_ebay(shirts, "TS-R-M"), 7, "else eBay would end it")
        self.assertEqual(self.on_ebay(shirts, "TS-B-L"), 1)
        self.push(**self.on_shelf(4), **{"TS-B-M": 0, "TS-B-L": 0, "TS-R-M": 1})
        self.assertEqual(self.on_ebay(shirts, "TS-B-L"), 0)

    def test_skus_of_an_inventory_item_are_compared_together(self):
        """Also if only one of them fits into the plan."""
        self.list_inventory(1)
        self.list_inventory(2)
        self.sell_from_odoo()
        skus = self.env["ebay.product.product"].search([])
        skus.ebay_sku = "I1"
        with patch.object(planner, "PLAN_SIZE", 1):
            self.change(I1=2)
            self.run_job(self.jobs("pending", method_name="push_offers"))
        self.assertEqual(self.lines("pending").sku_id, skus)
        self.assertEqual(len(self.lines("pending").batch_id), 1)

    def test_a_plan_of_calls_is_one_slice(self):
        """Otherwise the SKUs of an inventory item could be in two slices."""
        self.assertLessEqual(planner.PLAN_SIZE, 2500)


class TestExportFileCost(ExportCase):
    """The calls, checks and queries that a file costs."""

    def sell(self, number):
        listings = [
            self.list(title=f"T{one}", sku=f"T{one}", available=5)
            for one in range(number)
        ]
        self.sell_from_odoo(feed_threshold=5)
        return listings

    def plan(self, number):
        self.change(**{f"T{one}": 3 for one in range(number)})
        self.run_job(self.jobs("pending", method_name="push_offers"))
        return self.jobs("pending", method_name="export_batch")

    def in_time(self, limit=20):
        """Run the jobs of the export, each at its time on eBay's clock."""
        for _turn in range(limit):
            job = self.jobs("pending", method_name="export_batch")[:1]
            if not job:
                return
            if job.eta:
                pause = (job.eta - fields.Datetime.now()).total_seconds()
                self.sim.clock.advance(max(0, pause))
            self.run_job(job)
        self.fail("the file never ends")

    def test_a_file_is_four_calls(self):
        """So 50,000 SKUs of four marketplaces are 16 calls."""
        listings = self.sell(8)
        self.plan(8)
        self.in_time()
        self.assertEqual({self.on_ebay(one) for one in listings}, {3})
        calls = self.sim.requests.calls()
        self.assertEqual(
            {name: number for name, number in calls.items() if name != "getOrders"},
            {"createTask": 1, "uploadFile": 1, "getTask": 1, "getResultFile": 1},
        )

    def test_a_slow_file_is_not_checked_for_ever(self):
        self.sell(8)
        job = self.plan(8)
        self.run_job(job)
        batch = job.records
        began, looks = fields.Datetime.now(), 0
        with (
            self.backend.work_on("ebay.export.batch") as work,
            patch.object(type(batch), "_enqueue") as enqueue,
        ):
            exporter = work.component(usage="feed.exporter")
            waited = timedelta()
            while waited < feed_exporter.DEADLINE:
                exporter._check_later(batch, "")
                waited += timedelta(seconds=enqueue.call_args.kwargs["seconds"])
                looks += 1
        self.assertLessEqual(looks, 45, f"looks from {began} on")

    def test_a_large_file_is_given_more_time(self):
        self.sell(8)
        batch = self.plan(8).records
        with (
            self.backend.work_on("ebay.export.batch") as work,
            patch.object(type(batch), "_enqueue") as enqueue,
        ):
            exporter = work.component(usage="feed.exporter")
            pauses = []
            for size in (10, 25000):
                batch.write({"size": size, "feed_checks": 0})
                exporter._check_later(batch, "")
                pauses.append(enqueue.call_args.kwargs["seconds"])
        self.assertEqual(pauses, [30, 130])

    def test_a_file_that_is_too_large_is_divided(self):
        listings = self.sell(8)
        self.plan(8)
        with patch.object(feed_exporter, "MAX_UPLOAD_BYTES", 2000):
            self.run_jobs_late()
        self.assertEqual({self.on_ebay(one) for one in listings}, {3})
        self.assertEqual(self.sim.requests.count("createTask"), 2)
        self.assertFalse(self.lines("pending"))

    def test_queries_of_a_file(self):
        """Neither sending a file nor its failure costs a query for each row."""
        self.sell(60)
        [job] = self.plan(60)
        self.assertLess(self.queries_of(job), 35)
        self.hasten()
        batch = job.records
        task = self.env["ebay.export.intent"].search([("batch_id", "=", batch.id)])
        self.sim.feed.tasks[task.task_id].looks = 2
        self.sim.feed.tasks[task.task_id].outcome = "FAILED"
        [job] = self.jobs("pending", method_name="export_batch")
        self.assertLess(self.queries_of(job), 50)
        self.assertEqual(set(self.lines().mapped("state")), {"retry"})

    def queries_of(self, job):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.run_job(job)
        return self.env.cr.sql_log_count - before
