# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
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
