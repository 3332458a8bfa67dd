# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.tests import new_test_user

from ..export_case import ExportCase


class TestChatter(ExportCase):
    """The chatter of the account says who did what, in one line."""

    def setUp(self):
        super().setUp()
        self.boss = new_test_user(
            self.env, "boss", groups="connector_ebay.group_ebay_manager"
        )
        self.before = self.backend.message_ids

    def lines(self):
        """Return the lines of the chatter since the test began, oldest first."""
        self.env.invalidate_all()
        messages = (self.backend.message_ids - self.before).sorted("id")
        self.assertEqual(messages.author_id, self.boss.partner_id)
        return [str(message.preview) for message in messages]

    def as_boss(self):
        return self.backend.with_user(self.boss)

    def test_pause_resume_and_disconnect(self):
        self.as_boss().action_pause()
        self.as_boss().action_resume()
        self.as_boss().action_disconnect()
        name = self.boss.name
        self.assertEqual(
            self.lines(),
            [
                f"{name}: paused the account",
                f"{name}: resumed the account",
                f"{name}: disconnected the account from eBay",
            ],
        )

    def test_held_values_are_released_by_somebody(self):
        for number in range(10):
            self.list(title=f"T{number}", sku=f"T{number}", available=5, price="10.00")
        self.sell_from_odoo()
        self.push(**{f"T{number}": 0 for number in range(6)})
        self.before = self.backend.message_ids
        held = self.env["ebay.sku.sync"].search([("hold_reason", "!=", False)])
        held.with_user(self.boss).action_release()
        self.assertEqual(
            self.lines(), [f"{self.boss.name}: released the held values of 6 SKUs"]
        )

    def test_taking_over_and_back(self):
        take_over = self.env["ebay.take.over"].create({"backend_id": self.backend.id})
        take_over.complete = True
        take_over.with_user(self.boss).action_confirm()
        take_over.with_user(self.boss).action_back()
        self.assertEqual(
            self.lines(),
            [
                f"{self.boss.name}: made Odoo the master of stock and prices",
                f"{self.boss.name}: made eBay the master of stock and prices again",
            ],
        )

    def test_changes_of_budgets_are_tracked(self):
        backend = self.as_boss().with_context(tracking_disable=False)
        backend.push_budget = 90
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.env.invalidate_all()
        tracked = (self.backend.message_ids - self.before).tracking_value_ids
        self.assertEqual(tracked.field_id.name, "push_budget")
        self.assertEqual(
            (tracked.old_value_integer, tracked.new_value_integer), (0, 90)
        )
