# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What begins an import, and who may see what came of it."""

from datetime import timedelta
from types import SimpleNamespace

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import new_test_user

from ..common import OrderCase
from ..order_factory import changed, order


class TestOrderStart(OrderCase):
    def test_a_notification_imports_its_order(self):
        data = order()
        self.put(data, order())
        event = SimpleNamespace(reference=data["orderId"])
        with self.backend.work_on("ebay.webhook.event") as work:
            handler = work.component(usage="event.handler", topic="ORDER_CONFIRMATION")
            result = handler.handle(event)
        self.assertIn(data["orderId"], result)
        self.assertEqual(self.bindings(data).odoo_id.state, "sale")
        self.assertEqual(self.calls, ["get_order"])

    def test_the_schedule_imports_orders_of_connected_accounts(self):
        data = order()
        self.put(data)
        self.backend.connect()
        self.env["ebay.backend"]._cron_import_orders()
        self.run_jobs()
        self.assertTrue(self.bindings(data))

    def test_asked_for_twice_it_runs_once(self):
        self.put(order())
        self.backend.import_orders()
        self.backend.import_orders()
        self.run_jobs()
        self.assertEqual(self.calls, ["get_orders"])

    def test_the_first_run_begins_where_it_is_set(self):
        self.backend.import_orders_since = "2026-05-01 00:00:00"
        self.backend.import_orders()
        run = self.env["ebay.run"].search([("flow", "=", "orders")])
        self.assertEqual(str(run.window_from), "2026-05-01 00:00:00")

    def test_the_nightly_look_back_leaves_the_checkpoint_alone(self):
        self.pull(order())
        self.backend.connect()
        self.env["ebay.backend"]._cron_rescan_orders()
        self.run_jobs()
        runs = self.env["ebay.run"]
        last = runs._last_done(self.backend, "orders")
        self.assertEqual(last, runs.search([("flow", "=", "orders")]))

    def test_waiting_orders_are_looked_at_again(self):
        data = order(orderPaymentStatus="PENDING")
        binding = self.pull(data)
        # Paid, and no list of changes has told of it.
        self.put({**data, "orderPaymentStatus": "PAID"})
        self.backend.connect()
        self.env["ebay.backend"]._cron_follow_orders()
        self.run_jobs()
        self.assertEqual(binding.odoo_id.state, "sale")

    def test_the_wizard_imports_one_order(self):
        data = order()
        self.put(data)
        wizard = self.env["ebay.order.import.wizard"].create(
            {"backend_id": self.backend.id, "order_number": f" {data['orderId']} "}
        )
        wizard.action_import()
        self.run_jobs()
        self.assertTrue(self.bindings(data))

    def test_the_wizard_imports_a_period(self):
        data = order()
        self.put(data)
        wizard = self.env["ebay.order.import.wizard"].create(
            {"backend_id": self.backend.id, "what": "period"}
        )
        wizard.action_import()
        self.run_jobs()
        self.assertTrue(self.bindings(data))
        wizard.date_to = wizard.date_from
        with self.assertRaises(UserError):
            wizard.action_import()

    def test_the_wizard_goes_by_one_date_only(self):
        for by in ("creationdate", "lastmodifieddate"):
            wizard = self.env["ebay.order.import.wizard"].create(
                {"backend_id": self.backend.id, "what": "period", "by": by}
            )
            wizard.action_import()
            self.run_jobs()
            self.assertEqual(self.asked_by[-1], by)
        self.pull(order())
        self.assertEqual(self.asked_by[-1], "lastmodifieddate")

    def test_a_period_that_has_not_begun_is_no_period(self):
        tomorrow = fields.Datetime.now() + timedelta(days=1)
        wizard = self.env["ebay.order.import.wizard"].create(
            {
                "backend_id": self.backend.id,
                "what": "period",
                "date_from": tomorrow,
                "date_to": tomorrow + timedelta(days=1),
            }
        )
        with self.assertRaisesRegex(UserError, "not begun"):
            wizard.action_import()

    def test_an_order_ebay_does_not_know_fails_with_its_words(self):
        self.backend.import_order("99-99999-99999")
        self.run_jobs()
        self.assertIn("No such order", self.jobs("failed").exc_message)

    def test_a_salesman_sees_and_changes_orders_without_rights_on_the_account(self):
        binding = self.pull(order(orderPaymentStatus="PENDING"))
        salesman = new_test_user(
            self.env, "salesman", "sales_team.group_sale_salesman_all_leads"
        )
        sale = binding.odoo_id.with_user(salesman)
        names = [name for name in sale._fields if name.startswith("ebay_")]
        self.assertEqual(sale.read(names)[0]["ebay_payment_state"], "PENDING")
        sale.order_line[0].product_uom_qty = 2
        with self.assertRaisesRegex(UserError, "not paid"):
            sale.action_confirm()

    def test_a_manual_order_is_confirmed_as_ever(self):
        binding = self.pull(order(orderPaymentStatus="PENDING"))
        manual = self.env["sale.order"].create(
            {
                "partner_id": binding.odoo_id.partner_id.id,
                "date_order": "2020-01-01 00:00:00",
                "order_line": [(0, 0, {"product_id": self.mug.id})],
            }
        )
        paid = self.pull(order(), changed(order()))[:1].odoo_id
        self.assertEqual(str(paid.date_order), "2026-05-03 18:01:11")
        manual.action_confirm()
        self.assertEqual(manual.state, "sale")
        self.assertNotEqual(manual.date_order.year, 2020)
