# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import fields

from ..common import EbayCase


class WatcherCase(EbayCase):
    """What the scheduled action finds in the database."""

    def setUp(self):
        super().setUp()
        self.backend.connect()
        self.env["ebay.api.call"].search([]).unlink()

    def watch(self):
        """Run the scheduled action; return the codes of the open alerts."""
        self.env.flush_all()
        self.env["ebay.alert"]._cron_watch()
        self.env.invalidate_all()
        return sorted(self.backend.alert_ids.mapped("code"))

    def alert(self, code):
        return self.backend.alert_ids.filtered(lambda alert: alert.code == code)

    def call(self, status, number=1, minutes=1, api="fulfillment", **values):
        """Insert calls that ended so many minutes ago."""
        called_at = fields.Datetime.now() - timedelta(minutes=minutes)
        self.env["ebay.api.call"].create(
            [
                {
                    "backend_id": self.backend.id,
                    "called_at": called_at,
                    "api_name": api,
                    "method": "GET",
                    "endpoint": "/order",
                    "status": status,
                    "duration": 100,
                    "error": values.get("error") or (status >= 400 and "refused"),
                    **values,
                }
                for _number in range(number)
            ]
        )


class TestCallWatcher(WatcherCase):
    def test_refused_calls_in_a_row_open_an_alert_and_a_success_closes_it(self):
        self.call(401, 2)
        self.assertEqual(self.watch(), [])
        self.call(401)
        self.assertEqual(self.watch(), ["unauthorized"])
        self.assertEqual(self.alert("unauthorized").count, 3)
        self.assertEqual(self.alert("unauthorized").severity, "error")
        self.call(200, minutes=0)
        self.assertEqual(self.watch(), [])

    def test_a_success_of_another_api_does_not_end_the_series(self):
        self.call(401, 3)
        self.call(200, minutes=0, api="identity")
        self.assertEqual(self.watch(), ["unauthorized"])

    def test_an_expired_token_now_and_then_is_no_series(self):
        for minutes in range(20, 0, -2):
            self.call(401, minutes=minutes)
            self.call(200, minutes=minutes - 1)
        self.assertEqual(self.watch(), [])

    def test_later_refusals_are_counted_and_others_not_again(self):
        self.call(401, 3)
        self.watch()
        self.watch()
        self.assertEqual(self.alert("unauthorized").count, 3)
        self.call(401, 2, minutes=-1)
        self.watch()
        self.assertEqual(self.alert("unauthorized").count, 5)

    def test_the_number_of_refusals_is_a_setting(self):
        self.backend.alert_calls_in_row = 5
        self.call(401, 4)
        self.assertEqual(self.watch(), [])
        self.call(401)
        self.assertEqual(self.watch(), ["unauthorized"])

    def test_throttled_calls_in_a_row(self):
        self.call(429, 3)
        self.assertEqual(self.watch(), ["throttled"])
        action = self.alert("throttled").action_open()
        calls = self.env["ebay.api.call"].search(action["domain"])
        self.assertEqual(len(calls), 3)
        self.call(200, minutes=0)
        self.assertEqual(self.watch(), [])

    def test_a_paused_account_raises_no_alarm(self):
        self.call(401, 3)
        self.call(429, 3)
        self.call(500, 9)
        self.backend.action_pause()
        self.assertEqual(self.watch(), [])

    def test_a_high_rate_of_errors(self):
        self.call(500, 4, error="HTTP 503 Service Unavailable")
        self.assertEqual(self.watch(), [], "too few calls to say so")
        self.call(0)
        self.assertEqual(self.watch(), ["errors"])
        self.call(500, error="HTTP 503 Service Unavailable", minutes=-1)
        self.watch()
        alert = self.alert("errors")
        self.assertIn("6 of 6 calls", alert.message)
        self.assertIn("HTTP 503", alert.message)
        self.assertEqual(alert.count, 6)
        self.call(200, 20)
        self.assertEqual(self.watch(), [])

    def test_refusals_of_bad_data_are_no_errors_of_ebay(self):
        self.call(400, 10)
        self.assertEqual(self.watch(), [])

    def test_the_rate_of_errors_is_a_setting(self):
        self.call(500, 5)
        self.backend.alert_error_rate = 0
        self.assertEqual(self.watch(), [])


class TestSlowWatcher(WatcherCase):
    def setUp(self):
        super().setUp()
        self.call(200, 200, minutes=3 * 24 * 60, duration=300)

    def test_slower_than_the_last_week(self):
        self.call(200, 19, duration=1500)
        self.assertEqual(self.watch(), [], "too few calls to say so")
        self.call(200, 6, duration=1500)
        self.assertEqual(self.watch(), ["slow"])
        self.assertIn("within 0.3 s", self.alert("slow").message)
        self.assertIn("within 1.5 s", self.alert("slow").message)
        self.call(200, 600, duration=200)
        self.assertEqual(self.watch(), [])

    def test_the_week_is_read_from_the_sums_by_hour(self):
        """A week has many calls, which are summed up."""
        hours = self.env["ebay.api.call.hour"]
        hours.search([]).unlink()
        hours.create(
            {
                "backend_id": self.backend.id,
                "hour": fields.Datetime.now() - timedelta(days=2),
                "status": 200,
                "calls": 500,
                **{f"within_{ms}": 500 for ms in (2500, 5000, 10000, 30000)},
            }
        )
        self.call(200, 30, duration=1500)
        self.assertEqual(self.watch(), [], "usual are up to 2.5 s")
        hours.search([]).within_1000 = 500
        self.assertEqual(self.watch(), [], "usual are up to 1 s")
        hours.search([]).write({"within_100": 500, "within_250": 500})
        hours.search([]).write({"within_500": 500})
        self.assertEqual(self.watch(), ["slow"])

    def test_the_factor_is_a_setting(self):
        self.call(200, 30, duration=1500)
        self.backend.alert_slow_factor = 6
        self.assertEqual(self.watch(), [])
        self.backend.alert_slow_factor = 0
        self.assertEqual(self.watch(), [])

    def test_an_account_that_is_always_slow_is_no_alarm(self):
        self.call(200, 200, minutes=2 * 24 * 60, duration=1400)
        self.call(200, 30, duration=1500)
        self.assertEqual(self.watch(), [])

    def test_fast_calls_that_become_less_fast_are_no_alarm(self):
        self.call(200, 30, duration=999)
        self.assertEqual(self.watch(), [])


class TestCallAlerts(EbayCase):
    """Alerts that open where it happens, with the calls of real jobs."""

    def open_codes(self):
        self.env.invalidate_all()
        return self.backend.alert_ids.mapped("code")

    def enqueue(self):
        self.backend.connect()
        self.sim.requests.clear()
        self.backend.import_categories()

    def test_throttling_opens_it_at_once_and_it_closes_when_ebay_answers(self):
        self.sim.faults.add("getDefaultCategoryTreeId", "throttled", count=3)
        self.enqueue()
        for _turn in range(3):
            self.assertEqual(self.open_codes(), [])
            self.env["ebay.api.limit"].search([]).blocked_until = False
            self.hasten()
            with self.quiet():
                self.run_jobs()
        self.assertEqual(self.open_codes(), ["throttled"])
        self.env["ebay.api.limit"].search([]).blocked_until = False
        self.hasten()
        self.run_jobs()
        self.assertEqual(self.jobs().mapped("state"), ["done"])
        self.env["ebay.alert"]._cron_watch()
        self.assertEqual(self.open_codes(), [])

    def test_a_used_up_quota_is_told_at_once(self):
        self.sim.faults.add("getDefaultCategoryTreeId", "quota")
        self.enqueue()
        with self.quiet():
            self.run_jobs()
        self.assertEqual(self.open_codes(), ["throttled"])
        self.assertIn("used up", self.backend.alert_ids.message)

    def test_a_consent_that_is_gone_opens_it_and_a_new_one_closes_it(self):
        self.backend.connect()
        self.sim.tokens.revoke_user()
        self.backend.import_listings()
        self.run_jobs()
        self.assertEqual(self.backend.state, "reconnect")
        self.assertEqual(self.open_codes(), ["unauthorized"])
        self.env["ebay.alert"]._cron_watch()
        self.assertEqual(self.open_codes(), ["unauthorized"], "it lasts")
        fresh = self.sim.tokens.issue("refresh", self.sim.keyset.user_scopes, 9000)
        self.set_parameter(f"refresh_token.{self.backend.id}", fresh.value)
        self.backend.connect()
        self.assertEqual(self.open_codes(), [])


class TestAccountWatcher(WatcherCase):
    def test_missing_keys(self):
        self.set_parameter("client_secret", "")
        self.assertEqual(self.watch(), ["keys_missing"])
        self.assertIn("Cert ID", self.alert("keys_missing").message)
        self.set_parameter("client_secret", "again")
        self.assertEqual(self.watch(), [])

    def test_a_new_account_without_keys_is_no_alarm(self):
        self.env["ebay.backend"].create({"name": "New", "environment": "sandbox"})
        self.watch()
        self.assertFalse(self.env["ebay.alert"].search([("state", "=", "open")]))

    def test_a_consent_that_ends_and_is_renewed(self):
        now = fields.Datetime.now()
        self.backend.refresh_token_expires_at = now + timedelta(days=20)
        self.assertEqual(self.watch(), ["consent_ends"])
        self.assertEqual(self.alert("consent_ends").severity, "warning")
        self.backend.refresh_token_expires_at = now + timedelta(days=500)
        self.assertEqual(self.watch(), [])

    def test_an_archived_account_has_no_open_alert(self):
        self.set_parameter("client_secret", "")
        self.watch()
        self.backend.active = False
        self.env.flush_all()
        self.env["ebay.alert"]._cron_watch()
        self.assertFalse(self.env["ebay.alert"].search([("state", "=", "open")]))


class TestQueueWatcher(WatcherCase):
    def due(self, minutes):
        """Enqueue a job that has been due for so many minutes."""
        self.backend.import_categories()
        job = self.jobs("pending")
        job.ebay_due_at = fields.Datetime.now() - timedelta(minutes=minutes)
        return job

    def other_job(self, **values):
        """Create a job of another app."""
        job = self.env["res.partner"].with_delay().name_create("Job").db_record()
        job.write(values)
        return job

    def test_due_work_and_no_runner(self):
        job = self.due(4)
        self.assertEqual(self.watch(), [])
        job.ebay_due_at -= timedelta(minutes=2)
        self.assertEqual(self.watch(), ["runner_missing"])
        alert = self.alert("runner_missing")
        self.assertIn("(now 1)", alert.message)
        action = alert.action_open()
        self.assertEqual(self.env["queue.job"].search(action["domain"]), job)
        self.run_jobs()
        self.assertEqual(self.watch(), [])

    def test_any_job_that_begins_shows_that_the_runner_runs(self):
        self.due(6)
        self.other_job(state="done", date_started=fields.Datetime.now())
        self.assertEqual(self.watch(), [])

    def test_work_piles_up_although_the_runner_runs(self):
        self.due(16)
        self.other_job(state="done", date_started=fields.Datetime.now())
        self.assertEqual(self.watch(), ["queue_stuck"])
        self.run_jobs()
        self.assertEqual(self.watch(), [])

    def test_a_job_that_nobody_runs_any_more_is_no_sign_of_life(self):
        self.due(6)
        long_ago = fields.Datetime.now() - timedelta(hours=1)
        self.other_job(state="started", date_started=long_ago)
        self.assertEqual(self.watch(), [], "it has no lock yet: it may be running")
        self.env.cr.execute(
            "INSERT INTO queue_job_lock (id, queue_job_id)"
            " SELECT id, id FROM queue_job WHERE state = 'started'"
        )
        self.assertEqual(self.watch(), ["runner_missing"])

    def test_postponed_work_is_not_due(self):
        self.backend.import_categories()
        self.sim.faults.add("getDefaultCategoryTreeId", "status", status=503)
        with self.quiet():
            self.run_jobs()
        job = self.jobs("pending")
        self.assertEqual(job.ebay_due_at, job.eta)
        self.assertEqual(self.watch(), [])

    def test_an_old_job_that_is_requeued_is_due_since_then(self):
        """A requeued job must not look as if it had waited since it was created."""
        job = self.due(600)
        job.button_cancelled()
        job.requeue()
        self.assertEqual(self.watch(), [])
        job.ebay_due_at -= timedelta(minutes=600)
        self.backend.action_resume()
        self.assertEqual(self.watch(), [])

    def test_a_paused_account_raises_no_alarm(self):
        self.due(60)
        self.backend.action_pause()
        self.assertEqual(self.watch(), [])

    def test_the_limits_are_settings(self):
        self.due(60)
        self.backend.write({"alert_runner_minutes": 0, "alert_queue_minutes": 0})
        self.assertEqual(self.watch(), [])
        self.backend.alert_runner_minutes = 90
        self.assertEqual(self.watch(), [])


class TestWebhookWatcher(WatcherCase):
    def receive(self, minutes, state="pending"):
        received_at = fields.Datetime.now() - timedelta(minutes=minutes)
        return self.env["ebay.webhook.event"].create(
            {
                "notification_id": f"{state} {minutes}",
                "topic": "ORDER_CONFIRMATION",
                "environment": "simulator",
                "backend_id": self.backend.id,
                "received_at": received_at,
                "state": state,
            }
        )

    def test_late_notifications(self):
        self.receive(60, "done")
        event = self.receive(9)
        self.assertEqual(self.watch(), [])
        event.received_at -= timedelta(minutes=2)
        self.assertEqual(self.watch(), ["webhook_late"])
        action = self.alert("webhook_late").action_open()
        self.assertEqual(self.env["ebay.webhook.event"].search(action["domain"]), event)
        event.state = "done"
        self.assertEqual(self.watch(), [])

    def test_a_notification_shows_that_ebay_delivers_again(self):
        self.receive(60, "done")
        self.env["ebay.alert"]._open(self.backend, "destination_down", "down")
        self.assertEqual(self.watch(), ["destination_down"])
        self.receive(-1, "done")
        self.assertEqual(self.watch(), [])
