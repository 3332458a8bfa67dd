# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import fields

from ...tools.flow_kinds import SCHEDULE_MINUTES
from ..common import EbayCase
from ..simulator import Catalogue


class TestFlows(EbayCase):
    """Rows of flows: created for every account, written by runs, read by schedules."""

    catalogue = Catalogue(3)

    def flow(self, name):
        return self.backend.flow_ids.filtered(lambda row: row.flow == name)

    def ago(self, **duration):
        return fields.Datetime.now() - timedelta(**duration)

    def test_an_account_has_a_row_for_each_flow(self):
        kinds = self.env["ebay.flow"]._kinds()
        self.assertEqual(set(self.backend.flow_ids.mapped("flow")), set(kinds))

    def test_the_schedule_looks_at_each_flow_every_five_minutes(self):
        """A flow's own interval decides, whatever Odoo's scheduled action is."""
        for name, kind in self.env["ebay.flow"]._kinds().items():
            action = self.env["ir.cron"].search(
                [("code", "=", f"model._cron_{kind.method}()")]
            )
            with self.subTest(flow=name):
                self.assertEqual(action.interval_type, "minutes")
                self.assertEqual(action.interval_number, SCHEDULE_MINUTES)

    def test_missing_rows_are_created_when_they_are_needed(self):
        self.flow("listings").unlink()
        self.env["ebay.backend"]._cron_import_listings()
        self.assertTrue(self.flow("listings").last_start_at)

    def test_a_run_records_its_start_and_its_success(self):
        self.backend.import_listings()
        self.assertTrue(self.flow("listings").last_start_at)
        self.assertFalse(self.flow("listings").last_success_at)
        self.run_jobs()
        self.assertTrue(self.flow("listings").last_success_at)
        self.assertIn("3 new", self.flow("listings").last_result)
        self.assertEqual(self.flow("listings").state, "ok")

    def test_the_schedule_starts_a_flow_once_in_its_interval(self):
        backends = self.env["ebay.backend"]
        backends._cron_import_listings()
        self.run_jobs()
        backends._cron_import_listings()
        self.assertFalse(self.jobs("pending"), "thirty minutes are not over")
        self.flow("listings").last_start_at = self.ago(minutes=30)
        backends._cron_import_listings()
        self.assertTrue(self.jobs("pending"))

    def test_the_schedule_never_overlaps(self):
        self.backend.import_listings()
        self.flow("listings").last_start_at = self.ago(days=1)
        self.env["ebay.backend"]._cron_import_listings()
        self.assertEqual(len(self.jobs("pending")), 1)
        self.assertEqual(len(self.backend.run_ids), 1)

    def test_a_flow_without_interval_is_never_started(self):
        self.flow("listings").interval = 0
        self.env["ebay.backend"]._cron_import_listings()
        self.assertFalse(self.jobs("pending"))
        self.assertEqual(self.flow("listings").state, "off")

    def test_a_flow_is_late_and_then_stopped(self):
        self.backend.connect()
        flow = self.flow("listings")
        for minutes, state in ((59, "ok"), (61, "late"), (181, "stopped")):
            flow.last_success_at = self.ago(minutes=minutes)
            self.env.invalidate_all()
            self.assertEqual(flow.state, state, f"{minutes} minutes")

    def test_a_run_that_gives_up_stays_failed_when_the_schedule_starts_it_again(self):
        self.backend.import_listings()
        job = self.jobs("pending")
        job.write({"state": "failed", "exc_message": "HTTP 500"})
        self.env.invalidate_all()
        self.assertEqual(self.flow("listings").state, "off", "never connected")
        self.assertEqual(self.flow("listings").last_error, "HTTP 500")
        self.flow("listings").last_start_at = self.ago(days=1)
        self.env["ebay.backend"]._cron_import_listings()
        self.assertEqual(job.state, "failed")
        self.assertEqual(len(self.jobs("pending")), 1)
        self.assertEqual(self.backend.job_failed_count, 1)

    def test_try_now_makes_the_waiting_job_due(self):
        self.backend.import_listings()
        job = self.jobs("pending")
        job.eta = fields.Datetime.now() + timedelta(hours=1)
        self.flow("listings").action_try_now()
        self.assertFalse(job.eta)
