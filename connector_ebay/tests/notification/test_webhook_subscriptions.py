# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Destination and subscriptions at eBay: created, compared, repaired."""

from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged

from ...components.notification import notification_subscriber
from ...connection.webhook_address import check_webhook_address, verification_tokens
from ..common import EbayCase
from ..webhook_common import WebhookCase, forget_keys

SUBSCRIBED = {
    "ORDER_CONFIRMATION",
    "AUTHORIZATION_REVOCATION",
    "MARKETPLACE_ACCOUNT_DELETION",
}


@tagged("post_install", "-at_install")
class TestSubscriptions(WebhookCase):
    """Against the simulated Notification API, which challenges this very server."""

    def setUp(self):
        super().setUp()
        self.hub = self.sim.notifications
        self.backend.user_id = self.env.ref("base.user_admin")
        self.backend.user_id.email = "shop@example.com"
        self.address = f"{self.base_url()}/api/ebay/webhook"

    def subscribe(self):
        """Have the job done; its record."""
        self.backend.subscribe_notifications()
        self.env.flush_all()
        with self.allow_requests(all_requests=True):
            ran = self.run_jobs()
        self.env.invalidate_all()
        self.assertEqual(ran.mapped("state"), ["done"], ran.mapped("exc_message"))
        return ran

    def calls(self):
        """The writing calls of the Notification API since the last look."""
        calls = [entry.call for entry in self.sim.requests if entry.method != "GET"]
        self.sim.requests.clear()
        return [call for call in calls if call != "token"]

    def test_from_nothing(self):
        self.subscribe()
        self.assertEqual(self.hub.alert_email, "shop@example.com")
        [destination] = self.hub.destinations.values()
        self.assertEqual(destination.endpoint, self.address)
        self.assertEqual(destination.status, "ENABLED")
        topics = {one.topic_id for one in self.hub.subscriptions.values()}
        self.assertEqual(topics, SUBSCRIBED)
        kept = self.backend.notification_topic_ids
        subscribed = kept.filtered(lambda topic: topic.state == "subscribed")
        self.assertEqual(set(subscribed.mapped("name")), SUBSCRIBED)
        listing = kept.filtered(lambda topic: topic.name == "LISTING")
        self.assertEqual(listing.state, "unavailable")
        self.assertIn("sell.listing.read", listing.note)

    def test_a_verification_token_is_made_up(self):
        self.subscribe()
        tokens = verification_tokens(self.env)
        self.assertRegex(tokens["simulator"], r"^[A-Za-z0-9_-]{32,80}$")
        first = tokens["simulator"]
        self.subscribe()
        self.assertEqual(verification_tokens(self.env)["simulator"], first)

    def test_a_second_time_nothing_is_written(self):
        self.subscribe()
        self.calls()
        self.subscribe()
        self.assertEqual(self.calls(), [])

    def test_what_differs_is_repaired(self):
        self.subscribe()
        subscriptions = {one.topic_id: one for one in self.hub.subscriptions.values()}
        subscriptions["ORDER_CONFIRMATION"].status = "DISABLED"
        gone = subscriptions["AUTHORIZATION_REVOCATION"]
        del self.hub.subscriptions[gone.subscription_id]
        self.calls()
        self.subscribe()
        self.assertEqual(
            sorted(self.calls()), ["createSubscription", "updateSubscription"]
        )
        states = {one.topic_id: one.status for one in self.hub.subscriptions.values()}
        self.assertEqual(states, dict.fromkeys(SUBSCRIBED, "ENABLED"))

    def test_a_new_address_is_told(self):
        self.subscribe()
        address = f"{self.base_url()}/api/ebay/webhook?new=1"
        parameters = self.env["ir.config_parameter"]
        parameters.set_param("connector_ebay.webhook_url", address)
        self.calls()
        with self.allow_requests(all_requests=True):
            self.backend.subscribe_notifications()
            self.env.flush_all()
            self.run_jobs()
        self.assertIn("updateDestination", self.calls())

    def test_a_destination_that_ebay_switched_off(self):
        self.subscribe()
        [destination] = self.hub.destinations.values()
        destination.status = "MARKED_DOWN"
        flow = self.env["ebay.flow"].search([("flow", "=", "notifications")])
        flow.last_start_at = "2020-01-01 00:00:00"
        self.env.flush_all()
        self.env["ebay.backend"]._cron_subscribe_notifications()
        self.env.flush_all()
        with self.allow_requests(all_requests=True):
            self.run_jobs()
        self.env.invalidate_all()
        [destination] = self.hub.destinations.values()
        self.assertEqual(destination.status, "ENABLED")
        activity = self.backend.activity_ids
        self.assertEqual(activity.summary, "eBay: Notifications Stopped")
        self.assertIn("MARKED_DOWN", activity.note)

    def test_an_address_that_ebay_cannot_reach(self):
        parameters = self.env["ir.config_parameter"]
        parameters.set_param("connector_ebay.webhook_url", "http://127.0.0.1:9/hook")
        self.backend.subscribe_notifications()
        self.env.flush_all()
        job = self.run_jobs()
        self.assertEqual(job.state, "failed")
        self.assertIn("from the internet", job.exc_message)
        self.assertIn("http://127.0.0.1:9/hook", job.exc_message)

    def test_the_daily_check_leaves_alone_who_never_subscribed(self):
        self.env["ebay.backend"]._cron_subscribe_notifications()
        self.assertFalse(self.jobs("pending"))

    def test_an_optional_scope_brings_its_topic(self):
        self.set_parameter("optional_scopes", "commerce.message")
        self.assertIn("commerce.message", self.backend.action_connect()["url"])
        self.subscribe()
        topics = {one.topic_id for one in self.hub.subscriptions.values()}
        self.assertEqual(topics, SUBSCRIBED | {"NEW_MESSAGE"})

    def test_another_databases_destination_is_left_alone(self):
        other = {**vars(self.make_destination())}
        self.subscribe()
        self.assertEqual(len(self.hub.destinations), 2)
        kept = self.hub.destinations[other["destination_id"]]
        self.assertEqual(vars(kept), other)

    def make_destination(self):
        from ..simulator.notifications.hub import Destination

        destination = Destination(
            "other", "Odoo other", "ENABLED", "http://127.0.0.1:1/", "x" * 32
        )
        self.hub.destinations["other"] = destination
        return destination

    def test_an_order_is_pushed_and_taken(self):
        forget_keys()
        self.subscribe()
        # From here on the keys are the simulator's own.
        self.keys.known[self.hub.signer.key_id] = self.hub.signer.public_key()
        with self.allow_requests(all_requests=True):
            self.hub.authorization_revocation(copies=3)
            self.hub.authorization_revocation(tamper=True)
            self.assertTrue(self.hub.wait(30))
        self.env.invalidate_all()
        self.assertEqual(len(self.events(topic="AUTHORIZATION_REVOCATION")), 1)
        statuses = [delivery.status for delivery in self.hub.deliveries]
        self.assertEqual(statuses, [204, 204, 204, 412, 412, 412])


class TestSubscriptionChecks(EbayCase):
    """What is found out before eBay is asked."""

    def test_called_twice_it_is_one_job(self):
        self.backend.subscribe_notifications()
        self.backend.subscribe_notifications()
        self.assertEqual(len(self.jobs("pending")), 1)

    def test_ebay_delivers_to_https_only(self):
        backend = self.backend.copy({"environment": "production"})
        with self.assertRaises(UserError):
            check_webhook_address(backend, "http://odoo.example.com/api/ebay/webhook")
        check_webhook_address(backend, "https://odoo.example.com/api/ebay/webhook")

    def subscribe_without_address(self, address=""):
        """Have the job done, its record; nobody in Odoo has an e-mail address.

        :param address: what a simulator is given then
        """
        self.backend.user_id = False
        self.backend.company_id.email = False
        self.env.flush_all()
        self.backend.subscribe_notifications()
        with self.quiet(), patch.object(notification_subscriber, "NO_ADDRESS", address):
            return self.run_jobs()

    def test_ebay_wants_an_address_for_alerts(self):
        job = self.subscribe_without_address()
        self.assertEqual(job.state, "failed")
        self.assertIn("e-mail address", job.exc_message)

    def test_an_address_that_ebay_has_is_enough(self):
        self.sim.notifications.alert_email = "known@example.com"
        job = self.subscribe_without_address()
        self.assertNotIn("e-mail address", job.exc_message or "")
        self.assertEqual(self.sim.notifications.alert_email, "known@example.com")

    def test_a_simulator_needs_no_address(self):
        self.subscribe_without_address("nobody@example.com")
        self.assertEqual(self.sim.notifications.alert_email, "nobody@example.com")

    def test_nobody_has_connected_yet(self):
        self.set_parameter(f"refresh_token.{self.backend.id}", False)
        with self.assertRaises(UserError):
            self.backend.subscribe_notifications()
