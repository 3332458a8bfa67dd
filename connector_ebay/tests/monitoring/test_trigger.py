# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields
from odoo.tests import tagged

from ..export_case import ExportCase


@tagged("post_install", "-at_install")
class TestTrigger(ExportCase):
    """A job knows whether a person, the schedule or eBay has started it."""

    def trigger(self, **values):
        """Return what started the only job with these values."""
        job = self.jobs(**values)
        self.assertEqual(len(job), 1)
        return job.ebay_trigger

    def test_a_button_is_a_person(self):
        self.backend.with_context(ebay_trigger="person").import_listings()
        self.assertEqual(self.trigger(), "person")

    def test_a_scheduled_action_is_the_schedule(self):
        self.env["ebay.backend"]._cron_import_listings()
        self.assertEqual(self.trigger(), "schedule")

    def test_any_scheduled_action_is_the_schedule(self):
        self.backend.with_context(cron_id=1).import_listings()
        self.assertEqual(self.trigger(), "schedule")

    def test_follow_up_jobs_have_the_trigger_of_their_job(self):
        self.list(title="Mug", sku="MUG", available=5)
        self.env["ebay.backend"]._cron_import_all_listings()
        self.run_jobs()
        jobs = self.jobs()
        self.assertGreater(len(jobs), 1)
        self.assertEqual(set(jobs.mapped("ebay_trigger")), {"schedule"})

    def test_a_person_takes_over_what_the_schedule_has_begun(self):
        self.env["ebay.backend"]._cron_import_listings()
        self.hasten()
        self.backend.with_context(ebay_trigger="person").import_listings()
        self.assertEqual(self.trigger(), "person")

    def begin_by_schedule(self):
        """Let the schedule begin a full import, whose first job is running now."""
        self.list(title="Mug", sku="MUG", available=5)
        self.env["ebay.backend"]._cron_import_all_listings()
        job = self.jobs()
        job.write({"state": "started"})
        return job

    def test_a_person_joins_a_run_that_is_at_work(self):
        """Neither the job that runs nor what follows is counted or held any more."""
        first = self.begin_by_schedule()
        self.backend.import_listings()
        self.assertEqual(self.jobs(), first, "no second run")
        first.write({"state": "pending"})
        self.backend.pull_budget = 1
        self.run_jobs()
        self.assertEqual(set(self.jobs().mapped("state")), {"done"})
        self.assertEqual(set((self.jobs() - first).mapped("ebay_trigger")), {"person"})
        self.assertEqual(self.backend._budget_used()["pull"], (0, 1))

    def test_without_a_person_the_run_waits(self):
        self.begin_by_schedule().write({"state": "pending"})
        self.backend.pull_budget = 1
        self.run_jobs()
        [waiting] = self.jobs("pending")
        self.assertGreater(waiting.eta, fields.Datetime.now())
        self.backend.import_listings()
        self.run_jobs()
        self.assertEqual(set(self.jobs().mapped("state")), {"done"})

    def test_a_person_resumes_a_run_that_failed(self):
        self.begin_by_schedule().write({"state": "failed"})
        self.backend.pull_budget = 1
        self.backend.import_listings()
        self.run_jobs()
        self.assertEqual(set(self.jobs().mapped("state")), {"done"})
        self.assertEqual(set(self.jobs().mapped("ebay_trigger")), {"person"})

    def test_a_person_asks_for_what_is_about_to_begin(self):
        self.backend.pull_budget = 1
        self.env["ebay.backend"]._cron_import_listings()
        self.jobs().write({"state": "enqueued"})
        self.backend.import_listings()
        self.jobs().write({"state": "pending"})
        self.run_jobs()
        self.assertEqual(self.backend._budget_used()["pull"], (0, 1))

    def test_a_request_is_for_one_job(self):
        """What the schedule does the next day is the schedule's again."""
        self.backend.with_context(ebay_trigger="schedule").import_categories()
        job = self.jobs()
        job.write({"state": "enqueued"})
        self.backend.import_categories()
        requests = self.env["ebay.job.request"]
        self.assertTrue(requests._is_asked_for(job.uuid))
        job.write({"state": "done"})
        self.backend.with_context(ebay_trigger="schedule").import_categories()
        self.assertFalse(requests._is_asked_for((self.jobs() - job).uuid))

    def test_the_schedule_does_not_take_over(self):
        self.backend.import_listings()
        self.env["ebay.backend"]._cron_import_listings()
        self.assertEqual(self.trigger(), "person")

    def test_stock_changed_by_a_person_is_sent_automatically(self):
        self.list(title="Mug", sku="MUG", available=5)
        self.sell_from_odoo()
        self.jobs().unlink()
        self.change(MUG=2)
        self.run_jobs_late()
        self.assertEqual(set(self.jobs().mapped("ebay_trigger")), {"schedule"})

    def test_what_a_person_sends_is_not_automatic(self):
        self.list(title="Mug", sku="MUG", available=5)
        self.sell_from_odoo()
        self.jobs().unlink()
        self.sync("MUG").action_try_again()
        self.assertEqual(self.trigger(method_name="push_offers"), "person")
