# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import fields
from odoo.tests import new_test_user

from ...exceptions import EbayWait
from ..common import EbayCase


class TestLimitsAndFind(EbayCase):
    """eBay's own limits are shown; everything of one id is found together."""

    def find(self, text, user=None):
        finder = self.env["ebay.find"]
        if user:
            finder = finder.with_user(user)
        wizard = finder.create({"text": text})
        wizard.action_find()
        return {(line.res_model, line.res_id): line.name for line in wizard.line_ids}

    def test_limits_are_read_and_replaced(self):
        self.env["ebay.backend"]._cron_read_limits()
        self.run_jobs()
        quotas = self.env["ebay.api.quota"].search([])
        self.assertTrue(quotas)
        for quota in quotas:
            self.assertGreater(quota.call_limit, 0)
            self.assertAlmostEqual(
                quota.used_share,
                100 * (1 - quota.remaining / quota.call_limit),
            )
        self.assertTrue(all(quotas.mapped("reset_at")))
        self.env["ebay.backend"]._cron_read_limits()
        self.run_jobs()
        self.assertEqual(self.env["ebay.api.quota"].search([]), quotas)

    def test_the_number_of_limits_nearly_used_up(self):
        quotas = self.env["ebay.api.quota"]
        quotas._store(
            self.backend,
            [
                {"api_name": "a", "call_name": "", "used_share": 79.0},
                {"api_name": "b", "call_name": "", "used_share": 80.0},
            ],
        )
        self.assertEqual(self.backend.quota_near_count, 1)

    def test_find_a_call_with_its_job(self):
        self.backend.import_categories()
        [job] = self.run_jobs()
        calls = self.env["ebay.api.call"].search([("job_uuid", "=", job.uuid)])
        call = calls[0]
        call.request_id = "REQUEST-1"
        for text in (call.request_id, f" {job.uuid} "):
            found = self.find(text)
            self.assertIn(("queue.job", job.id), found)
            self.assertIn(("ebay.api.call", call.id), found)
        self.assertEqual(self.find("nothing has this id"), {})

    def test_find_what_has_arrived_and_what_has_failed_about_an_id(self):
        event = self.env["ebay.webhook.event"].create(
            {
                "notification_id": "n-1",
                "topic": "LISTING",
                "environment": "simulator",
                "received_at": fields.Datetime.now(),
                "reference": "123456789012",
                "backend_id": self.backend.id,
            }
        )
        self.backend.import_categories()
        job = self.jobs("pending")
        job.write(
            {
                "state": "failed",
                "identity_key": f"ebay:{self.backend.id}:listing:123456789012",
            }
        )
        found = self.find("123456789012")
        self.assertIn(("ebay.webhook.event", event.id), found)
        self.assertIn(("queue.job", job.id), found)

    def test_find_shows_only_what_the_user_may_see(self):
        listing = self.env["ebay.product.template"].create(
            {"backend_id": self.backend.id, "external_id": "123456789012", "title": "A"}
        )
        user = new_test_user(
            self.env, "finder", groups="connector_ebay.group_ebay_user,base.group_user"
        )
        key = ("ebay.product.template", listing.id)
        self.assertEqual(self.find("123456789012", user)[key], "A")
        other = self.env["res.company"].create({"name": "Other"})
        self.backend.company_id = other
        self.assertNotIn(key, self.find("123456789012", user))

    # === LIMITS NEARLY USED UP ===

    def read_rarely(self, **context):
        """Call GetItem as work of low priority; return the seconds to wait."""
        context = {"ebay_low_priority": True, **context}
        backend = self.backend.with_context(**context)
        with backend.work_on("ebay.product.template") as work:
            try:
                work.component(usage="backend.adapter").read(self.item_id)
            except EbayWait as error:
                return error.seconds
        return 0

    def test_what_is_not_urgent_waits_for_a_limit_that_is_nearly_used_up(self):
        self.item_id = self.sim.seller.add_listing("Mug", sku="MUG").item_id
        self.backend.connect()
        row = {
            "api_name": "TradingAPI.TradingAPI",
            "call_name": "GetItem",
            "used_share": 79.0,
            "reset_at": fields.Datetime.now() + timedelta(minutes=20),
        }
        quotas = self.env["ebay.api.quota"]
        quotas._store(self.backend, [row])
        self.assertEqual(self.read_rarely(), 0)
        quotas._store(self.backend, [{**row, "used_share": 81.0}])
        self.assertAlmostEqual(self.read_rarely(), 1200, delta=5)
        self.assertEqual(self.read_rarely(ebay_trigger="person"), 0)
        self.assertEqual(self.read_rarely(ebay_low_priority=False), 0)
        quotas.search([]).reset_at = fields.Datetime.now() - timedelta(minutes=1)
        self.assertEqual(self.read_rarely(), 0, "it has started anew")

    def test_a_used_up_limit_is_seen_at_once(self):
        self.item_id = self.sim.seller.add_listing("Mug", sku="MUG").item_id
        self.backend.connect()
        self.sim.limits.daily["GetItem"] = 1
        self.assertEqual(self.read_rarely(), 0)
        with self.quiet():
            self.assertGreater(self.read_rarely(), 0)
        quota = self.env["ebay.api.quota"].search([("call_name", "=", "GetItem")])
        self.assertEqual((quota.remaining, quota.used_share), (0, 100.0))
