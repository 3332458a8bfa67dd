# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import fields

from ..export_case import ExportCase

REVISE = "ReviseInventoryStatus"


class TestDelay(ExportCase):
    """How long a change takes from Odoo until eBay has accepted it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.flow = cls.env["ebay.flow"]._get_or_create(cls.backend, "offers")

    def setUp(self):
        super().setUp()
        self.mug = self.list(title="Mug", sku="MUG", available=5)
        self.sell_from_odoo()
        self.push(MUG=4)
        self.batch = self.lines().batch_id
        self.lines().changed_at = False

    def change_ago(self, seconds, **stock):
        """Change stock, so many seconds ago."""
        self.change(**stock)
        self.env.cr.execute(
            "UPDATE ebay_sku_mark SET changed_at = changed_at - %s * interval '1 s'",
            (seconds,),
        )

    def accept(self, number, seconds, minutes):
        """Store that eBay accepted changes some minutes ago, so late each."""
        sent_at = fields.Datetime.now() - timedelta(minutes=minutes)
        self.env["ebay.export.batch.line"].create(
            [
                {
                    "batch_id": self.batch.id,
                    "sku_id": self.sync("MUG").sku_id.id,
                    "state": "accepted",
                    "sent_at": sent_at,
                    "changed_at": sent_at - timedelta(seconds=seconds),
                }
            ]
            * number
        )

    def watch(self):
        self.env.flush_all()
        self.env["ebay.alert"]._cron_watch()
        self.env.invalidate_all()
        return self.backend.alert_ids.filtered(lambda alert: alert.code == "slow")

    def test_from_the_change_until_ebay_has_accepted_it(self):
        self.assertEqual(self.flow.lag_seconds, 0)
        self.change_ago(90, MUG=3)
        self.run_jobs_late()
        self.assertEqual(self.on_ebay(self.mug), 3)
        self.env.invalidate_all()
        self.assertAlmostEqual(self.flow.lag_seconds, 90, delta=10)
        self.assertTrue(self.flow.lag_text)
        [card] = [
            one for one in self.backend.flow_summary if one["lag"] == self.flow.lag_text
        ]
        self.assertEqual(card["name"], self.flow.display_name)

    def test_what_is_sent_again_is_late_since_the_change(self):
        self.sim.faults.add(REVISE, "system_error")
        self.change_ago(90, MUG=3)
        self.run_jobs_late()
        self.assertEqual(self.on_ebay(self.mug), 3)
        self.assertIn("lost", self.lines().mapped("state"))
        self.env.invalidate_all()
        self.assertAlmostEqual(self.flow.lag_seconds, 90, delta=10)

    def test_the_delay_of_any_number_is_two_queries(self):
        self.accept(50, 30, 5)
        self.env.invalidate_all()
        self.env.flush_all()
        rows = self.flow.search([("backend_id", "=", self.backend.id)])
        rows.mapped("backend_id")
        most = len(rows._kinds())
        with self.assertQueryCount(most):
            rows.mapped("lag_seconds")
        self.assertEqual(self.flow.lag_seconds, 30)

    # === WHAT WAITS ===

    def test_a_change_that_waits_makes_the_flow_late(self):
        self.env["ebay.flow"]._record_success(self.backend, "offers")
        self.assertEqual(self.flow.state, "ok")
        self.change_ago(3600, MUG=3)
        self.env.invalidate_all()
        self.assertEqual(self.flow.state, "late")
        self.assertIn("has waited for", self.flow.status_text)
        self.run_jobs_late()
        self.env.invalidate_all()
        self.assertEqual(self.flow.state, "ok")

    # === THE ALERT ===

    def test_later_than_in_the_last_week_is_an_alert(self):
        self.accept(200, 60, 24 * 60)
        self.accept(30, 1800, 10)
        alert = self.watch()
        self.assertEqual(alert.state, "open")
        self.assertIn("after 30 min", alert.message)
        self.assertIn("Prices and quantities", alert.message)
        self.accept(100, 60, 1)
        self.assertFalse(self.watch().filtered(lambda one: one.state == "open"))

    def test_always_late_is_no_alert(self):
        self.accept(200, 1800, 24 * 60)
        self.accept(30, 1800, 10)
        self.assertFalse(self.watch())
