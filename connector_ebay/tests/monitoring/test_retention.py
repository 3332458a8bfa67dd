# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Old records are deleted in slices; evidence stays."""

from datetime import timedelta

from odoo import fields

from ...models.ebay_retention import LATE_DAYS
from ...tools.retention import RULES, SETTINGS
from ..common import EbayCase


class TestRetention(EbayCase):
    """The one mechanism that deletes old records."""

    def setUp(self):
        super().setUp()
        self.retention = self.env["ebay.retention"]

    def add_calls(self, count, days):
        """Store calls of so many days ago."""
        self.env.cr.execute(
            """
            INSERT INTO ebay_api_call (backend_id, called_at, api_name, status)
            SELECT %s, %s, 'sell.inventory', 200 FROM generate_series(1, %s)
            """,
            (
                self.backend.id,
                fields.Datetime.now() - timedelta(days=days),
                count,
            ),
        )

    def calls(self):
        """Return the number of calls stored."""
        return self.env["ebay.api.call"].search_count([])

    def test_a_slice_at_a_time(self):
        self.add_calls(25, days=31)
        self.add_calls(3, days=29)
        self.assertEqual(self.retention._gc_old(limit=10), (10, 1))
        self.assertEqual(self.retention._gc_old(limit=10), (10, 1))
        self.assertEqual(self.retention._gc_old(limit=10), (5, 0))
        self.assertEqual(self.calls(), 3)

    def test_the_days_are_a_setting(self):
        self.add_calls(1, days=10)
        self.env["res.config.settings"].create({"ebay_call_days": 7}).execute()
        self.retention._gc_old()
        self.assertFalse(self.calls())

    def test_nonsense_is_the_default(self):
        for text in ("0", "-1", "soon", ""):
            self.env["ir.config_parameter"].set_param(SETTINGS["calls"].key, text)
            self.assertEqual(self.retention._days("calls"), 30)

    def test_jobs_follow_their_setting(self):
        settings = self.env["res.config.settings"].create({"ebay_job_days": 12})
        settings.execute()
        channels = self.env["queue.job.channel"].search([("name", "=", "webhook")])
        self.assertEqual(channels.mapped("removal_interval"), [12])
        root = self.env.ref("queue_job.channel_root")
        self.assertNotEqual(root.removal_interval, 12)

    def test_what_should_have_been_deleted_is_reported(self):
        self.add_calls(1, days=30 + LATE_DAYS - 1)
        self.assertNotIn("ebay_api_call", self.retention._late())
        self.add_calls(1, days=30 + LATE_DAYS + 1)
        self.assertIn("ebay_api_call", self.retention._late())
        self.retention._gc_old()
        self.assertNotIn("ebay_api_call", self.retention._late())

    def test_the_newest_run_is_the_next_checkpoint_and_stays(self):
        values = {"backend_id": self.backend.id, "flow": "listings", "state": "done"}
        values.update(kind="full", phase="done")
        old, newest = self.env["ebay.run"].create([values, values])
        waiting = old.create({**values, "state": "held"})
        self.env.cr.execute(
            "UPDATE ebay_run SET create_date = %s WHERE id = ANY(%s)",
            (
                fields.Datetime.now() - timedelta(days=300),
                [old.id, newest.id, waiting.id],
            ),
        )
        self.retention._gc_old()
        self.assertFalse(old.exists())
        self.assertTrue(newest.exists() and waiting.exists())

    def test_every_date_column_of_a_rule_exists(self):
        for rule in RULES:
            model = self.env.get(rule.table.replace("_", "."))
            if model is not None:
                column = rule.date_column.split()[0]
                self.assertIn(column, model._fields, rule.table)

    def test_nothing_else_deletes_old_records(self):
        from odoo.addons.base.models.ir_autovacuum import is_autovacuum

        found = [
            f"{model._name}.{name}"
            for model in self.env.values()
            if model._name.startswith("ebay.")
            for name in dir(type(model))
            if is_autovacuum(getattr(type(model), name, None))
            and model._name not in ("ebay.retention",)
            and not model._transient
        ]
        self.assertFalse(found)
