# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import inspect

from ...ebay_client import EbayClient, Environment
from ...ebay_client.lanes import FREE_APIS, READING, WRITING, lane
from ...exceptions import EbayBudgetWait
from ..common import EbayCase


class TestBudget(EbayCase):
    """Scheduled reading and all writing stay within their budgets."""

    def take(self, lane, number=1, **context):
        """Take calls out of a budget as a job with this context does."""
        backend = self.backend.with_context(**context)
        with backend.work_on("ebay.backend") as work:
            for _call in range(number):
                work.ebay_budget.reserve(lane)

    def test_the_schedule_reads_within_its_budget(self):
        self.backend.pull_budget = 3
        self.take("pull", 3, ebay_trigger="schedule")
        with self.assertRaises(EbayBudgetWait) as caught:
            self.take("pull", ebay_trigger="schedule")
        self.assertGreater(caught.exception.seconds, 590)
        self.assertLess(caught.exception.seconds, 610)
        self.assertEqual(self.backend._budget_used()["pull"], (3, 3))

    def test_people_and_notifications_read_without_it(self):
        self.backend.pull_budget = 1
        self.take("pull", 5)
        self.take("pull", 5, ebay_trigger="person")
        self.take("pull", 5, ebay_trigger="webhook")
        self.assertEqual(self.backend._budget_used()["pull"], (0, 1))

    def test_writing_counts_unless_a_person_starts_it(self):
        self.backend.push_budget = 2
        self.take("push", 5, ebay_trigger="person")
        self.take("push", 2)
        with self.assertRaises(EbayBudgetWait):
            self.take("push")
        with self.assertRaises(EbayBudgetWait):
            self.take("push", ebay_trigger="schedule")

    def test_no_limit(self):
        self.backend.write({"pull_budget": 0, "push_budget": 0})
        self.take("pull", 100, ebay_trigger="schedule")
        self.take("push", 100)

    def test_low_priority_leaves_a_fifth(self):
        self.backend.push_budget = 5
        self.take("push", 4, ebay_low_priority=True)
        with self.assertRaises(EbayBudgetWait):
            self.take("push", ebay_low_priority=True)
        self.take("push")

    def test_calls_are_free_again_after_ten_minutes(self):
        self.backend.push_budget = 2
        self.take("push", 2)
        self.env["ebay.api.budget"].search([]).used_at = [1.0, 2.0]
        self.env.flush_all()
        self.take("push", 2)
        self.assertEqual(self.backend._budget_used()["push"], (2, 2))

    def test_jobs_keep_what_started_them(self):
        scheduled = self.backend.with_context(ebay_trigger="schedule")
        scheduled.import_categories()
        [job] = self.jobs("pending")
        self.assertEqual(job.ebay_trigger, "schedule")
        self.backend.pull_budget = 1
        self.run_jobs()
        self.assertEqual((job.state, job.retry), ("pending", 0))
        self.assertEqual(self.backend._budget_used()["pull"], (1, 1))
        job.unlink()
        self.backend.import_categories()
        self.assertEqual(self.jobs("pending").ebay_trigger, "person")
        self.run_jobs()
        self.assertFalse(self.jobs("pending", "failed"))

    def test_every_function_of_the_client_has_a_lane(self):
        client = EbayClient(Environment.production(), None, None, None)
        for api, module in vars(client).items():
            if not hasattr(module, "api") or api in FREE_APIS:
                continue
            for name, _function in inspect.getmembers(module, inspect.ismethod):
                if name.startswith("_"):
                    continue
                self.assertTrue(name.startswith(WRITING + READING), f"{api}.{name}")
        self.assertEqual(lane("inventory", "bulk_update_price_quantity"), "push")
        self.assertEqual(lane("trading", "revise_inventory_status"), "push")
        self.assertEqual(lane("fulfillment", "create_shipping_fulfillment"), "push")
        self.assertEqual(lane("fulfillment", "get_orders"), "pull")
        self.assertEqual(lane("media", "create_image_from_file"), "")
