# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.tests import new_test_user

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
