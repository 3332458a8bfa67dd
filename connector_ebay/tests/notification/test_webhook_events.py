# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Events: what each topic does, how they fail, how they are done again."""

from datetime import UTC, datetime, timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from odoo.addons.queue_job.job import Job

from ...exceptions import EbayNotFound, EbayRefused
from ..simulator.keyset import REFRESH_TOKEN
from ..webhook_common import EventCase
from ..webhook_tools import order_data


class TestProcessing(EventCase):
    """From a stored event to a done one."""

    def test_an_order_is_fetched_after_a_short_delay(self):
        seen = []
        self.handle(lambda event: seen.append(event.reference) or "Imported")
        event = self.receive_order(event_date=datetime.now(UTC) - timedelta(seconds=9))
        job = self.jobs("pending", method_name="process")
        self.assertTrue(0 < (job.eta - fields.Datetime.now()).total_seconds() <= 5)
        self.work_off()
        self.assertEqual(seen, ["13-00001-00001"])
        self.assertEqual((event.state, event.result), ("done", "Imported"))
        self.assertEqual(event.tries, 1)
        self.assertTrue(event.processed_at)
        self.assertGreaterEqual(event.lag, 8)

    def test_without_an_add_on_for_it_an_event_says_so(self):
        self.handle(lambda event: None)
        event = self.receive_order()
        self.work_off()
        self.assertEqual(event.state, "ignored")
        self.assertTrue(event.result)

    def test_an_order_ebay_does_not_know_yet_is_tried_again(self):
        answers = [EbayNotFound("no such order"), "Imported"]

        def import_order(event):
            answer = answers.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer

        self.handle(import_order)
        event = self.receive_order()
        self.work_off()
        self.assertEqual(event.state, "pending")
        self.work_off()
        self.assertEqual((event.state, event.tries), ("done", 2))

    def test_done_twice_does_it_once(self):
        seen = []
        self.handle(lambda event: seen.append(event) or "Imported")
        event = self.receive_order()
        self.work_off()
        self.assertIn("Done already", event.process())
        self.assertEqual(len(seen), 1)

    def test_events_of_one_order_go_in_order(self):
        seen = []
        self.handle(lambda event: seen.append(event.notification_id) or "Imported")
        now = datetime.now(UTC)
        late = self.receive_order(notification_id="late", event_date=now)
        self.receive_order(
            notification_id="early", event_date=now - timedelta(seconds=30)
        )
        self.receive_order("other", notification_id="other", event_date=now)
        self.hasten()
        self.run_job(self.jobs(uuid=late.job_uuid))
        self.assertEqual((seen, late.state), ([], "pending"))
        job = self.jobs(uuid=late.job_uuid)
        self.assertEqual((job.state, job.retry), ("pending", 0), "not a failed try")
        self.work_off()
        self.work_off()
        self.assertEqual(set(seen), {"early", "late", "other"})
        self.assertLess(seen.index("early"), seen.index("late"))

    def test_a_listing_is_read_again(self):
        listing = self.sim.seller.add_listing("A lamp", sku="LAMP", price="9.90")
        user = {"userId": self.backend.ebay_user_id}
        data = {"user": user, "listing": {"listingId": listing.item_id}}
        event = self.receive("LISTING", data)
        self.work_off()
        self.assertEqual(event.state, "done", event.error)
        binding = self.env["ebay.product.template"].search(
            [("external_id", "=", listing.item_id)]
        )
        self.assertEqual(binding.title, "A lamp")

    def test_our_own_change_come_back_is_recognised(self):
        listing = self.sim.seller.add_listing(
            "A lamp", sku="LAMP", price="9.90", available=7
        )
        templates = self.env["ebay.product.template"]
        templates.import_record(self.backend, listing.item_id)
        sku = templates.search([("external_id", "=", listing.item_id)]).sku_ids
        told = {
            "listingId": listing.item_id,
            "price": {"value": "9.90", "currency": sku.currency_id.name},
            "quantity": 7,
        }
        user = {"userId": self.backend.ebay_user_id}
        self.sim.requests.clear()
        event = self.receive("LISTING", {"user": user, "listing": told})
        self.work_off()
        self.assertIn("Our own change", event.result)
        self.assertEqual(len(self.sim.requests), 0)
        other = {**told, "quantity": 6}
        event = self.receive("LISTING", {"user": user, "listing": other})
        self.work_off()
        self.assertNotIn("Our own change", event.result)
        self.assertEqual(self.sim.requests.count("GetItem"), 1)

    def test_a_withdrawn_consent_needs_a_person(self):
        self.sim.tokens.revoke(REFRESH_TOKEN)
        data = {"userId": self.backend.ebay_user_id, "username": "simulated-seller"}
        event = self.receive("AUTHORIZATION_REVOCATION", data)
        self.work_off()
        self.assertEqual(event.state, "done", event.error)
        self.assertEqual(self.backend.state, "reconnect")
        self.assertIn(
            "eBay: Connection Refused", self.backend.activity_ids.mapped("summary")
        )

    def test_an_old_revocation_does_not_undo_a_new_consent(self):
        data = {"userId": self.backend.ebay_user_id}
        event = self.receive("AUTHORIZATION_REVOCATION", data)
        self.work_off()
        self.assertEqual(event.state, "done", event.error)
        self.assertEqual(self.backend.state, "connected")

    def test_feedback_and_messages_become_activities(self):
        user = {"userId": self.backend.ebay_user_id}
        self.receive("FEEDBACK_RECEIVED", {"user": user, "feedbackId": "f-1"})
        self.receive("BUYER_QUESTION", {"user": user, "messageId": "m-1"})
        self.receive("NEW_MESSAGE", {"user": user, "messageId": "m-2"})
        self.work_off()
        summaries = self.backend.activity_ids.mapped("summary")
        self.assertEqual(
            sorted(summaries),
            ["eBay feedback f-1", "eBay message m-1", "eBay message m-2"],
        )


class TestFailing(EventCase):
    """An event that fails keeps why, and can be done again."""

    def fail_event(self, order_id="13-00001-00001", **values):
        """An event whose job has failed for good, as the Job Queue does it."""
        event = self.receive_order(order_id, **values)
        job = Job.load(self.env, event.job_uuid)
        job.retry = 9
        job.set_failed(exc_name="EbayRefused", exc_message="eBay says no")
        job.store()
        job.on_fail({"exc_name": "EbayRefused", "exc_message": "eBay says no"})
        self.env.invalidate_all()
        return event

    def test_the_error_is_kept(self):
        event = self.fail_event()
        self.assertEqual((event.state, event.error), ("failed", "eBay says no"))
        self.assertEqual(event.tries, 9)

    def test_replayed_it_is_done(self):
        event = self.fail_event()
        self.handle(lambda event: "Imported")
        event.action_replay()
        self.assertEqual((event.state, event.error), ("pending", False))
        self.run_jobs()
        self.assertEqual((event.state, event.tries), ("done", 10))

    def test_requeued_from_the_job_queue_it_is_done_too(self):
        event = self.fail_event()
        self.handle(lambda event: "Imported")
        self.jobs("failed", uuid=event.job_uuid).requeue()
        self.work_off()
        self.assertEqual((event.state, event.error), ("done", False))

    def test_many_are_replayed_in_order_per_order(self):
        now = datetime.now(UTC)
        events = self.env["ebay.webhook.event"]
        for number in (3, 1, 2):
            for order in ("A", "B"):
                events |= self.fail_event(
                    order,
                    notification_id=f"{order}{number}",
                    event_date=now + timedelta(seconds=number),
                )
        seen = []
        self.handle(lambda event: seen.append(event.notification_id) or "Imported")
        events.sorted("id", reverse=True).action_replay()
        for _turn in range(6):
            self.work_off()
        self.assertEqual([name for name in seen if "A" in name], ["A1", "A2", "A3"])
        self.assertEqual([name for name in seen if "B" in name], ["B1", "B2", "B3"])

    def test_a_failed_one_does_not_hold_up_the_next(self):
        now = datetime.now(UTC)
        self.fail_event(event_date=now - timedelta(seconds=9))
        self.handle(lambda event: "Imported")
        event = self.receive_order(event_date=now)
        self.work_off()
        self.assertEqual(event.state, "done")

    def test_an_event_of_a_seller_connected_since(self):
        self.handle(lambda event: "Imported")
        data = order_data("13", "connected-later")
        event = self.receive("ORDER_CONFIRMATION", data)
        self.assertEqual(event.state, "ignored")
        other = self.create_backend("Other Shop")
        other.write({"ebay_user_id": "connected-later", "state": "connected"})
        event.action_replay()
        self.run_jobs()
        self.assertEqual((event.state, event.backend_id), ("done", other))

    def test_users_replay_and_others_do_not(self):
        event = self.fail_event()
        user = new_test_user(
            self.env, "ebay-user", groups="connector_ebay.group_ebay_user"
        )
        other = new_test_user(self.env, "no-ebay-user", groups="base.group_user")
        with self.assertRaises(AccessError):
            event.with_user(other).action_replay()
        event.with_user(user).action_replay()
        self.assertEqual(event.state, "pending")
        with self.assertRaises(AccessError):
            event.with_user(user).write({"state": "done"})

    def test_events_whose_job_is_gone_are_looked_after(self):
        lost, died = self.receive_order("1"), self.receive_order("2")
        self.jobs(uuid=lost.job_uuid).unlink()
        job = Job.load(self.env, died.job_uuid)
        job.set_failed(exc_name="JobFoundDead", exc_message="The worker died")
        job.store()
        fresh = self.receive_order("3")
        (lost | died).write({"received_at": fields.Datetime.now() - timedelta(hours=2)})
        self.env["ebay.webhook.event"]._cron_recover()
        self.assertEqual((died.state, died.error), ("failed", "The worker died"))
        self.assertTrue(self.jobs("pending", uuid=lost.job_uuid))
        self.assertEqual(fresh.state, "pending")

    def test_payloads_are_kept_for_the_set_days(self):
        parameters = self.env["ir.config_parameter"]
        parameters.set_param("connector_ebay.webhook_payload_days", "10")
        self.handle(lambda event: "Imported")
        done, failed, old = (self.receive_order(number) for number in "123")
        self.work_off()
        failed.write({"state": "failed"})
        then = fields.Datetime.now() - timedelta(days=11)
        (done | failed).write({"received_at": then})
        old.write({"received_at": then - timedelta(days=365)})
        recent = self.receive_order("4")
        self.env["ebay.retention"]._gc_old()
        self.env.invalidate_all()
        self.assertFalse(done.payload)
        self.assertTrue(failed.payload and recent.payload)
        self.assertFalse(old.exists())

    def test_a_failed_event_is_counted(self):
        self.fail_event()
        self.assertEqual(self.backend.event_failed_count, 1)


class TestRefusal(EventCase):
    """What eBay refuses for good is not tried again."""

    def test_a_refusal_fails_at_once(self):
        def refuse(event):
            raise EbayRefused("eBay says no")

        self.handle(refuse)
        event = self.receive_order()
        self.work_off()
        self.assertEqual(self.jobs(uuid=event.job_uuid).state, "failed")
