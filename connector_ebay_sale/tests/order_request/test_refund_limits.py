# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError, UserError
from odoo.service.model import call_kw
from odoo.tests import new_test_user

from ..order_factory import item, order
from .refund_case import RefundCase

#: What each role may do, by RPC: send a small refund, send a large one, ask, confirm.
ROLES = {
    "assistant": ("connector_ebay.group_ebay_user", ()),
    "refunds": ("connector_ebay_sale.group_ebay_refund", ("small", "ask")),
    "manager": (
        "connector_ebay.group_ebay_manager",
        ("small", "large", "ask", "confirm"),
    ),
}

LIMIT = 5.0


class DoneError(Exception):
    """Undoes what a test has tried."""


class TestRefundLimits(RefundCase):
    """How much each role may pay back, whichever way the request comes."""

    def setUp(self):
        super().setUp()
        self.binding.company_id.ebay_refund_limit = LIMIT
        self.set_rate(1)
        self.users = {
            name: new_test_user(self.env, f"role_{name}", groups=groups)
            for name, (groups, _allowed) in ROLES.items()
        }

    def rpc(self, user, model, method, ids=None, *args, **kwargs):
        """Call a method as a client would."""
        arguments = list(args) if ids is None else [ids, *args]
        result = call_kw(self.env[model].with_user(user), method, arguments, kwargs)
        self.env.flush_all()
        return result

    def ask(self, user=None, amount=LIMIT + 1):
        """Let a user ask a manager for a refund; return the request."""
        self.wizard(user or self.users["refunds"], amount=amount).action_ask()
        return self.binding.request_ids[:1]

    def activities(self):
        return self.binding.odoo_id.activity_ids.mapped("summary")

    def allowed(self, user, action):
        """Return whether the server does what the user's client asks for; undo it."""
        try:
            with self.env.cr.savepoint():
                action(user)
                raise DoneError
        except DoneError:
            return True
        except AccessError:
            return False

    def send(self, user, amount, method="action_send"):
        wizard = self.rpc(
            user,
            "ebay.order.request.wizard",
            "create",
            None,
            {"order_id": self.binding.id, "kind": "refund", "amount": amount},
        )
        self.rpc(user, "ebay.order.request.wizard", method, [wizard])

    def test_each_role_pays_as_much_as_it_may(self):
        asked = self.ask()
        actions = {
            "small": lambda user: self.send(user, LIMIT - 1),
            "large": lambda user: self.send(user, LIMIT + 1),
            "ask": lambda user: (
                asked.sudo().write({"state": "declined"}),
                self.send(user, LIMIT + 1, "action_ask"),
            ),
            "confirm": lambda user: self.rpc(
                user, "ebay.order.request", "action_confirm", asked.ids
            ),
        }
        for name, (_groups, allowed) in ROLES.items():
            for what, action in actions.items():
                with self.subTest(role=name, what=what):
                    done = self.allowed(self.users[name], action)
                    self.assertEqual(done, what in allowed)

    def test_requests_are_neither_created_nor_changed_by_rpc(self):
        asked = self.ask()
        values = {"order_id": self.binding.id, "kind": "refund", "amount": 1.0}
        for name, user in self.users.items():
            for action in (
                lambda one: self.rpc(one, asked._name, "create", None, values),
                lambda one: self.rpc(
                    one, asked._name, "write", asked.ids, {"state": "waiting"}
                ),
                lambda one: self.rpc(
                    one, asked._name, "write", asked.ids, {"amount": 0.1}
                ),
                lambda one: self.rpc(one, asked._name, "unlink", asked.ids),
            ):
                self.assertFalse(self.allowed(user, action), name)
        self.assertEqual(asked.state, "to_confirm")

    def test_a_retry_is_limited_as_well(self):
        asked = self.ask()
        asked.state = "refused"
        for name in ("assistant", "refunds"):
            self.assertFalse(
                self.allowed(
                    self.users[name],
                    lambda user: self.rpc(user, asked._name, "action_retry", asked.ids),
                )
            )
        self.assertEqual(asked.state, "refused")

    def test_approving_a_cancellation_is_a_refund(self):
        self.binding.cancel_state = "IN_PROGRESS"
        self.assertGreater(self.binding.amount_total, LIMIT)
        for name in ("assistant", "refunds"):
            wizard = self.wizard(self.users[name], kind="approve")
            self.assertAlmostEqual(wizard.amount, self.binding.amount_total)
            with self.assertRaises(AccessError):
                wizard.action_send()
        self.wizard(self.users["manager"], kind="approve").action_send()
        self.assertAlmostEqual(
            self.binding.request_ids.amount, self.binding.amount_total
        )

    def test_an_assistant_declines_a_cancellation(self):
        self.binding.cancel_state = "IN_PROGRESS"
        assistant = self.users["assistant"]
        wizard = self.wizard(assistant, kind="reject")
        self.assertEqual(wizard.kinds, ["reject"])
        wizard.action_send()
        self.assertEqual(self.binding.request_ids.kind, "reject")

    def test_a_manager_confirms_what_is_above_the_limit(self):
        asked = self.ask()
        self.assertEqual(asked.state, "to_confirm")
        self.assertFalse(self.jobs("pending"))
        self.assertIn("Refund to confirm", self.activities())
        self.assertIn("6.00", self.binding.confirm_note)
        manager = self.users["manager"]
        action = self.binding.with_user(manager).action_confirm_request()
        wizard = (
            self.env[action["res_model"]]
            .with_user(manager)
            .with_context(**action["context"])
            .create({})
        )
        self.assertAlmostEqual(wizard.amount, LIMIT + 1)
        wizard.action_confirm()
        self.assertEqual(asked.state, "waiting")
        self.assertEqual(asked.confirmed_by_id, manager)
        self.assertTrue(self.jobs("pending"))
        self.assertNotIn("Refund to confirm", self.activities())

    def test_what_is_declined_is_not_sent(self):
        asked = self.ask()
        with self.assertRaises(AccessError):
            asked.with_user(self.users["assistant"]).action_decline()
        asked.with_user(self.users["manager"]).action_decline()
        self.assertEqual(asked.state, "declined")
        with self.assertRaises(UserError):
            asked.with_user(self.users["manager"]).action_confirm()
        self.assertFalse(self.jobs("pending"))

    def test_a_request_is_confirmed_once_only(self):
        asked = self.ask()
        asked.with_user(self.users["manager"]).action_confirm()
        with self.assertRaises(UserError):
            asked.with_user(self.users["manager"]).action_confirm()

    def test_a_managers_own_limit_counts(self):
        manager = self.users["manager"]
        manager.ebay_refund_limit = LIMIT
        with self.assertRaises(AccessError):
            self.wizard(manager, amount=LIMIT + 1).action_send()

    def test_limits_are_in_the_companys_currency(self):
        """Two euros are eight zlotys and more: above a limit of five."""
        self.set_rate(4)
        with self.assertRaises(AccessError):
            self.wizard(self.users["refunds"], amount=2.0).action_send()
        self.wizard(self.users["refunds"], amount=1.0).action_send()

    def test_without_a_rate_a_manager_confirms(self):
        self.env["res.currency.rate"].search([]).unlink()
        with self.assertRaises(AccessError):
            self.wizard(self.users["refunds"], amount=0.5).action_send()
        self.wizard(self.users["manager"], amount=0.5).action_send()

    def test_the_dialog_says_what_is_paid_and_who_may(self):
        small = self.wizard(self.users["refunds"], amount=LIMIT)
        self.assertFalse(small.above_limit)
        large = self.wizard(self.users["refunds"], amount=LIMIT + 1)
        self.assertIn("5.00", large.above_limit)
        self.assertAlmostEqual(large.amount_total, self.binding.amount_total)
        self.assertAlmostEqual(large.refundable, self.binding.amount_total)
        self.assertFalse(self.wizard(self.users["assistant"]).may_pay)

    def test_the_chatter_says_who_did_what(self):
        refunds, manager = self.users["refunds"], self.users["manager"]
        asked = self.ask(refunds)
        asked.with_user(manager).action_confirm()
        messages = self.binding.odoo_id.message_ids
        by_author = {
            message.author_id: str(message.body)
            for message in messages
            if "eBay order" in str(message.body)
        }
        self.assertIn("6.00", by_author[refunds.partner_id])
        self.assertIn("Confirmed", by_author[manager.partner_id])

    def test_another_company_confirms_nothing(self):
        asked = self.ask()
        company = self.env["res.company"].create({"name": "Other"})
        stranger = new_test_user(
            self.env,
            "stranger",
            groups="connector_ebay.group_ebay_manager",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )
        for method in ("action_confirm", "action_decline", "action_open"):
            self.assertFalse(
                self.allowed(
                    stranger,
                    lambda user, name=method: self.rpc(
                        user, asked._name, name, asked.ids
                    ),
                )
            )

    def test_orders_of_somebody_else_stay_out_of_the_wizard(self):
        [other] = self.pull(order(item("MUG")))
        asked = self.ask()
        wizard = self.wizard(self.users["manager"], order_id=other.id)
        with self.assertRaises(UserError):
            wizard.write({"request_id": False})
            wizard.action_confirm()
        self.assertEqual(asked.state, "to_confirm")
