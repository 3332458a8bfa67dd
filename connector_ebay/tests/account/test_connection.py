# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import new_test_user
from odoo.tools import file_open

from ...connection.keyset import Keyset
from ...exceptions import EbayWait
from ..common import EbayCase
from ..simulator.keyset import REFRESH_TOKEN


class TestConnection(EbayCase):
    def connect(self, backend=None):
        (backend or self.backend).connect()

    def enqueue(self):
        """A job that calls eBay with the seller's token."""
        listing = self.sim.seller.add_listing("Mug", sku="MUG", price="5", available=1)
        self.env["ebay.product.template"]._ebay_delay(
            "import", "one", backend=self.backend
        ).import_record(self.backend, listing.item_id)

    # === BY ITSELF ===

    def test_a_refresh_token_is_all_it_takes(self):
        self.assertEqual(self.backend.state, "not_connected")
        self.backend.import_categories()
        self.run_jobs()
        self.assertEqual(self.backend.state, "connected")
        self.assertEqual(self.backend.ebay_user_id, self.sim.seller.user_id)
        self.assertEqual(self.backend.marketplace_id.code, "EBAY_DE")

    def test_the_schedule_connects_what_needs_no_person(self):
        asleep = self.create_backend("Asleep")
        asleep.action_pause()
        self.create_backend("New")
        self.set_parameter(f"refresh_token.{self.backend.id}", False)
        self.env["ebay.backend"]._cron_import_categories()
        self.assertEqual(self.jobs().ebay_backend_id.mapped("name"), ["New"])
        self.run_jobs()
        self.assertEqual(self.jobs().ebay_backend_id.state, "connected")

    def test_without_refresh_token_a_person_is_asked(self):
        self.set_parameter(f"refresh_token.{self.backend.id}", False)
        with self.assertRaisesRegex(UserError, "Connect to eBay"):
            self.backend.import_listings()
        self.assertFalse(self.jobs())

    def test_the_access_token_is_kept_and_shared(self):
        self.connect()
        for _call in range(3):
            with self.backend.work_on("ebay.backend") as work:
                work.component(usage="backend.adapter").ping()
                work.component(usage="backend.adapter").rate_limits()
        self.assertEqual(self.sim.requests.count("token"), 2)

    def test_a_refused_access_token_is_renewed_once(self):
        self.connect()
        self.sim.tokens.expire("user")
        self.sim.requests.clear()
        with self.backend.work_on("ebay.backend") as work:
            work.component(usage="backend.adapter").ping()
        self.assertEqual(self.sim.requests.count("token"), 1)

    def test_another_account_is_not_taken_over(self):
        self.backend.ebay_user_id = "somebody-else"
        with self.assertRaisesRegex(UserError, "create another account"):
            self.connect()

    # === CONSENT ===

    def consent(self, backend=None):
        """The state token of the consent page's address."""
        action = (backend or self.backend).action_connect()
        return parse_qs(urlsplit(action["url"]).query)["state"][0]

    def test_each_missing_key_is_named(self):
        self.set_parameter("client_secret", False)
        self.set_parameter("ru_name", False)
        with self.assertRaises(UserError) as caught:
            self.backend.action_connect()
        self.assertIn("Cert ID", str(caught.exception))
        self.assertIn("RuName", str(caught.exception))
        self.assertNotIn("App ID", str(caught.exception))

    def test_consent_address(self):
        action = self.backend.action_connect()
        address = urlsplit(action["url"])
        query = parse_qs(address.query)
        self.assertEqual(address.path, "/oauth2/authorize")
        self.assertEqual(query["response_type"], ["code"])
        self.assertIn("sell.inventory", query["scope"][0])
        self.assertNotIn("secret", action["url"].lower())

    def test_state_token_is_used_once(self):
        state = self.consent()
        states = self.env["ebay.oauth.state"]
        self.assertEqual(states._redeem(state), self.backend)
        self.assertFalse(states._redeem(state))

    def test_state_token_is_bound_to_its_user(self):
        other = new_test_user(
            self.env, "other", groups="connector_ebay.group_ebay_manager"
        )
        state = self.consent()
        self.assertFalse(self.env["ebay.oauth.state"].with_user(other)._redeem(state))
        self.assertFalse(self.env["ebay.oauth.state"]._redeem(state), "and is spent")

    def test_state_token_lives_ten_minutes(self):
        state = self.consent()
        with freeze_time(fields.Datetime.now() + timedelta(minutes=11)):
            self.assertFalse(self.env["ebay.oauth.state"]._redeem(state))

    def test_state_token_is_not_kept(self):
        state = self.consent()
        self.assertNotIn(state, str(self.env["ebay.oauth.state"].search([]).read()))

    # === THE CONSENT IS GONE ===

    def test_revoked_consent_makes_jobs_wait(self):
        self.connect()
        self.sim.tokens.revoke_user()
        self.enqueue()
        self.run_jobs()
        job = self.jobs()
        self.assertEqual(self.backend.state, "reconnect")
        self.assertEqual((job.state, job.retry), ("pending", 0))
        self.assertEqual(len(self.backend.activity_ids), 1)
        self.hasten()
        self.sim.requests.clear()
        self.run_jobs()
        self.assertEqual(len(self.sim.requests), 0, "eBay is not asked in vain")
        self.assertEqual(len(self.backend.activity_ids), 1, "nobody is nagged")

    def test_a_new_consent_wakes_the_jobs(self):
        self.connect()
        self.sim.tokens.revoke(REFRESH_TOKEN)
        self.sim.tokens.expire("user")
        self.enqueue()
        self.run_jobs()
        self.assertEqual(self.backend.state, "reconnect")
        fresh = self.sim.tokens.issue("refresh", self.sim.keyset.user_scopes, 9000)
        self.set_parameter(f"refresh_token.{self.backend.id}", fresh.value)
        self.connect()
        self.assertEqual(self.backend.state, "connected")
        self.run_jobs()
        self.assertEqual(self.jobs().mapped("state"), ["done"])

    def test_warnings_before_the_consent_ends(self):
        alerts = self.env["ebay.alert"]
        for days, stage in ((90, 0), (59, 60), (29, 30), (6, 7)):
            self.backend.activity_ids.action_feedback()
            self.backend.refresh_token_expires_at = fields.Datetime.now() + timedelta(
                days=days, hours=1
            )
            self.env.flush_all()
            alerts._cron_watch()
            alerts._cron_watch()
            self.env.invalidate_all()
            alert = alerts.search([("code", "=", "consent_ends")])
            self.assertEqual(len(alert), 1 if stage else 0)
            self.assertEqual(len(self.backend.activity_ids), 1 if stage else 0)
            if stage:
                self.assertIn(f"less than {stage} days", alert.message)

    # === PAUSED AND COPIED ===

    def assert_silent(self):
        """Nothing reaches eBay, and the job is not lost."""
        self.sim.requests.clear()
        self.hasten()
        self.run_jobs()
        self.assertEqual(len(self.sim.requests), 0)
        job = self.jobs()
        self.assertEqual((job.state, job.retry), ("pending", 0))

    def test_paused_backend_is_silent_until_resumed(self):
        self.connect()
        self.backend.action_pause()
        self.enqueue()
        self.assert_silent()
        self.backend.action_resume()
        self.run_jobs()
        self.assertEqual(self.backend.state, "connected")
        self.assertEqual(set(self.jobs().mapped("state")), {"done"})

    def test_copied_database_is_silent_until_resumed(self):
        self.connect()
        self.env["ir.config_parameter"].set_param("database.uuid", "a-copy")
        self.enqueue()
        self.assert_silent()
        self.assertEqual(self.backend.state, "paused")
        self.assertEqual(self.backend.pause_reason, "copied")
        self.backend.action_resume()
        self.run_jobs()
        self.assertEqual(self.backend.state, "connected")

    def test_neutralized_database_is_silent(self):
        self.connect()
        with file_open("connector_ebay/data/neutralize.sql") as script:
            self.env.cr.execute(script.read())
        self.env.invalidate_all()
        self.env.registry.clear_all_caches()
        self.assertEqual(self.backend.pause_reason, "copied")
        self.assertFalse(Keyset(self.backend).refresh_token)
        self.assertFalse(self.env["ebay.token"].search([]))
        with self.assertRaises(EbayWait):
            self.backend.connect()

    # === SIDE BY SIDE ===

    def test_backends_have_tokens_of_their_own(self):
        second = self.create_backend("Second Shop")
        self.connect()
        self.connect(second)
        self.sim.tokens.revoke(REFRESH_TOKEN)
        tokens = self.env["ebay.token"].search([("kind", "=", "user")])
        self.assertEqual(tokens.backend_id, self.backend | second)
        second.unlink()
        self.assertTrue(Keyset(self.backend).refresh_token)
        self.assertEqual(
            self.env["ir.config_parameter"].search_count(
                [("key", "like", "%.refresh_token.%")]
            ),
            1,
        )
