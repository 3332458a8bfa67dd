# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import fields
from odoo.tests import new_test_user

from ..common import OrderCase
from ..order_factory import item, order


class TestOrderAlerts(OrderCase):
    def open_alerts(self):
        self.env.invalidate_all()
        return self.backend.alert_ids

    def watch(self):
        self.env.flush_all()
        self.env["ebay.alert"]._cron_watch()
        return self.open_alerts()

    # === HELD ORDERS ===

    def test_a_held_order_opens_an_alert_at_once_and_closes_it_when_it_goes_on(self):
        binding = self.pull(order(item("NEW")))
        alert = self.open_alerts()
        self.assertEqual(alert.code, "orders_held")
        self.assertEqual(alert.message, "Held orders: 1. Item to match (1).")
        action = alert.action_open()
        self.assertEqual(self.env["ebay.sale.order"].search(action["domain"]), binding)
        self.create_product("NEW")
        self.run_jobs()
        self.assertEqual(binding.import_state, "imported")
        self.assertFalse(self.watch())
        self.assertEqual(alert.state, "closed")

    def test_more_held_orders_are_one_alert(self):
        self.pull(order(item("NEW")))
        self.pull(order(item("NEWER")))
        alert = self.open_alerts()
        self.assertEqual(alert.message, "Held orders: 2. Item to match (2).")
        self.assertEqual(len(self.backend.activity_ids), 1)
        self.assertEqual(self.watch(), alert)

    # === LATE ORDERS ===

    def last_success(self, minutes):
        """Let the last import of orders have succeeded so many minutes ago."""
        flow = self.env["ebay.flow"]._get_or_create(self.backend, "orders")
        flow.last_success_at = fields.Datetime.now() - timedelta(minutes=minutes)
        self.backend.connect()
        return flow

    def test_orders_that_are_not_imported(self):
        self.last_success(59)
        self.assertFalse(self.watch())
        self.last_success(61)
        alert = self.watch()
        self.assertEqual(alert.code, "orders_late")
        self.assertEqual(alert.severity, "error")
        self.assertEqual(alert.action_open()["res_model"], "ebay.backend")
        shop = new_test_user(self.env, "shop", groups="connector_ebay.group_ebay_user")
        alert = alert.with_user(shop)
        self.assertEqual(alert.solve_label, "Try Now")
        alert.action_solve()
        self.run_jobs()
        self.assertFalse(self.watch())

    def test_the_alert_names_the_last_error(self):
        self.last_success(61)
        self.ebay = None
        self.backend.import_orders()
        with self.quiet():
            self.run_jobs()
        self.assertEqual(self.jobs().state, "failed")
        self.assertIn(self.jobs().exc_message, self.watch().message)

    def test_the_time_is_a_setting(self):
        self.last_success(61)
        self.backend.alert_orders_minutes = 90
        self.assertFalse(self.watch())
        self.last_success(91)
        self.assertEqual(self.watch().code, "orders_late")

    def test_an_account_that_may_not_call_ebay_raises_no_alarm(self):
        self.last_success(600)
        self.backend.action_pause()
        self.assertFalse(self.watch())
        self.backend.action_disconnect()
        self.assertFalse(self.watch())
        self.backend.state = "reconnect"
        self.assertEqual(self.watch().code, "unauthorized")

    # === FAILURES THAT ARE OVER ===

    def failed_job(self, order_id):
        """Return a job that failed to import this order."""
        self.backend.import_order(order_id)
        job = self.jobs("pending")
        job.write({"state": "failed", "exc_message": "a bad day"})
        return job

    def failed_event(self, order_id, topic="ORDER_CONFIRMATION"):
        """Return a notification of this order that failed."""
        return self.env["ebay.webhook.event"].create(
            {
                "notification_id": f"{topic} {order_id}",
                "topic": topic,
                "environment": "simulator",
                "backend_id": self.backend.id,
                "received_at": fields.Datetime.now(),
                "reference": order_id,
                "state": "failed",
            }
        )

    def test_what_failed_to_import_an_order_is_over_when_any_job_imports_it(self):
        data = order(item("MUG"))
        job = self.failed_job(data["orderId"])
        other = self.failed_job("another-order")
        event = self.failed_event(data["orderId"])
        message = self.failed_event(data["orderId"], "NEW_MESSAGE")
        self.pull(data)
        self.env.invalidate_all()
        self.assertEqual((job.state, event.state), ("cancelled", "done"))
        self.assertEqual((other.state, message.state), ("failed", "failed"))
        self.assertEqual(self.backend.job_failed_count, 1)

    def test_an_order_that_fails_again_stays_red(self):
        data = order(item("MUG"))
        job = self.failed_job(data["orderId"])
        self.ebay[data["orderId"]] = {**data, "pricingSummary": {"total": "broken"}}
        self.backend.import_orders()
        with self.quiet():
            self.run_jobs()
        self.env.invalidate_all()
        self.assertEqual(job.state, "failed")
