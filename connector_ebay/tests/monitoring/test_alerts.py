# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user
from odoo.tools import mute_logger

from ...tools.stored_text import StoredText
from ..common import EbayCase


class TestAlerts(EbayCase):
    """An alert opens once, tells its people once, and closes."""

    def setUp(self):
        super().setUp()
        self.alerts = self.env["ebay.alert"]
        self.user = new_test_user(
            self.env,
            "boss",
            groups="connector_ebay.group_ebay_manager",
            email="boss@example.com",
        )
        self.backend.user_id = self.user

    def open(self, code="orders_held", text="2 orders wait.", **options):
        self.env.flush_all()
        message = StoredText._("%(text)s", text=text)
        self.alerts._open(self.backend, code, message, **options)
        self.env.invalidate_all()
        return self.alerts.search([("code", "=", code), ("state", "=", "open")])

    def activities(self):
        self.env.invalidate_all()
        return self.backend.activity_ids

    # === ONE ALERT, ONE ACTIVITY ===

    def test_it_is_counted_while_it_is_open(self):
        first = self.open()
        second = self.open()
        self.assertEqual(first, second)
        self.assertEqual((first.count, first.state), (2, "open"))
        self.assertEqual(first.message, "2 orders wait.")
        self.assertEqual(self.backend.alert_count, 1)
        self.assertEqual(self.backend.alert_severity, "warning")

    def test_the_responsible_user_gets_one_activity(self):
        self.open(mend=StoredText._("Match the SKU."))
        alert = self.open()
        [activity] = self.activities()
        self.assertEqual(activity, alert.activity_ids)
        self.assertEqual(activity.user_id, self.user)
        self.assertEqual(activity.summary, "eBay: Orders Are Held")
        self.assertIn("2 orders wait.", activity.note)
        self.assertEqual(activity.activity_type_id.name, "eBay")
        self.assertIn(f"/odoo/ebay-alerts/{alert.id}", activity.note)

    def test_the_activity_follows_the_message(self):
        self.open()
        self.open(text="3 orders wait.")
        self.assertIn("3 orders wait.", self.activities().note)

    def test_it_closes_with_its_activity(self):
        alert = self.open()
        self.alerts._close(self.backend, "orders_held")
        self.assertFalse(self.activities())
        self.assertEqual(alert.state, "closed")
        self.assertTrue(alert.closed_at)
        self.assertEqual(self.backend.alert_count, 0)

    def test_another_one_opens_afterwards(self):
        first = self.open()
        self.alerts._close(self.backend, "orders_held")
        second = self.open()
        self.assertNotEqual(first, second)
        self.assertEqual(len(self.activities()), 1)

    def test_a_done_activity_does_not_come_back_and_the_alert_stays(self):
        self.open()
        self.activities().with_user(self.user).action_feedback()
        alert = self.open(text="4 orders wait.")
        self.assertFalse(self.activities())
        self.assertEqual((alert.state, alert.message), ("open", "4 orders wait."))
        self.alerts._close(self.backend, "orders_held")
        self.open()
        self.assertEqual(len(self.activities()), 1)

    def test_a_worse_alert_tells_again(self):
        self.open(severity="info")
        self.activities().with_user(self.user).action_feedback()
        alert = self.open(severity="error")
        self.assertEqual(alert.severity, "error")
        self.assertEqual(len(self.activities()), 1)

    def test_the_database_allows_one_open_alert(self):
        alert = self.open()
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            alert.copy()

    # === WHO IS TOLD ===

    def test_the_activity_is_in_the_language_of_its_user(self):
        self.env["res.lang"]._activate_lang("pl_PL")
        self.user.lang = "pl_PL"
        alert = self.open()
        polish = alert.with_context(lang="pl_PL").display_name
        self.assertIn(polish, self.activities().summary)

    def test_without_a_responsible_user_a_manager_is_told(self):
        self.backend.user_id = False
        self.open()
        user = self.activities().user_id
        self.assertTrue(user.has_group("connector_ebay.group_ebay_manager"))
        self.assertTrue(user.active)
        self.assertNotEqual(user, self.env.ref("base.user_root"))

    def test_a_mail_is_sent_only_if_it_is_wanted(self):
        mails = self.env["mail.mail"].sudo()
        self.open()
        self.assertFalse(mails.search([("email_to", "ilike", "boss@example.com")]))
        self.backend.alert_mail = True
        self.open("slow")
        [mail] = mails.search([("email_to", "ilike", "boss@example.com")])
        self.assertIn("Slow Answers", mail.subject)

    def test_a_channel_hears_of_it_and_of_its_end(self):
        channel = self.env["discuss.channel"].create({"name": "eBay"})
        before = channel.message_ids
        self.backend.alert_channel_id = channel
        self.open()
        self.open()
        self.alerts._close(self.backend, "orders_held")
        self.env.invalidate_all()
        solved, opened = (channel.message_ids - before).mapped("body")
        self.assertIn("2 orders wait.", opened)
        self.assertIn("Solved", solved)

    # === SCREEN ===

    def test_the_button_opens_what_solves_it(self):
        job = {
            "xmlid": "connector_ebay.queue_job_action_ebay",
            "domain": [("state", "=", "failed")],
        }
        action = self.open("queue_stuck", action=job).action_open()
        self.assertEqual(action["res_model"], "queue.job")
        self.assertEqual(action["domain"], [["state", "=", "failed"]])
        action = self.open("slow").action_open()
        self.assertEqual(action["res_model"], "ebay.backend")
        action = self.open("errors", records=self.user.partner_id).action_open()
        self.assertEqual(action["res_id"], self.user.partner_id.id)

    def test_an_assistant_reads_alerts_and_changes_none(self):
        alert = self.open(action="base.action_partner_form")
        shop = new_test_user(self.env, "shop", groups="connector_ebay.group_ebay_user")
        mine = alert.with_user(shop)
        self.assertEqual(mine.message, "2 orders wait.")
        self.assertTrue(self.backend.with_user(shop).action_open_alerts())
        with self.assertRaises(AccessError):
            mine.state = "closed"

    def test_what_takes_a_manager_is_no_button_of_an_assistant(self):
        self.backend.connect()
        alert = self.open("unauthorized")
        shop = new_test_user(self.env, "shop", groups="connector_ebay.group_ebay_user")
        self.assertEqual(alert.solve_label, "Connect to eBay")
        self.assertIn("/oauth2/authorize", alert.action_solve()["url"])
        self.assertFalse(alert.with_user(shop).solve_label)
        with self.assertRaises(AccessError):
            alert.with_user(shop).action_solve()

    def test_nobody_is_sent_where_he_has_no_access(self):
        alert = self.open(records=self.env["ir.rule"].search([], limit=1))
        shop = new_test_user(self.env, "shop", groups="connector_ebay.group_ebay_user")
        self.assertTrue(alert.can_open)
        self.assertFalse(alert.with_user(shop).can_open)
        with self.assertRaises(UserError):
            alert.with_user(shop).action_open()

    # === RETENTION ===

    def test_old_closed_alerts_are_deleted(self):
        old, still = self.open(), self.open("slow")
        self.alerts._close(self.backend, "orders_held")
        long_ago = fields.Datetime.now() - timedelta(days=181)
        (old | still).write({"opened_at": long_ago})
        old.closed_at = long_ago
        self.env["ebay.retention"]._gc_old()
        self.assertEqual((old | still).exists(), still)
