# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import inspect
from datetime import timedelta

from odoo import fields

from odoo.addons.queue_job.job import Job

from ...ebay_client import EbayClient, Environment
from ...ebay_client.lanes import FREE_APIS, READING, WRITING, lane
from ...exceptions import EbayBudgetWait
from ..common import EbayCase


class TestBudget(EbayCase):
    """Scheduled reading and all writing stay within their budgets."""

    def take(self, lane, number=1, **context):
        """Take calls out of a budget as a job with this context does."""
        backend = self.backend.with_context(**context)
        with backend.work_on("ebay.backend") as work:
            with work.ebay_budget.calling(lane):
                for _call in range(number):
                    work.ebay_budget.admit()

    def let_time_pass(self, seconds):
        """Move all calls and jobs in line into the past."""
        self.env.flush_all()
        self.env.cr.execute(
            """
            UPDATE ebay_api_budget SET
                taken_at = taken_at - %(seconds)s * interval '1 second',
                asked_at = asked_at - %(seconds)s * interval '1 second',
                due_at = due_at - %(seconds)s * interval '1 second'
            """,
            {"seconds": seconds},
        )
        self.env.invalidate_all()

    def job(self, name, kind="export"):
        """Return the uuid of a waiting job that the schedule has started."""
        delayed = self.backend.with_context(ebay_trigger="schedule")._ebay_delay(
            kind, name
        )
        return delayed.push_offers().uuid

    def ask(self, uuid, number=1, lane="push", **context):
        """Run a job that makes so many calls; return the seconds it has to wait."""
        self.env.flush_all()
        try:
            self.take(lane, number, job_uuid=uuid, ebay_trigger="schedule", **context)
        except EbayBudgetWait as error:
            return error.seconds
        return 0

    def test_the_schedule_reads_within_its_budget(self):
        self.backend.pull_budget = 3
        self.take("pull", 3, ebay_trigger="schedule")
        with self.assertRaises(EbayBudgetWait) as caught:
            self.take("pull", ebay_trigger="schedule")
        self.assertGreater(caught.exception.seconds, 590)
        self.assertLess(caught.exception.seconds, 610)
        self.assertEqual(self.backend._budget_used()["pull"], (3, 3))

    def test_people_and_notifications_read_without_it(self):
        self.backend.pull_budget = 1
        self.take("pull", 5)
        self.take("pull", 5, ebay_trigger="person")
        self.take("pull", 5, ebay_trigger="webhook")
        self.assertEqual(self.backend._budget_used()["pull"], (0, 1))

    def test_what_is_read_in_order_to_write_is_no_scheduled_reading(self):
        self.backend.pull_budget = 1
        self.take("pull", 5, ebay_trigger="schedule", ebay_writes=True)
        self.assertEqual(self.backend._budget_used()["pull"], (0, 1))

    def test_writing_counts_unless_a_person_starts_it(self):
        self.backend.push_budget = 2
        self.take("push", 5, ebay_trigger="person")
        self.take("push", 2)
        with self.assertRaises(EbayBudgetWait):
            self.take("push")
        with self.assertRaises(EbayBudgetWait):
            self.take("push", ebay_trigger="schedule")

    def test_no_limit(self):
        self.backend.write({"pull_budget": 0, "push_budget": 0})
        self.take("pull", 100, ebay_trigger="schedule")
        self.take("push", 100)

    def test_low_priority_leaves_a_fifth(self):
        self.backend.push_budget = 5
        self.take("push", 4, ebay_low_priority=True)
        with self.assertRaises(EbayBudgetWait):
            self.take("push", ebay_low_priority=True)
        self.take("push")

    def test_calls_are_free_again_after_ten_minutes(self):
        self.backend.push_budget = 2
        self.take("push", 2)
        self.let_time_pass(610)
        self.take("push", 2)
        self.assertEqual(self.backend._budget_used()["push"], (2, 2))

    def test_jobs_keep_what_started_them(self):
        scheduled = self.backend.with_context(ebay_trigger="schedule")
        scheduled.import_categories()
        [job] = self.jobs("pending")
        self.assertEqual(job.ebay_trigger, "schedule")
        self.backend.pull_budget = 1
        self.run_jobs()
        self.assertEqual((job.state, job.retry), ("pending", 0))
        self.assertEqual(self.backend._budget_used()["pull"], (1, 1))
        job.unlink()
        self.backend.import_categories()
        self.assertEqual(self.jobs("pending").ebay_trigger, "person")
        self.run_jobs()
        self.assertFalse(self.jobs("pending", "failed"))

    # === A LARGER BUDGET ===

    def wait_for_the_budget(self):
        """Return two jobs of the schedule; the second waits for a budget of one."""
        self.backend.push_budget = 1
        jobs = self.jobs().browse()
        for name in "ab":
            uuid = self.job(name)
            job = self.jobs(uuid=uuid)
            seconds = self.ask(uuid)
            if seconds:
                job.eta = fields.Datetime.now() + timedelta(seconds=seconds)
            jobs += job
        self.assertFalse(jobs[0].eta)
        self.assertTrue(jobs[1].eta)
        return jobs

    def test_a_larger_budget_wakes_who_waits_for_it(self):
        waiting = self.wait_for_the_budget()[1]
        self.backend.push_budget = 2
        self.assertFalse(waiting.eta)
        self.assertEqual(self.ask(waiting.uuid), 0)

    def test_no_limit_wakes_all(self):
        waiting = self.wait_for_the_budget()[1]
        self.backend.push_budget = 0
        self.assertFalse(waiting.eta)
        self.assertFalse(self.env["ebay.api.budget"].search([("taken_at", "=", False)]))

    def test_other_changes_wake_nobody(self):
        waiting = self.wait_for_the_budget()[1]
        self.backend.pull_budget = 100
        self.assertTrue(waiting.eta)
        self.backend.push_budget = 1
        self.assertTrue(waiting.eta)

    # === IN LINE ===

    def test_jobs_come_in_the_order_in_which_they_asked(self):
        self.backend.push_budget = 2
        self.take("push")
        self.let_time_pass(300)
        self.take("push")
        first, second, third = (self.job(name) for name in "abc")
        self.assertAlmostEqual(self.ask(first), 302, delta=2)
        self.assertAlmostEqual(self.ask(second), 602, delta=2)
        self.assertAlmostEqual(self.ask(third), 904, delta=2)
        self.let_time_pass(303)
        self.assertGreater(self.ask(second), 0, "the first job's turn")
        self.assertEqual(self.ask(first), 0)
        self.assertGreater(self.ask(second), 0)
        self.assertGreater(self.ask(third), 0)
        self.let_time_pass(300)
        self.assertGreater(self.ask(third), 0)
        self.assertEqual(self.ask(second), 0)
        self.assertGreater(self.ask(third), 0)

    def test_sold_out_comes_first(self):
        self.backend.push_budget = 1
        self.take("push")
        prices, zero = self.job("prices"), self.job("zero", "export_zero")
        self.ask(prices)
        self.ask(zero)
        self.let_time_pass(603)
        self.assertGreater(self.ask(prices), 0)
        self.assertEqual(self.ask(zero), 0)

    def test_nobody_waits_for_ever(self):
        """Whoever waits for two windows comes before what is more urgent."""
        self.backend.push_budget = 1
        self.take("push")
        old = self.job("old", "export_price")
        self.ask(old, ebay_low_priority=True)
        self.let_time_pass(1250)
        self.take("push")
        zero = self.job("zero", "export_zero")
        self.ask(zero)
        self.ask(old, ebay_low_priority=True)
        self.let_time_pass(603)
        self.assertGreater(self.ask(zero), 0)
        self.assertEqual(self.ask(old, ebay_low_priority=True), 0)

    def test_a_job_that_never_comes_blocks_nobody(self):
        self.backend.push_budget = 1
        self.take("push")
        gone, cancelled, other = (self.job(name) for name in "abc")
        self.ask(gone)
        self.ask(cancelled)
        self.jobs(uuid=cancelled).state = "cancelled"
        self.env.flush_all()
        self.let_time_pass(603)
        self.assertGreater(self.ask(other), 0)
        self.let_time_pass(2000)
        self.assertEqual(self.ask(other), 0)

    def test_a_job_with_several_calls_gets_them_together(self):
        """It would else begin from the start for ever, a call at a time."""
        self.backend.push_budget = 3
        self.take("push", 2)
        job = self.job("three")
        self.assertGreater(self.ask(job, 3), 500)
        self.assertEqual(self.backend.push_used, 3)
        self.let_time_pass(601)
        self.env.invalidate_all()
        self.assertGreater(self.ask(job, 3), 0, "the third call is younger")
        self.let_time_pass(5)
        self.assertEqual(self.ask(job, 3), 0)
        self.env.invalidate_all()
        self.assertEqual(self.backend.push_used, 3)

    def test_a_job_larger_than_the_budget_begins_with_an_empty_window(self):
        self.backend.push_budget = 2
        job = self.job("five")
        tries = 0
        while self.ask(job, 5):
            tries += 1
            self.assertLess(tries, 9)
            self.let_time_pass(603)
        self.assertGreater(tries, 1)

    def test_what_was_taken_and_not_used_is_given_back(self):
        self.backend.push_budget = 3
        with self.backend.work_on("ebay.export.batch") as work:
            work.ebay_budget.check("push")
            self.assertEqual(self.backend.push_used, 1)
        self.env.invalidate_all()
        self.assertEqual(self.backend.push_used, 0)

    def test_a_person_takes_a_waiting_job_over(self):
        self.backend.push_budget = 1
        self.take("push")
        job = self.job("offers")
        self.assertGreater(self.ask(job), 0)
        self.backend._ebay_by_person()._enqueue_comparison()
        self.assertEqual(self.jobs(uuid=job).ebay_trigger, "person")
        context = Job.load(self.env, job).recordset.env.context
        self.assertEqual(context["ebay_trigger"], "person")

    def test_every_function_of_the_client_has_a_lane(self):
        client = EbayClient(Environment.production(), None, None, None)
        for api, module in vars(client).items():
            if not hasattr(module, "api") or api in FREE_APIS:
                continue
            for name, _function in inspect.getmembers(module, inspect.ismethod):
                if name.startswith("_"):
                    continue
                self.assertTrue(name.startswith(WRITING + READING), f"{api}.{name}")
        self.assertEqual(lane("inventory", "bulk_update_price_quantity"), "push")
        self.assertEqual(lane("trading", "revise_inventory_status"), "push")
        self.assertEqual(lane("fulfillment", "create_shipping_fulfillment"), "push")
        self.assertEqual(lane("fulfillment", "get_orders"), "pull")
        self.assertEqual(lane("media", "create_image_from_file"), "")
