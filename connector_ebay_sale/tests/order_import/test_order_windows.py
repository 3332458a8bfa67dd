# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import UTC, timedelta
from unittest.mock import patch

from odoo.addons.connector_ebay.tests.common import EbayCase
from odoo.addons.connector_ebay.tests.simulator import Catalogue

from ..common import OrderCase
from ..order_factory import order

PAGES = "odoo.addons.connector_ebay_sale.components.order_import.order_batch_importer"


class TestOrderPages(OrderCase):
    """Orders that change, and orders that eBay lists late, while pages are read."""

    def setUp(self):
        super().setUp()
        self.startPatcher(patch(f"{PAGES}.PAGE_SIZE", 4))
        self.after_call = {}
        self.sorted_by = ("creationDate", True)

    def _get_orders(self, since, until, *, by, offset=0, limit=200):
        """Answer as eBay does: what was modified in the window, newest first."""
        self.calls.append("get_orders")
        first = self.text(since)
        last = self.text(until) if until else "9999"
        found = [
            one
            for one in self.ebay.values()
            if first <= one["lastModifiedDate"] <= last
        ]
        name, reverse = self.sorted_by
        found.sort(key=lambda one: (one[name], one["orderId"]), reverse=reverse)
        answer = {"orders": found[offset : offset + limit], "total": len(found)}
        self.after_call.pop(len(self.calls), lambda: None)()
        return answer

    @staticmethod
    def text(moment):
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")

    def ago(self, **ago):
        return self.text(
            self.backend._ebay_now().replace(tzinfo=UTC) - timedelta(**ago)
        )

    def many(self, count):
        return [
            order(
                buyer=f"buyer-{number}",
                creationDate=self.ago(hours=number + 1),
                lastModifiedDate=self.ago(hours=number + 1),
            )
            for number in range(count)
        ]

    def change(self, *data):
        """Let eBay change orders just now: they leave the window that is read."""
        for one in data:
            later = self.backend._ebay_now().replace(tzinfo=UTC) + timedelta(minutes=1)
            one["lastModifiedDate"] = self.text(later)

    def import_while_orders_change(self):
        """Import four pages; two orders change after the first, one after the third."""
        data = self.many(14)
        self.put(*data)
        gone = [data[0], data[1], data[5]]
        self.after_call = {
            1: lambda: self.change(*gone[:2]),
            3: lambda: self.change(gone[2]),
        }
        self.backend.import_orders()
        self.run_jobs()
        self.assert_no_failed_job()
        stayed = [one for one in data if one not in gone]
        self.assertEqual(len(self.bindings(*stayed)), len(stayed))

    def test_orders_that_change_between_two_pages(self):
        self.import_while_orders_change()

    def test_orders_that_change_where_ebay_sorts_by_the_change(self):
        self.sorted_by = ("lastModifiedDate", False)
        self.import_while_orders_change()

    def test_orders_that_ebay_lists_late(self):
        data = self.many(12)
        late, *others = data
        self.put(*others)
        self.after_call = {2: lambda: self.put(late)}
        self.backend.import_orders()
        self.run_jobs()
        self.assertEqual(len(self.bindings(*others)), len(others))

    def test_a_window_is_read_up_to_now_and_the_next_begins_before(self):
        recent = order(
            creationDate=self.ago(seconds=5), lastModifiedDate=self.ago(seconds=5)
        )
        self.assertTrue(self.pull(recent))
        run = self.env["ebay.run"].search([("flow", "=", "orders")])
        lag = self.backend._ebay_now() - run.window_to
        self.assertGreaterEqual(lag.total_seconds(), 119)
        self.assertLess(lag.total_seconds(), 180)

    def test_an_import_asked_for_while_one_runs_reads_what_came_since(self):
        late = order(
            creationDate=self.ago(seconds=5), lastModifiedDate=self.ago(seconds=5)
        )
        self.put(*self.many(2))
        self.backend.import_orders()
        window = self.jobs("pending")

        def press_import():
            # The job has asked eBay, and has not ended.
            window.state = "started"
            self.put(late)
            self.backend.import_orders()
            self.backend.import_orders()

        self.after_call = {1: press_import}
        self.run_jobs()
        self.hasten()
        self.run_jobs()
        self.assert_no_failed_job()
        self.assertTrue(self.bindings(late))
        self.assertEqual(len(self.calls), 2)

    def test_a_period_up_to_now_is_read_up_to_now(self):
        recent = order(
            creationDate=self.ago(seconds=5), lastModifiedDate=self.ago(seconds=5)
        )
        self.put(recent)
        now = self.backend._ebay_now()
        self.backend.import_orders_between(now - timedelta(days=1), now)
        self.run_jobs()
        self.assertTrue(self.bindings(recent))


class TestOrderFreshness(EbayCase):
    catalogue = Catalogue(20, variations=0, odd=False)

    def setUp(self):
        super().setUp()
        self.env.ref("base.EUR").active = True
        self.backend.company_id.account_sale_tax_id = False
        self.backend.unknown_sku_policy = "placeholder"

    def test_an_order_of_this_moment_is_in(self):
        listing = next(iter(self.sim.seller.listings))
        self.backend.import_orders()
        self.run_jobs()
        bought = self.sim.orders.buy(listing)
        self.backend.import_orders()
        self.run_jobs()
        found = self.env["ebay.sale.order"].search(
            [("external_id", "=", bought.order_id)]
        )
        self.assertTrue(found)
        self.assertFalse(self.jobs("failed"))

    def test_details_do_not_wait_when_all_orders_are_in(self):
        self.sim.orders.generate(3, kinds=["de_to_italy_tax_code"])
        self.backend.import_orders()
        self.run_jobs()
        self.assertFalse(self.jobs("pending"))
        orders = self.env["ebay.sale.order"].search(
            [("backend_id", "=", self.backend.id)]
        )
        self.assertEqual(len(orders), 3)
        self.assertFalse(any(orders.mapped("details_due")))
        self.assertTrue(all(orders.mapped("tax_identifier")))
