# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The health report: each check when all is well, and when it is not."""

from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import Form, HttpCase, new_test_user, tagged
from odoo.tools import config

from ...components.health.queue_check import EbayQueueCheck
from ...connection.keyset import Keyset
from ...connection.process import CLOCK_OFFSETS
from ...connection.webhook_address import verification_tokens
from ...connection.webhook_probe import ProbeOutcome, is_public
from ..common import EbayCase, EbayMixin

HEALTH = "odoo.addons.connector_ebay.components.health"

#: The codes of the contract, in the order of the report.
CODES = [
    "keys",
    "token",
    "scopes",
    "clock",
    "seller",
    "policies",
    "locations",
    "out_of_stock",
    "subscriptions",
    "webhook",
    "queue",
    "runner",
    "crons",
    "limits",
    "signing_key",
    "database",
]


class HealthCase(EbayCase):
    """A test of the health report of a connected account in good order."""

    def setUp(self):
        super().setUp()
        self.user = self.env.user
        self.running = self.startPatcher(
            patch(
                f"{HEALTH}.runner_check.EbayRunnerCheck._is_running", lambda one: True
            )
        )
        self.probed = self.startPatcher(patch(f"{HEALTH}.webhook_check.probe"))
        self.probed.return_value = (ProbeOutcome.ANSWERED, "")
        self.channels = self.startPatcher(
            patch(f"{HEALTH}.queue_check._channels", lambda: "root:4,root.ebay:3")
        )
        self.startPatcher(patch.dict(config.options, {"workers": 6}))
        self.env["ir.cron"].search([]).write(
            {"nextcall": fields.Datetime.now() + timedelta(minutes=5)}
        )

    def found(self, code):
        """Return (state, message) of one check."""
        self.env.flush_all()
        checks = self.backend.check_health()["checks"]
        check = next(check for check in checks if check["code"] == code)
        self.assertEqual(set(check), {"code", "name", "state", "message", "mend"})
        if check["state"] != "ok":
            self.assertTrue(check["mend"], f"{code} does not say what to do")
        return check["state"], check["message"]

    def assert_found(self, code, state, message):
        """Assert the state of a check and a part of its message."""
        found = self.found(code)
        self.assertEqual(found[0], state, found)
        self.assertRegex(found[1], message)


class TestHealth(HealthCase):
    """Each check of the report."""

    def test_the_report_has_all_codes_of_the_contract(self):
        report = self.backend.check_health()
        self.assertEqual([check["code"] for check in report["checks"]], CODES)
        self.assertEqual(set(report), {"state", "checks"})

    def test_the_state_is_the_worst_of_the_checks(self):
        self.assertEqual(self.backend.check_health()["state"], "warning")
        self.set_parameter("client_id", False)
        self.assertEqual(self.backend.check_health()["state"], "error")

    def test_nothing_is_enqueued(self):
        self.backend.check_health()
        self.assertFalse(self.jobs())

    def test_keys(self):
        self.assert_found("keys", "ok", "All keys")
        self.set_parameter("ru_name", False)
        self.assert_found("keys", "error", "RuName")

    def test_token(self):
        self.assert_found("token", "ok", "Connected as")
        soon = fields.Datetime.now() + timedelta(days=20)
        self.backend.refresh_token_expires_at = soon
        self.assert_found("token", "warning", "the consent ends on")

    def test_without_a_connection_nothing_of_ebay_is_asked(self):
        self.set_parameter(f"refresh_token.{self.backend.id}", False)
        self.assert_found("token", "error", "no valid consent")
        self.assert_found("policies", "warning", "no connection")
        self.assertFalse(len(self.sim.requests))

    def test_a_paused_account(self):
        self.backend.action_pause()
        self.assert_found("token", "warning", "paused")
        self.assertFalse(len(self.sim.requests))

    def test_a_withdrawn_consent(self):
        self.backend.connect()
        self.sim.tokens.revoke_user()
        self.sim.tokens.expire("user")
        self.assertEqual(self.found("token")[0], "error")

    def test_scopes(self):
        self.assert_found("scopes", "ok", "All 7 permissions")
        self.set_parameter("optional_scopes", "buy.order")
        self.assert_found("scopes", "error", "not include: buy.order")

    def test_clock(self):
        self.assert_found("clock", "ok", "agrees")
        self.sim.clock.advance(60)
        self.assert_found("clock", "warning", "seconds slow")
        self.sim.clock.advance(600)
        self.assert_found("clock", "error", "seconds slow")
        CLOCK_OFFSETS.clear()

    def test_seller(self):
        self.assert_found("seller", "ok", "business")
        self.sim.seller.account_type = "INDIVIDUAL"
        self.assert_found("seller", "warning", "private seller")

    def test_policies(self):
        self.sim.publishing._opted_in_at = None
        self.assert_found("policies", "warning", "not opted in")

    def test_out_of_stock(self):
        self.sim.seller.out_of_stock_control = False
        self.assert_found("out_of_stock", "warning", "ends a listing")
        self.backend.stock_master = "odoo"
        self.assert_found("out_of_stock", "error", "ends a listing")

    def test_webhook(self):
        self.assert_found("webhook", "warning", "no verification token")
        self.set_parameter("verification_token", "t" * 40)
        self.assert_found("webhook", "ok", "answers")
        self.probed.return_value = (ProbeOutcome.WRONG_ANSWER, "HTTP 502")
        self.assert_found("webhook", "warning", "HTTP 502")
        self.env["ebay.notification.topic"].create(
            {
                "backend_id": self.backend.id,
                "name": "ORDER_CONFIRMATION",
                "state": "subscribed",
            }
        )
        self.assert_found("webhook", "error", "HTTP 502")

    def test_one_worker_cannot_call_itself(self):
        self.set_parameter("verification_token", "t" * 40)
        self.probed.return_value = (ProbeOutcome.UNREACHABLE, "timed out")
        with patch.dict(config.options, {"workers": 1}):
            self.assert_found("webhook", "warning", "one worker")

    def test_public_addresses(self):
        for address, public in (
            ("https://shop.example.com/api/ebay/webhook", True),
            ("http://shop.example.com/api/ebay/webhook", False),
            ("https://localhost/api/ebay/webhook", False),
            ("http://localhost:8069/api/ebay/webhook", False),
            ("https://192.168.1.5/api/ebay/webhook", False),
            ("https://odoo.local/api/ebay/webhook", False),
        ):
            self.assertEqual(is_public(address), public, address)

    def test_failed_jobs(self):
        self.backend.import_categories()
        job = self.jobs("pending")
        self.assertEqual(self.found("queue")[0], "ok")
        self.env.cr.execute(
            "UPDATE queue_job SET date_created = %s WHERE id = %s",
            (fields.Datetime.now() - timedelta(minutes=20), job.id),
        )
        self.assert_found("queue", "error", "have waited")
        job.state = "failed"
        self.assert_found("queue", "warning", "Failed jobs: 1")

    def test_capacity(self):
        for channels, workers, state in (
            ("root:4,root.ebay:3", 6, "ok"),
            ("root:4,ebay:3", 6, "ok"),
            ("root:4", 6, "ok"),
            ("root:1", 6, "warning"),
            ("root:4,root.ebay:1", 6, "warning"),
            ("root:4,root.ebay:4", 4, "warning"),
            ("root:2,root.ebay:8", 4, "ok"),
            ("root:100", 0, "warning"),
        ):
            with (
                patch(f"{HEALTH}.queue_check._channels", lambda text=channels: text),
                patch.dict(config.options, {"workers": workers}),
            ):
                self.assertEqual(self.found("queue")[0], state, (channels, workers))
        self.assertEqual(EbayQueueCheck._capacities("root:4,root.ebay:3"), (4, 3))

    def test_runner(self):
        self.assert_found("runner", "ok", "serves this database")
        with patch(
            f"{HEALTH}.runner_check.EbayRunnerCheck._is_running", lambda one: False
        ):
            self.assert_found("runner", "error", "No job runner")

    def test_crons(self):
        self.assert_found("crons", "ok", "run in time")
        cron = self.env.ref("connector_ebay.ir_cron_ebay_import_listings")
        cron.active = False
        self.assert_found("crons", "warning", "Switched off: eBay: import changed")
        cron.write(
            {
                "active": True,
                "nextcall": fields.Datetime.now() - timedelta(hours=2),
            }
        )
        self.assert_found("crons", "error", "Not run in time")

    def test_limits(self):
        self.assert_found("limits", "ok", "20 %")
        self.env["ebay.api.limit"]._trip(self.backend, "taxonomy", 600, "throttled")
        self.assert_found("limits", "error", "not to be called: taxonomy")

    def test_signing_key(self):
        self.assert_found("signing_key", "ok", "None yet")
        self.set_parameter("signing_key", '{"jwe": "unknown", "until": "2099-01-01"}')
        self.assert_found("signing_key", "error", "does not know")
        self.backend.action_remove_signing_key()
        self.assert_found("signing_key", "ok", "None yet")

    def test_a_copied_database(self):
        self.backend.database_uuid = "another"
        self.assert_found("database", "error", "is a copy")

    def test_a_neutralized_database(self):
        parameters = self.env["ir.config_parameter"]
        parameters.set_param("database.is_neutralized", True)
        self.assert_found("database", "warning", "neutralized")

    def test_tables_that_are_not_cleaned(self):
        """What PostgreSQL's statistics say is a warning above the limits."""
        check = f"{HEALTH}.database_check"
        with patch(f"{check}.FEWEST_DEAD", 0), patch(f"{check}.DEAD_SHARE", 0):
            checks = self.backend.check_health()["checks"]
        found = next(one for one in checks if one["code"] == "database")
        self.assertEqual(found["state"], "warning")
        words = r"(ebay_\w+|queue_job) \(\d+ %, (never )?cleaned"
        self.assertRegex(found["message"], words)
        self.assertIn("VACUUM ANALYZE", found["mend"])
        with patch(f"{check}.FEWEST_DEAD", 10**12):
            self.assertEqual(self.found("database")[0], "ok")

    def test_a_check_that_fails_does_not_stop_the_others(self):
        self.sim.faults.add("getPrivileges", "html", count=0)
        self.addCleanup(self.sim.faults.clear)
        state, message = self.found("seller")
        self.assertEqual(state, "error")
        self.assertTrue(message)
        self.assertEqual(self.found("locations")[0], "ok")

    def test_a_check_that_raises_has_its_reason(self):
        def broken(check):
            self.env.cr.execute("SELECT 1/0")

        with (
            patch(f"{HEALTH}.crons_check.EbayCronsCheck.check", broken),
            self.quiet(),
        ):
            self.assert_found("crons", "error", "DivisionByZero")
            self.assertEqual(self.found("database")[0], "ok")

    def test_the_time_is_bounded(self):
        with patch(f"{HEALTH}.health_reporter.SECONDS", -1):
            self.assert_found("token", "error", "too slowly")
        self.assertFalse(self.sim.requests.count("getUser"))

    def test_no_secret_is_told(self):
        secret = Keyset(self.backend).refresh_token
        self.assertNotIn(secret, str(self.backend.check_health()))
        self.assertFalse(
            set(verification_tokens(self.env).values())
            & {check["message"] for check in self.backend.check_health()["checks"]}
        )


class TestHealthScreen(HealthCase):
    """The *Health* button and its dialog, as persons of each role use them."""

    def test_an_assistant_sees_the_report(self):
        shop = new_test_user(self.env, "shop", groups="connector_ebay.group_ebay_user")
        action = self.backend.with_user(shop).action_check_health()
        report = self.env[action["res_model"]].with_user(shop).browse(action["res_id"])
        self.assertEqual(len(report.line_ids), len(CODES))
        self.assertEqual(report.state, "warning")
        report.invalidate_recordset()
        self.assertEqual(report.line_ids[0].state, "warning")
        Form(report)
        self.assertEqual(
            report.ok_count + report.warning_count + report.error_count, len(CODES)
        )

    def test_others_see_nothing(self):
        stranger = new_test_user(self.env, "stranger", groups="base.group_user")
        with self.assertRaises(AccessError):
            self.backend.with_user(stranger).action_check_health()
        with self.assertRaises(AccessError):
            self.backend.with_user(stranger).check_health()

    def test_buttons_respect_rights(self):
        self.set_parameter(f"refresh_token.{self.backend.id}", False)
        shop = new_test_user(self.env, "shop", groups="connector_ebay.group_ebay_user")
        for user in (self.env.user, shop):
            action = self.backend.with_user(user).action_check_health()
            report = self.env[action["res_model"]].with_user(user)
            line = report.browse(action["res_id"]).line_ids.filtered(
                lambda one: one.code == "token"
            )
            self.assertEqual(line.action_label, "Connect to eBay")
            if user == shop:
                with self.assertRaises(AccessError):
                    line.action_mend()
            else:
                self.assertEqual(line.action_mend()["type"], "ir.actions.act_url")


@tagged("post_install", "-at_install")
class TestWebhookProbe(EbayMixin, HttpCase):
    """The address is really called, through its public name."""

    def test_the_public_address_is_called(self):
        from ...connection.webhook_probe import probe

        self.simulate()
        address = f"{self.base_url()}/api/ebay/webhook"
        parameters = self.env["ir.config_parameter"]
        parameters.set_param("connector_ebay.webhook_url", address)
        self.set_parameter("verification_token", "t" * 40)
        self.env.flush_all()
        with self.allow_requests(all_requests=True):
            self.assertEqual(probe(address, "t" * 40), (ProbeOutcome.ANSWERED, ""))
            outcome, detail = probe(address, "u" * 40)
            self.assertEqual(outcome, ProbeOutcome.WRONG_ANSWER)
            outcome, detail = probe(f"{self.base_url()}/nothing-here", "t" * 40)
            self.assertEqual((outcome, detail), (ProbeOutcome.WRONG_ANSWER, "HTTP 404"))
            outcome, detail = probe("http://127.0.0.1:1/api/ebay/webhook", "t" * 40)
            self.assertEqual(outcome, ProbeOutcome.UNREACHABLE)
