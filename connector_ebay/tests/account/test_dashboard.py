# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import json
from datetime import timedelta

from lxml import etree

from odoo import fields
from odoo.tests import new_test_user

from ..common import EbayCase
from ..simulator import Catalogue


class TestDashboard(EbayCase):
    """The first screen says whether an account works, and what to do if not."""

    catalogue = Catalogue(5)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.assistant = new_test_user(
            cls.env, "assistant", "connector_ebay.group_ebay_user"
        )

    def shown(self):
        """Return state and sentence of the account, as the assistant sees them."""
        self.env.invalidate_all()
        backend = self.backend.with_user(self.assistant)
        return backend.health_state, backend.health_text

    def assert_shown(self, state, *words):
        shown = self.shown()
        self.assertEqual(shown[0], state, shown[1])
        for word in words:
            self.assertIn(word, shown[1])

    def import_all(self):
        self.backend.import_listings()
        self.run_jobs()

    def test_an_assistant_reads_the_whole_card(self):
        self.import_all()
        view = self.env.ref("connector_ebay.ebay_backend_view_kanban")
        arch = self.env["ebay.backend"].get_view(view.id, "kanban")["arch"]
        names = {node.get("name") for node in etree.fromstring(arch).iter("field")}
        backend = self.backend.with_user(self.assistant)
        [values] = backend.web_read({name: {} for name in names})
        self.assertEqual(values["listing_count"], 5)
        for name in ("calls_graph", "errors_graph"):
            self.assertEqual(len(json.loads(values[name])[0]["values"]), 24)

    def test_a_new_account_says_what_to_do_first(self):
        self.set_parameter("client_id", False)
        self.assert_shown("off", "keys")
        self.simulate(self.catalogue)
        self.set_parameter(f"refresh_token.{self.backend.id}", False)
        self.assert_shown("off", "Connect to eBay")

    def test_an_account_that_works(self):
        self.import_all()
        self.assert_shown("ok", "Everything works.")

    def test_a_paused_account_is_not_green(self):
        self.import_all()
        self.backend.action_pause()
        self.assert_shown("warning", "Paused")

    def test_a_copied_database_is_not_green(self):
        self.import_all()
        self.backend.write({"state": "paused", "pause_reason": "copied"})
        self.assert_shown("error", "copy")

    def test_a_withdrawn_consent_is_red(self):
        self.import_all()
        self.backend.state = "reconnect"
        self.assert_shown("error", "Connect again")

    def test_work_that_nobody_does_is_amber(self):
        self.import_all()
        self.backend.import_listings()
        self.assert_shown("ok")
        job = self.jobs("pending")
        self.env.cr.execute(
            "UPDATE queue_job SET ebay_due_at = ebay_due_at - interval '6 minutes'"
        )
        self.assert_shown("warning", "job runner")
        job.ebay_due_at = fields.Datetime.now() + timedelta(minutes=6)
        self.assert_shown("ok")

    # === WHO TRIES TO MAKE IT SAY THAT ALL IS WELL ===

    def test_a_flow_that_is_switched_off_is_not_green(self):
        self.import_all()
        self.backend.stock_master = "odoo"
        self.backend.flow_ids.last_success_at = fields.Datetime.now()
        self.assert_shown("ok")
        flow = self.backend.flow_ids.filtered(lambda flow: flow.flow == "offers")
        flow.interval = 0
        self.assert_shown("warning", "Prices and quantities", "Switched off")

    def test_a_flow_with_a_very_long_interval_is_late_after_two_days(self):
        self.import_all()
        flow = self.backend.flow_ids.filtered(lambda flow: flow.flow == "listings")
        flow.write({"interval": 100000, "interval_with_webhooks": 0})
        flow.last_success_at = fields.Datetime.now() - timedelta(days=1)
        self.assert_shown("ok")
        flow.last_success_at -= timedelta(days=1, minutes=1)
        self.assert_shown("warning", "Listings")
        self.assertTrue(self.backend.has_late_flow)

    def test_a_scheduled_action_that_is_switched_off_is_not_green(self):
        self.import_all()
        cron = self.env.ref("connector_ebay.ir_cron_ebay_import_listings")
        cron.active = False
        self.assert_shown("warning", "import changed listings")

    def test_a_deleted_token_is_red_with_an_alert(self):
        self.import_all()
        self.set_parameter(f"refresh_token.{self.backend.id}", False)
        self.assertEqual(self.backend.state, "connected")
        self.assert_shown("error", "Connect again")
        self.env["ebay.alert"]._watch(self.backend)
        self.assertIn("unauthorized", self.backend.alert_ids.mapped("code"))

    def test_missing_keys_of_a_connected_account_are_red(self):
        self.import_all()
        self.set_parameter("client_secret", False)
        self.assert_shown("error", "Cert ID")

    def test_a_copy_is_red_before_any_job_has_noticed(self):
        self.import_all()
        self.backend.database_uuid = "of another database"
        self.assert_shown("error", "copy")

    def test_test_mode_is_not_green(self):
        self.import_all()
        self.backend.test_mode = True
        self.assert_shown("warning", "Test mode")
        self.assertTrue(self.backend.health_is_told, "by the notice")
        ago = fields.Datetime.now() - timedelta(days=30)
        self.backend.flow_ids.last_success_at = ago
        self.assert_shown("error", " ago")
        self.assertFalse(self.backend.health_is_told)

    def test_jobs_that_fail_repeatedly_are_amber_and_listed(self):
        self.import_all()
        self.backend.import_listings()
        job = self.jobs("pending")
        job.write({"retry": 2, "result": "HTTP 500"})
        self.assert_shown("ok")
        job.retry = 3
        self.assert_shown("warning", f"{job.name} fails again and again: HTTP 500")
        action = self.backend.action_open_retrying_jobs()
        self.assertEqual(action["context"], {"search_default_retrying": 1})
        self.assertEqual(self.backend.job_retrying_count, 1)

    def test_handed_out_work_that_nobody_begins_is_amber(self):
        self.import_all()
        self.backend.import_listings()
        self.jobs("pending").write(
            {
                "state": "enqueued",
                "ebay_due_at": fields.Datetime.now() - timedelta(minutes=6),
            }
        )
        self.assert_shown("warning", "job runner")

    def test_late_flows_are_tried_by_one_button(self):
        self.import_all()
        flow = self.backend.flow_ids.filtered(lambda flow: flow.flow == "listings")
        flow.last_success_at = fields.Datetime.now() - timedelta(days=1)
        backend = self.backend.with_user(self.assistant)
        self.assertTrue(backend.has_late_flow)
        backend.action_try_late_flows()
        self.assertEqual(self.jobs("pending").ebay_flow, "listings")

    def test_the_form_says_each_thing_once(self):
        self.import_all()
        alerts = self.env["ebay.alert"]
        alerts._open(self.backend, "errors", "Many calls fail.", severity="error")
        alerts._open(self.backend, "unauthorized", "Refused.")
        self.env.invalidate_all()
        self.assertEqual(len(self.backend.notice_alert_ids), 2)
        self.assertTrue(self.backend.health_is_told, "by the alert itself")
        self.backend.state = "reconnect"
        self.env.invalidate_all()
        self.assertEqual(self.backend.notice_alert_ids.code, "errors")
        self.assertTrue(self.backend.health_is_told, "by the notice")

    def test_failed_jobs_are_amber(self):
        self.import_all()
        job = self.jobs("done")[:1]
        job.write({"state": "failed", "exc_message": "HTTP 500"})
        self.assert_shown("warning", "Listings", "HTTP 500")
        job.ebay_flow = False
        self.assert_shown("warning", f"{job.name} has failed: HTTP 500")

    def test_the_steps_complete_themselves(self):
        def done():
            self.env.invalidate_all()
            return set(self.backend.steps_done.split())

        self.assertEqual(done(), {"keys"})
        self.assertTrue(self.backend.show_onboarding)
        self.backend.connect()
        self.assertLessEqual({"portal", "connect"}, done())
        self.import_all()
        self.assertLessEqual({"listings", "match"}, done())
        self.backend.action_hide_onboarding()
        self.assertFalse(self.backend.show_onboarding)

    def test_the_card_takes_few_queries_for_many_accounts(self):
        self.import_all()
        view = self.env.ref("connector_ebay.ebay_backend_view_kanban")
        arch = self.env["ebay.backend"].get_view(view.id, "kanban")["arch"]
        names = {node.get("name") for node in etree.fromstring(arch).iter("field")}
        spec = {name: {} for name in names}
        others = self.env["ebay.backend"].create(
            [{"name": f"Shop {number}", "environment": "simulator"} for number in "abc"]
        )

        def count(backends):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            backends.web_read(spec)
            return self.env.cr.sql_log_count - before

        count(self.backend)
        one = count(self.backend)
        # The keys and the token of each account that is not connected yet.
        self.assertLessEqual(count(self.backend | others) - one, 5 * len(others))
