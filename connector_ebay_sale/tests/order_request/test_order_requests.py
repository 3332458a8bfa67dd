# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.sql_db import db_connect
from odoo.tools import mute_logger

from odoo.addons.connector_ebay.connection.keyset import Keyset
from odoo.addons.connector_ebay.tests.common import EbayCase
from odoo.addons.connector_ebay.tests.simulator import Catalogue
from odoo.addons.connector_ebay.tools.transactions import try_advisory_lock


class TestOrderRequests(EbayCase):
    """Cancelling and refunding from Odoo, signed, over HTTP."""

    catalogue = Catalogue(20, variations=0, odd=False)

    def setUp(self):
        super().setUp()
        self.env.ref("base.EUR").active = True
        self.backend.company_id.account_sale_tax_id = False
        self.backend.unknown_sku_policy = "placeholder"
        self.order = self.sim.orders.generate(1, kinds=["de_domestic"])[0]
        self.backend.import_orders()
        self.run_jobs()
        self.binding = self.env["ebay.sale.order"].search(
            [("external_id", "=", self.order.order_id)]
        )
        self.assertEqual(self.binding.odoo_id.state, "sale")

    def ask(self, **values):
        wizard = self.env["ebay.order.request.wizard"].create(
            {"order_id": self.binding.id, **values}
        )
        wizard.action_send()
        self.run_jobs()
        return self.binding.request_ids[:1]

    def settle(self):
        """Let postponed jobs run as well."""
        for _turn in range(3):
            self.hasten()
            self.run_jobs()

    def test_a_refund_reaches_ebay_once_and_comes_back(self):
        request = self.ask(kind="refund", amount=1.50, comment="Sorry")
        self.assertEqual(request.state, "done", request.answer)
        self.assertEqual([str(one.amount) for one in self.order.refunds], ["1.50"])
        self.settle()
        self.assertEqual(self.binding.refund_ids.external_id, request.answer)
        self.assertAlmostEqual(self.binding.refund_ids.amount, 1.50)
        self.assertFalse(self.jobs("failed"))

    def test_a_lost_answer_is_settled_by_reading(self):
        self.sim.faults.add("issueRefund", "lost_answer")
        with self.quiet():
            request = self.ask(kind="refund", amount=1.50)
        self.assertEqual(request.state, "waiting")
        self.settle()
        self.assertEqual(request.state, "done")
        self.assertEqual(self.sim.requests.count("issueRefund"), 1)
        self.assertEqual(len(self.order.refunds), 1)

    def test_what_never_arrived_is_sent_again(self):
        self.sim.faults.add("issueRefund", "reset")
        with self.quiet():
            request = self.ask(kind="refund", amount=1.50)
        request.attempt_ids.flush_recordset()
        self.env.cr.execute(
            "UPDATE ebay_order_request_attempt"
            " SET create_date = create_date - interval '10 minutes'"
        )
        self.env.invalidate_all()
        self.settle()
        self.assertEqual(request.state, "done", request.answer)
        self.assertEqual(len(self.order.refunds), 1)

    def test_a_refusal_is_told_in_ebays_words_and_can_be_tried_again(self):
        self.sim.orders.refund(self.order.order_id)
        request = self.ask(kind="refund", amount=1.50)
        self.assertEqual(request.state, "refused")
        self.assertIn("already refunded", request.answer)
        activities = self.binding.odoo_id.activity_ids
        self.assertIn("eBay refused", activities.mapped("summary"))

    def test_cancelling_on_ebay_cancels_here_when_ebay_says_so(self):
        request = self.ask(kind="cancel")
        self.assertEqual(request.state, "done", request.answer)
        self.settle()
        self.assertEqual(self.order.cancel_state, "CANCELED")
        self.assertEqual(self.binding.odoo_id.state, "cancel")

    def test_the_buyers_request_is_agreed_to(self):
        self.sim.clock.advance(60)
        self.sim.orders.request_cancel(self.order.order_id)
        self.backend.import_order(self.order.order_id)
        self.run_jobs()
        self.assertEqual(self.binding.cancel_state, "IN_PROGRESS")
        request = self.ask(kind="approve")
        self.assertEqual(request.state, "done", request.answer)
        self.settle()
        self.assertEqual(self.binding.odoo_id.state, "cancel")

    def test_the_buyers_request_is_declined(self):
        self.sim.clock.advance(60)
        self.sim.orders.request_cancel(self.order.order_id)
        self.backend.import_order(self.order.order_id)
        self.run_jobs()
        self.ask(kind="reject")
        self.settle()
        self.assertEqual(self.binding.odoo_id.state, "sale")
        self.assertEqual(self.order.cancel_state, "NONE_REQUESTED")

    def test_test_mode_sends_nothing(self):
        self.backend.test_mode = True
        request = self.ask(kind="refund", amount=1.50)
        self.assertEqual(request.state, "test")
        self.assertEqual(self.sim.requests.count("issueRefund"), 0)

    @mute_logger("odoo.sql_db")
    def test_more_than_was_paid_is_not_asked_for(self):
        with self.assertRaises(UserError):
            self.ask(kind="refund", amount=float(self.order.total) + 1)

    def test_the_signing_key_is_made_once_and_kept(self):
        self.ask(kind="refund", amount=1.0)
        self.settle()
        self.ask(kind="refund", amount=1.0)
        self.assertEqual(self.sim.requests.count("createSigningKey"), 1)

    # === LOST AND INCOMPLETE ANSWERS ===

    def test_a_refund_of_an_item_is_not_paid_twice_when_its_answer_is_lost(self):
        """Its id stands on the line only."""
        self.sim.faults.add("issueRefund", "lost_answer")
        with self.quiet():
            request = self.ask(
                kind="refund", amount=1.50, line_id=self.binding.line_ids[:1].id
            )
        self.settle_after_a_while(request)
        self.assertEqual(request.state, "done", request.answer)
        self.assertEqual(self.sim.requests.count("issueRefund"), 1)
        self.assertEqual(len(self.order.refunds), 1)
        self.assertEqual(request.answer, self.order.refunds[0].refund_id)

    def test_a_pending_refund_without_an_id_is_not_paid_twice(self):
        self.sim.orders.refund_id_when_pending = False
        self.sim.faults.add("issueRefund", "lost_answer")
        with self.quiet():
            request = self.ask(kind="refund", amount=1.50)
        self.settle_after_a_while(request)
        self.assertEqual(request.state, "done", request.answer)
        self.assertEqual(self.sim.requests.count("issueRefund"), 1)

    def test_somebody_elses_refund_is_not_taken_for_ours(self):
        self.sim.faults.add("issueRefund", "reset")
        with self.quiet():
            request = self.ask(kind="refund", amount=1.50)
        self.sim.orders.refund(self.order.order_id, "0.50")
        self.settle_after_a_while(request)
        self.assertEqual(request.state, "done", request.answer)
        self.assertEqual(len(self.order.refunds), 2)

    def settle_after_a_while(self, request):
        """Let postponed jobs run when eBay certainly shows what it did."""
        request.attempt_ids.flush_recordset()
        self.env.cr.execute(
            "UPDATE ebay_order_request_attempt"
            " SET create_date = create_date - interval '10 minutes'"
        )
        self.env.invalidate_all()
        self.settle()

    def test_a_cancellation_without_a_number_is_not_accepted(self):
        self.sim.faults.add("createCancellation", "status", status=200, body="{}")
        with self.quiet():
            request = self.ask(kind="cancel")
        self.assertEqual(request.state, "refused")
        self.settle()
        self.assertEqual(self.binding.odoo_id.state, "sale")
        request.action_retry()
        self.settle()
        self.assertEqual(request.state, "done", request.answer)
        self.assertEqual(self.binding.odoo_id.state, "cancel")

    def test_a_cancellation_that_ebay_made_without_saying_so_is_found(self):
        self.sim.faults.add(
            "createCancellation", "replaced", old='"cancelId"', new='"other"'
        )
        with self.quiet():
            request = self.ask(kind="cancel")
        self.assertEqual(request.state, "done", request.answer)
        self.assertEqual(request.answer, self.order.cancel_requests[-1].request_id)
        self.assertEqual(self.sim.requests.count("createCancellation"), 1)

    def test_a_refund_that_failed_can_be_made_again(self):
        wizard = self.env["ebay.order.request.wizard"]
        whole = wizard.create({"order_id": self.binding.id}).refundable
        self.sim.orders.refund_outcome = "FAILED"
        self.ask(kind="refund", amount=1.50)
        self.sim.clock.advance(900)
        self.backend.import_order(self.order.order_id)
        self.settle()
        self.assertEqual(self.binding.refund_ids.status, "FAILED")
        again = wizard.create({"order_id": self.binding.id}).refundable
        self.assertAlmostEqual(again, whole)

    # === THE SIGNING KEY ===

    def test_of_two_first_refunds_at_once_one_creates_the_key(self):
        name = f"connector_ebay.{self.backend.environment}.signing_key"
        with db_connect(self.env.cr.dbname).cursor() as other:
            self.assertTrue(try_advisory_lock(other, name))
            with self.quiet():
                request = self.ask(kind="refund", amount=1.50)
            self.assertEqual(request.state, "waiting")
            self.assertFalse(request.attempt_ids)
            self.assertEqual(self.sim.requests.count("createSigningKey"), 0)
            other.rollback()
        self.settle()
        self.assertEqual(request.state, "done", request.answer)
        self.assertEqual(self.sim.requests.count("createSigningKey"), 1)
        self.assertEqual(len(self.order.refunds), 1)

    def test_a_key_that_another_process_has_created_is_used(self):
        self.ask(kind="refund", amount=1.50)
        self.settle()
        self.sim.clock.advance(900)
        get = Keyset.get

        def get_before(keyset, parameter):
            return "" if parameter == "signing_key" else get(keyset, parameter)

        with patch.object(Keyset, "get", get_before):
            request = self.ask(kind="refund", amount=1.25)
            self.settle()
        self.assertEqual(request.state, "done", request.answer)
        self.assertEqual(self.sim.requests.count("createSigningKey"), 1)
