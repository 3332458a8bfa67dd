# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from ...ebay_client import InventoryStatus
from ...ebay_client.developer_analytics import DeveloperAnalytics
from ...exceptions import EbayRetry, EbayWait
from ...tools import backoff, job_kinds
from ..common import REFUSAL, EbayCase


class TestJobFunctions(EbayCase):
    def fail_once(self, kind, call="getDefaultCategoryTreeId", **options):
        """Run the category job with a fault in its way; the job's record."""
        self.backend.connect()
        self.sim.faults.add(call, kind, **options)
        self.backend.import_categories()
        with self.quiet():
            self.run_jobs()
        return self.jobs()

    # === DECLARATIONS ===

    def test_job_functions_are_of_concrete_models_and_methods(self):
        """queue_job looks them up by the concrete model: else they never apply."""
        functions = self.env["queue.job.function"].search(
            [("channel_id.complete_name", "like", "root.ebay")]
        )
        self.assertTrue(functions)
        for function in functions:
            model = self.env[function.model_id.model]
            self.assertFalse(model._abstract, function.name)
            self.assertTrue(callable(getattr(model, function.method, None)))
            action = function.related_action["func_name"]
            self.assertTrue(callable(getattr(self.env["queue.job"], action, None)))

    def test_related_action_opens_what_the_job_is_about(self):
        listing = self.sim.seller.add_listing("Mug", sku="MUG", price="5", available=1)
        self.backend.import_listings()
        page = self.jobs("pending")
        self.assertEqual(page._related_action_ebay_open()["res_model"], "ebay.run")
        self.run_jobs()
        binding = self.env["ebay.product.template"].search([])
        self.assertEqual(binding.external_id, listing.item_id)
        binding.action_refresh()
        action = self.jobs("pending")._related_action_ebay_open()
        self.assertEqual(action["res_model"], "product.template")
        self.assertEqual(action["res_id"], binding.odoo_id.id)
        self.run_jobs()
        self.backend.import_categories()
        action = self.jobs("pending")._related_action_ebay_open()
        self.assertEqual(action["res_id"], self.backend.id)

    # === BACKOFF ===

    def test_backoff_doubles_with_full_jitter_up_to_a_cap(self):
        for attempt in range(1, 20):
            longest = min(
                backoff.BACKOFF_CAP, backoff.BACKOFF_BASE * 2 ** (attempt - 1)
            )
            drawn = [backoff.backoff(attempt) for _draw in range(200)]
            self.assertGreaterEqual(min(drawn), 1)
            self.assertLessEqual(max(drawn), longest)
            self.assertLess(min(drawn), 1 + longest * 0.2, "jitter is full")
            self.assertGreater(max(drawn), longest * 0.8)

    def test_server_error_is_tried_again_and_counted(self):
        job = self.fail_once("status", status=503)
        self.assertEqual((job.state, job.retry), ("pending", 1))
        self.assertTrue(job.eta)
        self.hasten()
        self.run_jobs()
        self.assertEqual(job.state, "done")

    def test_network_faults_are_tried_again(self):
        for kind in ("reset", "html", "empty", "broken", "truncated"):
            with self.subTest(kind=kind):
                job = self.fail_once(kind)
                self.assertEqual((job.state, job.retry), ("pending", 1))
                job.unlink()

    def test_tries_are_bounded_and_end_with_ebays_words(self):
        job = self.fail_once("status", status=500, count=0)
        for _try in range(20):
            if job.state != "pending":
                break
            self.hasten()
            with self.quiet():
                self.run_jobs()
        self.assertEqual(job.state, "failed")
        self.assertEqual(job.retry, job_kinds.JOB_KINDS["import"].tries)

    # === THROTTLING ===

    def test_throttling_is_no_failed_try_and_keeps_to_retry_after(self):
        job = self.fail_once("throttled", retry_after=77)
        self.assertEqual((job.state, job.retry), ("pending", 0))
        wait = (job.eta - fields.Datetime.now()).total_seconds()
        self.assertAlmostEqual(wait, 77, delta=3)

    def test_a_throttled_api_is_closed_for_all_jobs(self):
        self.fail_once("throttled", retry_after=300)
        self.sim.requests.clear()
        self.hasten()
        self.run_jobs()
        self.assertEqual(self.sim.requests.count("getDefaultCategoryTreeId"), 0)

    def test_throttling_without_retry_after_backs_off_further_each_time(self):
        limit = self.env["ebay.api.limit"]
        job = self.fail_once("throttled", count=3)
        for failures in (1, 2, 3):
            row = limit.search([("backend_id", "=", self.backend.id)])
            self.assertEqual((row.failure_count, job.retry), (failures, 0))
            row.write({"blocked_until": False})
            self.hasten()
            with self.quiet():
                self.run_jobs()
        self.assertEqual(job.state, "done")
        self.assertEqual(row.failure_count, 0, "an answer forgives")

    def test_used_up_quota_waits_for_ebays_reset(self):
        job = self.fail_once("quota")
        self.assertEqual((job.state, job.retry), ("pending", 0))
        row = self.env["ebay.api.limit"].search([("backend_id", "=", self.backend.id)])
        self.assertEqual(row.reason, "quota")
        wait = (job.eta - fields.Datetime.now()).total_seconds()
        self.assertGreater(wait, 50)
        self.assertLessEqual(wait, 25 * 3600)

    def read_listing(self, item_id):
        """Call GetItem; return the seconds to wait, or None."""
        with self.backend.work_on("ebay.product.template") as work, self.quiet():
            try:
                work.component(usage="backend.adapter").read(item_id)
            except EbayWait as error:
                return error.seconds
        return None

    def test_used_up_quota_of_a_trading_call_blocks_this_call_only(self):
        listing = self.sim.seller.add_listing("Mug", sku="MUG", available=1)
        self.backend.connect()
        self.sim.limits.daily["GetItem"] = 1
        self.assertIsNone(self.read_listing(listing.item_id))
        for _try in range(2):
            self.assertGreater(self.read_listing(listing.item_id), 50)
        self.assertEqual(self.sim.requests.count("GetItem"), 2)
        limit = self.env["ebay.api.limit"].search([])
        self.assertEqual(
            (limit.api_name, limit.call_name, limit.reason),
            ("trading", "GetItem", "quota"),
        )
        self.assertIn("GetItem", self.backend.closed_apis)
        with self.backend.work_on("ebay.export.batch") as work:
            work.component(usage="backend.adapter").revise(
                [InventoryStatus(listing.item_id, quantity=7)]
            )
        self.assertEqual(listing.available, 7)

    def test_used_up_quota_of_a_rest_call_leaves_others_alone(self):
        self.backend.connect()
        self.sim.limits.daily["getInventoryItems"] = 0
        with self.backend.work_on("ebay.product.template") as work:
            adapter = work.component(usage="backend.adapter")
            with self.assertRaises(EbayWait), self.quiet():
                adapter.read_inventory_page(0)
            self.assertEqual(adapter.inventory_skus(["MUG"]), set())

    def test_a_used_up_call_waits_for_its_own_reset(self):
        """Another call of the API that is used up as well is renewed earlier."""
        listing = self.sim.seller.add_listing("Mug", sku="MUG")
        self.backend.connect()
        self.sim.limits.daily["GetItem"] = 0
        now = datetime.now(UTC)
        resources = [
            {
                "name": name,
                "rates": [
                    {
                        "remaining": 0,
                        "reset": (now + timedelta(hours=hours)).isoformat(),
                    }
                ],
            }
            for name, hours in (("GetSellerList", 1), ("GetItem", 5))
        ]
        row = {"apiName": "TradingAPI", "resources": resources}
        with patch.object(DeveloperAnalytics, "get_rate_limits", lambda client: [row]):
            seconds = self.read_listing(listing.item_id)
        self.assertAlmostEqual(seconds, 5 * 3600, delta=60)

    def test_no_retry_is_without_a_delay(self):
        """Else a job that fails at once would keep a worker busy."""
        with self.assertRaises(TypeError):
            EbayRetry("The call may be repeated")
        self.assertEqual(EbayRetry("At once", seconds=0).seconds, 1)

    # === REFUSED ===

    def test_permanent_error_fails_at_once_with_ebays_words(self):
        job = self.fail_once("status", status=400, body=REFUSAL)
        self.assertEqual((job.state, job.retry), ("failed", 1))
        self.assertIn("The specified marketplace is odd.", job.exc_message)
        self.assertIn("62004", job.exc_message)

    def test_failed_job_is_requeued_and_succeeds(self):
        job = self.fail_once("status", status=400, body=REFUSAL)
        self.assertEqual(job.state, "failed")
        job.requeue()
        self.run_jobs()
        self.assertEqual(job.state, "done")

    # === ONCE ===

    def test_enqueued_twice_is_done_once(self):
        self.backend.import_categories()
        self.backend.import_categories()
        self.backend.import_listings()
        self.backend.import_listings()
        self.assertEqual(len(self.jobs()), 2)

    def test_company_and_backend_travel_with_the_job(self):
        company = self.env["res.company"].create({"name": "Second"})
        second = self.create_backend("Second Shop", company_id=company.id)
        second.import_categories()
        job = self.jobs()
        self.assertEqual(job.ebay_backend_id, second)
        self.assertEqual(job.company_id, company)

    def test_each_call_is_logged_though_the_job_rolls_back(self):
        job = self.fail_once("status", status=503)
        call = self.env["ebay.api.call"].search([("status", "=", 503)])
        self.assertEqual(call.job_uuid, job.uuid)
        self.assertEqual(call.flow, "categories")
        self.assertTrue(call.error)

    # === WHO MAY ===

    def test_ebay_user_requeues_ebay_jobs_only(self):
        user = new_test_user(self.env, "shop", groups="connector_ebay.group_ebay_user")
        mine = self.fail_once("status", status=400, body=REFUSAL)
        other = self.env["res.partner"].with_delay().exists().db_record()
        jobs = self.env["queue.job"].with_user(user)
        self.assertEqual(jobs.search([]), mine)
        jobs.browse(mine.id).requeue()
        self.assertEqual(mine.state, "pending")
        with self.assertRaises(AccessError):
            jobs.browse(other.id).requeue()

    def test_queue_manager_who_is_ebay_user_sees_all_jobs(self):
        user = new_test_user(
            self.env,
            "both",
            groups="connector_ebay.group_ebay_user,queue_job.group_queue_job_manager",
        )
        self.backend.import_categories()
        self.env["res.partner"].with_delay().exists()
        self.assertEqual(self.env["queue.job"].with_user(user).search_count([]), 2)
