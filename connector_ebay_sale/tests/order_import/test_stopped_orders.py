# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import json
from datetime import timedelta

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import new_test_user
from odoo.tools import mute_logger

from odoo.addons.connector_ebay.tests.common import EbayCase


class TestStoppedOrders(EbayCase):
    """An import of orders that fails looks like one, wherever it is shown."""

    def setUp(self):
        super().setUp()
        self.user = new_test_user(
            self.env, "assistant", "connector_ebay.group_ebay_user"
        )
        self.shown = []
        feedback = type(self.env["ebay.feedback"])
        self.patch(
            feedback,
            "_notify",
            lambda _self, user, _backend, text, kind, *_link: self.shown.append(
                (user.id, {"message": text, "type": kind})
            ),
        )
        self.backend.import_orders()
        self.run_jobs()
        self.flow = self.backend.flow_ids.filtered(lambda flow: flow.flow == "orders")

    def pass_minutes(self, minutes):
        """Move the last success and start into the past."""
        for name in ("last_success_at", "last_start_at"):
            self.flow[name] -= timedelta(minutes=minutes)
        self.env.invalidate_all()

    def fail_for_ever(self):
        self.sim.faults.add("getOrders", "status", status=500, count=0)

    def run_until_given_up(self):
        with self.quiet(), mute_logger("odoo.addons.queue_job.controllers.main"):
            for _try in range(12):
                self.hasten()
                self.run_jobs()

    def schedule(self):
        self.env["ebay.backend"]._cron_import_orders()

    def test_a_failing_run_says_that_it_is_tried_again(self):
        self.fail_for_ever()
        self.schedule()
        self.assertFalse(self.jobs("pending"), "it is not due yet")
        self.pass_minutes(10)
        self.schedule()
        with self.quiet():
            self.run_jobs()
        run = self.backend.run_ids[:1]
        self.assertEqual(run.display_state, "retrying")
        self.assertIn("Retrying (1 of 9, next at ", run.problem)
        self.assertIn("500", run.problem)
        self.assertIn("500", self.flow.status_text)

    def test_twenty_minutes_of_failures_are_amber_and_then_red(self):
        self.assertEqual(self.backend.health_state, "ok")
        self.fail_for_ever()
        self.pass_minutes(10)
        self.schedule()
        with self.quiet():
            self.run_jobs()
        self.pass_minutes(11)
        self.assertEqual(self.flow.state, "late")
        self.assertEqual(self.backend.health_state, "warning")
        self.assertIn("500", self.backend.health_text)
        self.pass_minutes(40)
        self.assertEqual(self.flow.state, "stopped")
        self.assertEqual(self.backend.health_state, "error")
        self.assertTrue(self.backend.health_text.startswith("Orders: "))

    def test_a_run_that_has_given_up_has_failed_until_one_succeeds(self):
        self.fail_for_ever()
        self.pass_minutes(10)
        self.schedule()
        self.run_until_given_up()
        run = self.backend.run_ids[:1]
        self.assertEqual(run.display_state, "failed")
        self.assertEqual(self.flow.state, "late", "at once")
        self.assertEqual(self.backend.job_failed_count, 1)
        for _time in range(3):
            self.pass_minutes(10)
            self.schedule()
            self.assertEqual(len(self.jobs("pending")), 1)
            self.assertEqual(self.backend.job_failed_count, 1)
            self.assertNotEqual(self.backend.health_state, "ok")
            self.run_until_given_up()
            self.assertEqual(self.backend.job_failed_count, 1)
        self.sim.faults.clear()
        run.with_user(self.user).action_try_again()
        self.run_jobs()
        self.env.invalidate_all()
        self.assertEqual(run.display_state, "done")
        self.assertEqual(self.flow.state, "ok")
        self.assertFalse(self.flow.last_error)

    def test_whoever_pressed_the_button_is_told_of_the_failure(self):
        self.fail_for_ever()
        self.backend.with_user(self.user).import_orders()
        messages = self.messages(self.user)
        self.assertIn("started", messages[-1]["message"])
        self.run_until_given_up()
        messages = self.messages(self.user)
        self.assertEqual(messages[-1]["type"], "danger")
        self.assertIn("500", messages[-1]["message"])

    def test_whoever_pressed_the_button_is_told_of_the_success(self):
        self.backend.with_user(self.user).import_orders()
        self.run_jobs()
        self.assertEqual(self.messages(self.user)[-1]["type"], "success")

    def test_the_schedule_tells_nobody(self):
        before = self.messages(self.user)
        self.pass_minutes(10)
        self.schedule()
        self.run_jobs()
        self.assertEqual(self.messages(self.user), before)
        self.assertEqual(len(self.backend.run_ids), 2, "it has run")

    def messages(self, user):
        """Return what was shown to a user, oldest first."""
        return [message for owner, message in self.shown if owner == user.id]

    def test_orders_cannot_be_imported_since_a_date_in_the_future(self):
        with self.assertRaises(ValidationError):
            self.backend.import_orders_since = fields.Datetime.now() + timedelta(days=1)

    def test_orders_that_are_switched_off_are_not_green(self):
        self.assertEqual(self.backend.health_state, "ok")
        self.flow.interval = 0
        self.env.invalidate_all()
        self.assertEqual(self.backend.health_state, "warning")
        self.assertIn("Switched off", self.backend.health_text)

    def test_the_chart_of_delays_leaves_out_what_is_older_than_the_connection(self):
        orders = self.env["ebay.sale.order"]
        now = fields.Datetime.now()
        self.backend.connected_at = now - timedelta(hours=2)
        ages = {"new": 1, "old": 3}
        partner = self.env["res.partner"].create({"name": "Buyer"})
        created = orders.create(
            [
                {
                    "backend_id": self.backend.id,
                    "external_id": name,
                    "ordered_at": now - timedelta(hours=hours),
                    "odoo_id": self.env["sale.order"]
                    .create({"partner_id": partner.id})
                    .id,
                }
                for name, hours in ages.items()
            ]
        )
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ebay_sale_order SET create_date = ordered_at + interval '4 minutes'"
            " WHERE id IN %s",
            (tuple(created.ids),),
        )
        self.env.invalidate_all()
        backend = self.backend.with_user(self.user)
        [chart] = json.loads(backend.delay_graph)
        values = [row["value"] for row in chart["values"]]
        self.assertEqual(len(values), 14)
        self.assertEqual(sorted(values)[-2:], [0, 4])
