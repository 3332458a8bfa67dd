# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from unittest.mock import patch

from odoo import fields

from odoo.addons.queue_job.exception import RetryableJobError

from ...components.price_quantity import batch_exporter
from ..export_case import ExportCase

REVISE = "ReviseInventoryStatus"
UPDATE = "bulkUpdatePriceQuantity"

#: Number of SKUs for five calls of the Trading API, two in each job but the last.
SKUS = 20


class TestExportJobs(ExportCase):
    """A job makes several calls, and no answer of eBay is lost if it fails."""

    def sell_many(self, number=SKUS, **values):
        listings = [
            self.list(title=f"T{one}", sku=f"T{one}", available=5)
            for one in range(number)
        ]
        self.sell_from_odoo(**values)
        return listings

    def sell_inventory(self, number):
        listings = [
            self.list(
                title=f"I{one}",
                sku=f"I{one}",
                available=5,
                channel="inventory",
                offer_id=f"9{one:09d}",
            )
            for one in range(number)
        ]
        self.sell_from_odoo()
        # The first time, the id of each offer is read from eBay.
        self.push(**{f"I{one}": 6 for one in range(number)})
        self.sim.requests.clear()
        return listings

    def plan(self, quantity, number=SKUS):
        """Return the jobs that send the changes, before they run."""
        self.change(**{f"T{one}": quantity for one in range(number)})
        self.run_job(self.jobs("pending", method_name="push_offers"))
        return self.jobs("pending", method_name="export_batch")

    def available(self, listings):
        return [self.on_ebay(one) for one in listings]

    # === BATCHES OF A JOB ===

    def test_several_calls_share_a_job_and_all_workers_have_one(self):
        self.sell_many(200)
        jobs = self.plan(3, 200)
        self.assertEqual([len(job.records) for job in jobs], [13, 13, 13, 11])
        self.run_jobs_late()
        self.assertEqual(self.sim.requests.count(REVISE), 50)

    def test_a_job_sends_200_skus_at_most(self):
        self.sell_many(1)
        with self.backend.work_on("ebay.backend") as work:
            builder = work.component(usage="batch.builder")
        batch = {"channel": "inventory", "lane": "quantity", "aged": False}
        batches = [{**batch, "lines": [None] * 25} for _one in range(80)]
        builder._assign_jobs(batches)
        groups = {}
        for one in batches:
            groups.setdefault(one["job_group"], []).append(one)
        self.assertEqual([len(group) for group in groups.values()], [8] * 10)

    def test_few_calls_do_not_wait_for_each_other(self):
        self.sell_many(16)
        self.assertEqual([len(job.records) for job in self.plan(3, 16)], [1] * 4)

    # === QUERIES OF A JOB ===

    def queries_of(self, job):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        job.records.with_env(self.env).export_batch()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_queries_of_a_job_of_the_inventory_api(self):
        self.sell_inventory(200)
        self.change(**{f"I{one}": 3 for one in range(200)})
        self.run_job(self.jobs("pending", method_name="push_offers"))
        jobs = self.jobs("pending", method_name="export_batch")
        self.assertEqual([len(job.records) for job in jobs], [2] * 4)
        queries = self.queries_of(jobs[0])
        self.assertEqual(self.sim.requests.count(UPDATE), 2)
        self.assertLess(queries, 35, "for 50 SKUs in two calls")

    def test_queries_of_a_job_of_the_trading_api(self):
        self.sell_many(200)
        job = self.plan(3, 200)[0]
        queries = self.queries_of(job)
        self.assertEqual(self.sim.requests.count(REVISE), 13)
        # Two of these for each call: the intent and the log of calls.
        self.assertLess(queries, 56, "for 52 SKUs in thirteen calls")

    def test_queries_of_a_comparison(self):
        self.sell_many(200)
        self.change(**{f"T{one}": 5 for one in range(200)})
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.backend.push_offers()
        self.env.flush_all()
        queries = self.env.cr.sql_log_count - before
        self.assertLess(queries, 60, "for 200 SKUs with nothing different")

    # === ERRORS BETWEEN CALLS ===

    def test_results_before_a_throttled_call_are_kept(self):
        listings = self.sell_many()
        [job, *_others] = self.plan(3)
        self.sim.faults.add(REVISE, "throttled", nth=2)
        with self.quiet():
            self.run_job(job)
        self.assertEqual(job.state, "done")
        self.assertEqual(self.available(listings).count(3), 4)
        self.assertEqual(len(self.lines("accepted")), 4)
        rest = self.jobs("pending", method_name="export_batch").filtered("eta")
        self.assertEqual(len(rest.records), 1)
        self.assertGreater(rest.eta, fields.Datetime.now())
        self.env["ebay.api.limit"].search([]).unlink()
        self.run_jobs_late()
        self.assertEqual(self.available(listings), [3] * SKUS)
        self.assertEqual(self.sim.requests.count(REVISE), 6, "one was throttled")

    def test_a_lost_answer_between_calls_is_read_back(self):
        listings = self.sell_many()
        [job, *_others] = self.plan(3)
        self.sim.faults.add(REVISE, "lost_answer", nth=2)
        self.run_job(job)
        self.assertEqual(len(self.lines("accepted")), 4)
        self.run_jobs_late()
        self.assertEqual(self.available(listings), [3] * SKUS)
        self.assertEqual(self.sim.requests.count(REVISE), 5, "none was sent twice")
        self.assertEqual(self.sim.requests.count("GetItem"), 4, "of the lost one")

    def test_a_value_that_changes_while_the_job_runs_is_not_sent(self):
        listings = self.sell_many()
        [job, *_others] = self.plan(3)
        late = job.records[1].line_ids.sku_id[0].ebay_sku
        with self.backend.work_on("ebay.export.batch") as work:
            adapter = type(work.component_by_name("ebay.price.quantity.adapter"))
        revise = adapter.revise
        sent = []

        def meanwhile(component, statuses):
            if not sent:
                self.change(**{late: 1})
            sent.extend(row.quantity for row in statuses)
            return revise(component, statuses)

        self.patch(adapter, "revise", meanwhile)
        self.run_job(job)
        self.assertEqual(len(sent), 7)
        self.assertEqual(self.lines("dropped").sku_id.ebay_sku, late)
        self.run_jobs_late()
        self.assertEqual(sorted(self.available(listings)), [1] + [3] * (SKUS - 1))

    def test_died_after_some_calls(self):
        """The answers are stored, except the last, which is read back."""
        listings = self.sell_many()
        [job, *_others] = self.plan(3)
        with self.backend.work_on("ebay.export.batch") as work:
            exporter = type(
                work.component_by_name("ebay.price.quantity.batch.exporter")
            )
        intents = self.env["ebay.export.intent"]
        with (
            patch.object(
                exporter, "_record_results", side_effect=RetryableJobError("Dead")
            ),
            patch.object(type(intents), "_commit_answer"),
        ):
            self.run_job(job)
        found = intents.search([("batch_id", "in", job.records.ids)])
        self.assertEqual([bool(one.answer) for one in found], [True, False])
        self.assertEqual(len(self.lines("accepted")), 0)
        self.sim.requests.clear()
        self.run_job(job)
        self.assertEqual(self.sim.requests.count(REVISE), 0)
        self.assertEqual(self.sim.requests.count("GetItem"), 4)
        self.assertEqual(len(self.lines("accepted")), 8)
        self.run_jobs_late()
        self.assertEqual(self.available(listings), [3] * SKUS)

    def test_ebays_answer_is_kept_when_our_commit_fails(self):
        self.sell_many(4)
        [job] = self.plan(3, 4)
        self.sim.limits.refuse("T1", 21919188, "Selling limit exceeded.")
        with self.backend.work_on("ebay.export.batch") as work:
            exporter = type(
                work.component_by_name("ebay.price.quantity.batch.exporter")
            )
        with patch.object(
            exporter, "_record_results", side_effect=RetryableJobError("Dead")
        ):
            self.run_job(job)
        self.sim.requests.clear()
        self.run_job(job)
        self.assertFalse(self.sim.requests.calls(), "all is known")
        self.assertEqual(len(self.lines("accepted")), 3)
        self.assertIn("limit", self.lines("refused").message)

    def test_a_job_begins_no_call_after_its_time(self):
        listings = self.sell_many()
        [job, *_others] = self.plan(3)
        with patch.object(batch_exporter, "JOB_SECONDS", -1):
            self.run_job(job)
        self.assertEqual(len(self.lines("accepted")), 4)
        self.run_jobs_late()
        self.assertEqual(self.available(listings), [3] * SKUS)
        self.assertEqual(self.sim.requests.count(REVISE), 5)

    def test_the_budget_counts_the_calls_of_this_job(self):
        self.sell_many(push_budget=1)
        [job, *_others] = self.plan(3)
        self.run_job(job)
        self.assertEqual(self.sim.requests.count(REVISE), 1)
        self.assertEqual(len(self.lines("accepted")), 4)

    def test_a_comparison_that_has_just_ended_is_not_repeated(self):
        """It was committed after the transaction of this one had begun."""
        self.sell_many(4)
        self.change(**{f"T{one}": 3 for one in range(4)})
        batches = self.env["ebay.export.batch"]
        job = self.jobs("pending", method_name="push_offers")
        with patch.object(type(batches), "_newest_id", side_effect=[2, 1]):
            self.run_job(job)
        self.assertEqual((job.state, job.retry), ("pending", 0))
        self.assertFalse(self.lines())
        self.run_jobs_late()
        self.assertEqual(len(self.lines("accepted")), 4)

    def test_a_lost_job_is_enqueued_once(self):
        listings = self.sell_many()
        self.plan(3).unlink()
        self.env["ebay.export.batch"]._enqueue_lost()
        jobs = self.jobs("pending", method_name="export_batch")
        self.assertEqual(sorted(len(job.records) for job in jobs), [1, 2, 2])
        self.env["ebay.export.batch"]._enqueue_lost()
        self.assertEqual(len(self.jobs("pending", method_name="export_batch")), 3)
        self.run_jobs_late()
        self.assertEqual(self.available(listings), [3] * SKUS)

    def test_each_batch_knows_its_own_calls(self):
        self.sell_many()
        self.plan(3)
        self.run_jobs_late()
        batches = self.lines().batch_id
        calls = self.env["ebay.api.call"].search([("batch_id", "in", batches.ids)])
        self.assertEqual(len(calls), 5)
        self.assertEqual(calls.batch_id, batches)
        calls[0].request_id = "R1"
        self.assertEqual(calls[0].batch_id.request_ids, "R1")
        self.assertFalse(any((batches - calls[0].batch_id).mapped("request_ids")))
