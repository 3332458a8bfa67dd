# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import fields

from ...tools.stored_text import StoredText
from ..common import REFUSAL, EbayCase

CALL = "getDefaultCategoryTreeId"


class TestJobStates(EbayCase):
    """What a job says about itself, and which failures are over."""

    def setUp(self):
        super().setUp()
        self.backend.connect()

    def run_categories(self):
        """Enqueue the import of categories and run it once; return its job."""
        self.backend.import_categories()
        job = self.jobs("pending")
        with self.quiet():
            self.run_jobs()
        return job

    def refuse(self, **options):
        self.sim.faults.add(
            CALL,
            "status",
            status=400,
            body=REFUSAL,
            mimetype="application/json",
            **options,
        )

    # === STATE IN WORDS ===

    def test_a_job_that_is_tried_again_says_how_often_and_when(self):
        self.sim.faults.add(CALL, "status", status=500)
        job = self.run_categories()
        self.env.user.tz = "UTC"
        time = fields.Datetime.now() + timedelta(minutes=3)
        job.eta = time.replace(hour=23, minute=59, second=30)
        self.assertRegex(
            job.ebay_state_text, r"^Retrying \(1 of 9, next at 11:59\sPM\)$"
        )
        self.assertEqual(
            job.ebay_message, "eBay has a problem at the moment (HTTP 500)."
        )
        job.eta = False
        self.assertEqual(job.ebay_state_text, "Retrying (1 of 9, now)")

    def test_a_job_that_waits_for_ebay_says_until_when(self):
        self.sim.faults.add(CALL, "throttled")
        job = self.run_categories()
        self.assertEqual(job.retry, 0)
        self.assertRegex(job.ebay_state_text, "^Waiting until ")

    def test_a_job_that_has_given_up_says_why(self):
        self.sim.faults.add(CALL, "status", status=503, count=0)
        job = self.run_categories()
        for _turn in range(9):
            self.hasten()
            with self.quiet():
                self.run_jobs()
        self.assertEqual(job.state, "failed")
        self.assertEqual(job.ebay_state_text, "Failed after 9 tries")
        self.assertEqual(
            job.ebay_message,
            "Given up after 9 tries: eBay has a problem at the moment (HTTP 503).",
        )
        self.env["res.lang"]._activate_lang("pl_PL")
        self.assertNotIn("at the moment", job.with_context(lang="pl_PL").ebay_message)

    def test_a_conflict_of_two_workers_is_said_in_plain_words(self):
        job = self.run_categories()
        job.write(
            {
                "state": "pending",
                "result": "ERROR:  could not serialize access due to concurrent update",
                "ebay_texts": False,
            }
        )
        self.assertIn("Another worker", job.ebay_message)

    def test_a_result_is_shown_in_the_language_of_its_reader(self):
        self.env["res.lang"]._activate_lang("pl_PL")
        self.backend.import_categories()
        job = self.jobs("pending")
        text = StoredText.option(self.backend._fields["state"], "paused")

        def import_tree(_records, *_args):
            return text

        categories = type(self.env["ebay.product.category"])
        self.patch(categories, "import_tree", import_tree)
        self.run_jobs()
        self.assertEqual(job.state, "done", job.exc_message)
        self.assertEqual(job.result, "Paused")
        self.env["ir.model.fields.selection"].search(
            [("field_id.model", "=", "ebay.backend"), ("value", "=", "paused")]
        ).with_context(lang="pl_PL").name = "Wstrzymane"
        self.assertEqual(job.ebay_message, "Paused")
        self.assertEqual(job.with_context(lang="pl_PL").ebay_message, "Wstrzymane")

    # === FAILURES THAT ARE OVER ===

    def test_a_success_closes_the_failures_before_it(self):
        self.refuse(count=2)
        first, second = self.run_categories(), self.run_categories()
        # Both are one problem: the count is that of the problems, not of the tries.
        self.assertEqual((first | second).mapped("state"), ["cancelled", "failed"])
        self.assertEqual(self.backend.job_failed_count, 1)
        self.assertEqual(self.run_categories().state, "done")
        self.env.invalidate_all()
        self.assertEqual((first | second).mapped("state"), ["cancelled", "cancelled"])
        self.assertEqual(second.ebay_message, "Done by a later job.")
        self.assertEqual(self.backend.job_failed_count, 0)

    def test_a_success_does_not_touch_another_account(self):
        other = self.create_backend("Other Shop")
        other.connect()
        self.refuse()
        other.import_categories()
        with self.quiet():
            self.run_jobs()
        failed = self.jobs("failed")
        self.assertTrue(failed)
        self.run_categories()
        self.assertEqual(failed.state, "failed")

    def test_a_failure_stays_until_its_work_is_done(self):
        self.refuse(count=2)
        self.run_categories()
        self.run_categories()
        self.assertEqual(self.backend.job_failed_count, 1)
