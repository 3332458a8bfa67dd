# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from ..order_factory import item, order
from .refund_case import RefundCase

EBAY_AND_SALES = "connector_ebay.group_ebay_user,sales_team.group_sale_salesman"
REFUNDS = f"{EBAY_AND_SALES},connector_ebay_sale.group_ebay_refund"


class TestRefundRights(RefundCase):
    """Who may refund, how much, and that nothing is paid twice."""

    def setUp(self):
        super().setUp()
        self.payer = new_test_user(self.env, "payer", groups=REFUNDS)
        self.colleague = new_test_user(self.env, "colleague", groups=REFUNDS)
        self.clerk = new_test_user(self.env, "clerk", groups=EBAY_AND_SALES)

    def test_a_wizard_belongs_to_its_creator(self):
        wizard = self.wizard(self.payer, amount=1.0)
        theirs = wizard.with_user(self.colleague)
        for forbidden in (
            lambda: theirs.write({"amount": 5.0}),
            theirs.action_send,
            theirs.unlink,
            lambda: theirs.read(["amount"]),
        ):
            with self.assertRaises(AccessError):
                forbidden()
        self.assertFalse(theirs.search([]))
        self.assertEqual(wizard.amount, 1.0)

    def test_only_the_group_pays(self):
        with self.assertRaises(AccessError):
            self.wizard(self.clerk, amount=1.0).action_send()
        self.wizard(self.payer, amount=1.0).action_send()
        self.assertEqual(self.binding.request_ids.create_uid, self.payer)

    def test_the_chatter_says_who_paid_how_much(self):
        self.wizard(self.payer, amount=1.0).action_send()
        self.env.invalidate_all()
        for record in (self.backend, self.binding.odoo_id):
            line = record.message_ids[0]
            self.assertEqual(line.author_id, self.payer.partner_id)
            self.assertIn(self.payer.name, line.preview)
            self.assertIn(self.binding.external_id, line.preview)
            self.assertIn("1.00", line.preview)

    def test_pending_requests_are_counted(self):
        first = self.wizard(self.payer, amount=self.total - 1)
        second = self.wizard(self.payer, amount=self.total - 1)
        first.action_send()
        with self.assertRaises(UserError):
            second.action_send()
        self.assertAlmostEqual(self.wizard(self.payer).refundable, 1.0)
        self.wizard(self.payer, amount=1.0).action_send()
        paid = sum(self.binding.request_ids.mapped("amount"))
        self.assertAlmostEqual(paid, self.total)

    def test_accepted_requests_are_counted_until_the_import_finds_them(self):
        self.wizard(self.payer, amount=self.total).action_send()
        self.binding.request_ids.write({"state": "done", "answer": "5000000001"})
        self.assertAlmostEqual(self.wizard(self.payer).refundable, 0.0)

    def test_a_refused_request_is_checked_again(self):
        self.wizard(self.payer, amount=self.total).action_send()
        refused = self.binding.request_ids
        refused.state = "refused"
        self.wizard(self.payer, amount=self.total).action_send()
        with self.assertRaises(UserError):
            refused.with_user(self.payer).action_retry()

    def test_cancelling_and_refunding_exclude_each_other(self):
        self.wizard(self.payer, amount=1.0).action_send()
        with self.assertRaises(UserError):
            self.wizard(self.payer, kind="cancel").action_send()

    def test_a_limit_in_the_companys_currency(self):
        self.binding.company_id.ebay_refund_limit = 5
        self.set_rate(1)
        self.wizard(self.payer, amount=3.0).action_send()
        with self.assertRaises(AccessError):
            self.wizard(self.payer, amount=3.0).action_send()
        self.wizard(self.colleague, amount=3.0).action_send()
        self.payer.ebay_refund_limit = 100
        self.wizard(self.payer, amount=2.0).action_send()

    def test_the_amount_is_shown_before_it_is_paid(self):
        self.assertAlmostEqual(self.wizard(self.payer).amount, self.total)
        self.assertAlmostEqual(
            self.wizard(self.payer, kind="cancel").amount,
            self.total if self.binding.paid_at else 0.0,
        )

    def test_an_item_of_another_order_is_refused(self):
        [other] = self.pull(order(item("MUG")))
        wizard = self.wizard(self.payer, amount=1.0, line_id=other.line_ids[:1].id)
        with self.assertRaises(UserError):
            wizard.action_send()
