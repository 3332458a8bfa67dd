# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import json
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

from odoo.tests import BaseCase, tagged

from ...components.catalogue import page_reader
from ...ebay_client import trading_xml
from ...tools.listing_plan import ListingPlan
from ..listing_case import MUG, ListingCase
from ..simulator.faults import MALFORMED_XML
from ..simulator.limits import SHIFTING

NOW = datetime(2026, 6, 30, 10, tzinfo=UTC)


@tagged("post_install", "-at_install")
class TestListingPlan(BaseCase):
    """Test in which windows listings are read, without eBay."""

    def test_the_next_window_begins_where_the_answer_ended(self):
        plan = ListingPlan.by_end_time(NOW)
        times = [NOW + timedelta(hours=hours) for hours in (1, 2, 3)]
        plan.advance(times, total=9, size=3, more=True)
        self.assertEqual(plan.window.first, times[-1])
        self.assertEqual(plan.window.read, 0)
        plan.advance(times[-1:], total=1, size=3, more=False)
        self.assertFalse(plan.windows)

    def test_an_answer_in_no_order_divides_the_window(self):
        plan = ListingPlan.by_end_time(NOW)
        whole = plan.window
        times = [NOW + timedelta(hours=hours) for hours in (3, 1, 2)]
        plan.advance(times, total=9, size=3, more=True)
        self.assertEqual(len(plan.windows), 3)
        self.assertEqual(plan.windows[0].first, whole.first)
        self.assertEqual(plan.windows[-1].last, whole.last)
        for earlier, later in zip(plan.windows, plan.windows[1:], strict=False):
            self.assertEqual(later.first - earlier.last, timedelta(milliseconds=1))

    def test_many_at_one_moment_are_read_page_by_page(self):
        plan = ListingPlan.by_end_time(NOW)
        plan.advance([NOW, NOW], total=5, size=2, more=True)
        self.assertEqual((plan.window.first, plan.window.read), (NOW, 2))
        plan.advance([NOW, NOW], total=5, size=2, more=True)
        self.assertEqual(plan.window.read, 4)
        plan.advance([NOW], total=5, size=2, more=False)
        self.assertFalse(plan.windows)

    def test_a_plan_is_stored_as_json(self):
        plan = ListingPlan.by_start_time(NOW, NOW - timedelta(days=300))
        stored = json.loads(json.dumps(plan.dump()))
        self.assertEqual(ListingPlan.load(stored).windows, plan.windows)
        self.assertEqual(len(plan.windows), 3)


def drop_nothing(content, _is_readable):
    """Leave a document as it is: nothing in it tells which record is at fault."""
    return content, []


class TestListingPages(ListingCase):
    """Test full runs while listings renew, and pages that eBay cannot return."""

    def setUp(self):
        super().setUp()
        self.sim.limits.listing_pages = SHIFTING

    def list_many(self, number, hours=5):
        """List things that began one after the other."""
        now = self.sim.clock.now()
        listings = []
        for index in range(number):
            listing = self.list(title=f"Thing {index}", sku=f"T-{index}")
            listing.start_time = now - timedelta(days=40, hours=hours * index)
            listings.append(listing)
        return listings

    def run_with(self, between, page_size=25):
        """Import everything; call ``between`` before each page."""
        self.backend.import_all_listings()
        run = self.env["ebay.run"].search([], limit=1)
        run.page_size = page_size
        while jobs := self.jobs("pending"):
            run.page_size = page_size
            if run.phase == "listings":
                between(run.page)
            self.run_job(jobs[0])
        return run

    def comparison(self):
        return self.env["ebay.run"].search([], limit=1).comparison

    def imported(self):
        return set(self.env["ebay.product.template"].search([]).mapped("external_id"))

    # === RENEWALS ===

    def test_renewals_between_pages_hide_no_listing(self):
        listings = self.list_many(120)
        order = sorted(listings, key=lambda one: one.end_time(self.sim.clock.now()))
        waiting = iter(order)

        def renew(_page):
            for _time in range(15):
                if listing := next(waiting, None):
                    self.sim.seller.renew(listing.item_id)

        run = self.run_with(renew)
        self.assertEqual(self.imported(), {one.item_id for one in listings})
        self.assertEqual(run.state, "done")
        self.assertEqual(
            run.comparison, "eBay counts 120 active listings, 120 were read."
        )
        self.assertFalse(self.jobs(method_name="confirm_ended"))

    def test_renewals_of_any_listing_hide_none(self):
        listings = self.list_many(120)

        def renew(page):
            for listing in listings[page::7]:
                self.sim.seller.renew(listing.item_id)

        self.run_with(renew)
        self.assertEqual(self.imported(), {one.item_id for one in listings})

    def test_a_listing_left_out_of_its_page_is_found_by_comparing(self):
        listings = self.list_many(60)
        adapter = self.component("ebay.product.template.adapter")
        read = adapter.read_page
        hidden = listings[33].item_id

        def incomplete(component, by, *args, **options):
            answer = read(component, by, *args, **options)
            if by == "end":
                answer.listings[:] = [
                    row for row in answer.listings if row["item_id"] != hidden
                ]
            return answer

        comparisons = []
        with patch.object(adapter, "read_page", incomplete):
            run = self.run_with(lambda page: comparisons.append(self.comparison()))
        self.assertEqual(self.imported(), {one.item_id for one in listings})
        self.assertIn(
            "eBay counts 60 active listings, 59 were read. All are read again, to find "
            "the others.",
            comparisons,
        )
        self.assertEqual(
            run.comparison, "eBay counts 60 active listings, 60 were read."
        )

    def test_listings_that_all_began_in_one_second_are_read(self):
        for number in range(60):
            self.list(title="Thing", sku=f"T-{number}")
        self.run_with(lambda page: None)
        self.assertEqual(len(self.imported()), 60)

    def test_a_full_run_costs_one_call_a_page(self):
        self.list_many(60)
        self.run_with(lambda page: None)
        self.assertEqual(self.sim.requests.count("GetSellerList"), 3)

    def test_listings_that_begin_meanwhile_are_counted_again(self):
        self.list_many(60)

        def begin(page):
            self.list(title="New", sku=f"NEW-{page}")

        run = self.run_with(begin)
        calls = self.sim.requests.count("GetSellerList")
        self.assertEqual(
            run.comparison,
            f"eBay counts {60 + calls - 1} active listings, "
            f"{60 + calls - 1} were read.",
        )

    # === PAGES THAT EBAY CANNOT RETURN ===

    def run_to_its_end(self):
        """Import everything; run jobs that were postponed, too."""
        self.backend.import_all_listings()
        for _turn in range(60):
            self.hasten()
            with self.quiet():
                if not self.run_jobs():
                    break
        return self.env["ebay.run"].search([], limit=1)

    def test_a_page_that_takes_too_long_is_asked_for_in_smaller_ones(self):
        listings = self.list_many(60)
        self.sim.faults.add(
            "GetSellerList", "trading_error", count=0, code="219255", larger_than=50
        )
        run = self.run_to_its_end()
        self.assertEqual(self.imported(), {one.item_id for one in listings})
        self.assertEqual((run.state, run.failed), ("done", 0))
        self.assertFalse(self.jobs("failed"))

    def test_pages_become_larger_again(self):
        self.list_many(120, hours=2)
        self.backend.import_all_listings()
        self.run_job(self.jobs("pending")[0])
        run = self.env["ebay.run"].search([], limit=1)
        self.sim.faults.add("GetSellerList", "trading_error", count=3, code="219255")
        sizes = []
        while run.phase == "listings":
            self.run_job(self.jobs("pending")[0])
            sizes.append(run.page_size)
        self.assertEqual(sizes[:2], [50, 100])

    def test_a_time_out_makes_the_next_try_smaller(self):
        self.list_many(30)
        self.backend.connect()
        self.sim.faults.add("GetSellerList", "reset", count=0, larger_than=25)
        run = self.run_to_its_end()
        self.assertEqual((run.state, len(self.imported())), ("done", 30))
        # 200 and 100 and 50 do not arrive, 25 do.
        jobs = self.jobs(method_name="import_page")
        self.assertEqual(max(jobs.mapped("retry")), 4)
        self.assertEqual(set(jobs.mapped("state")), {"done"})

    def test_a_listing_that_cannot_be_returned_is_skipped_and_reported(self):
        listings = self.list_many(12)
        bad = listings[5]
        self.sim.faults.add(
            "GetSellerList", "replaced", count=0, old=f"{bad.title}</", new="</x></"
        )
        self.sim.faults.add("GetItem", "html", count=0, containing=bad.item_id)
        self.enterContext(patch.object(trading_xml, "drop_unreadable", drop_nothing))
        run = self.run_to_its_end()
        good = {one.item_id for one in listings} - {bad.item_id}
        self.assertEqual(self.imported(), good)
        self.assertEqual((run.state, run.failed, run.done), ("done", 1, 12))
        [job] = self.jobs("failed")
        self.assertEqual(job.method_name, "import_record")
        self.assertIn(bad.item_id, job.identity_key)
        self.sim.faults.clear()
        job.requeue()
        self.run_jobs()
        self.assertIn(bad.item_id, self.imported())

    def test_a_changed_listing_that_cannot_be_returned_is_read_by_itself(self):
        listings = self.list_many(4)
        self.import_all()
        bad = listings[1]
        for listing in listings:
            self.sim.clock.advance(600)
            self.sim.seller.revise(listing.item_id, available=9)
        self.sim.faults.add(
            "GetSellerEvents", "replaced", count=0, old=f"{bad.title}</", new="</x></"
        )
        self.enterContext(patch.object(trading_xml, "drop_unreadable", drop_nothing))
        self.backend.import_listings()
        run = self.finish()
        self.assertEqual((run.kind, run.state), ("changes", "done"))
        self.assertFalse(self.jobs("failed") | self.jobs("pending"))
        skus = self.env["ebay.product.product"].search([])
        self.assertEqual(skus.mapped("quantity"), [9] * 4)

    def test_malformed_titles_stop_nothing(self):
        listings = []
        for name, text in MALFORMED_XML.items():
            title = f"Mug {name}"
            listings.append(self.list(title=title, sku=name))
            self.sim.faults.add(
                "GetSellerList", "replaced", count=0, old=title, new=f"Mug {text} 1"
            )
            self.sim.faults.add(
                "GetItem", "replaced", count=0, old=title, new=f"Mug {text} 1"
            )
        good = self.list(**MUG)
        run = self.run_to_its_end()
        self.assertIn(good.item_id, self.imported())
        self.assertEqual(run.state, "done")
        self.assertEqual(len(self.imported()), len(listings) + 1)

    # === THE INVENTORY API ===

    def test_inventory_items_that_move_between_pages_are_read(self):
        """An item that is deleted moves those behind it to pages already read."""
        for number in range(12):
            listing = self.list(title="Thing", sku=f"T-{number}")
            listing.channel, listing.offer_id = "inventory", f"9{number}"
        adapter = self.component("ebay.product.template.adapter")
        read = adapter.read_inventory_page
        calls = []

        def moving(component, position, size):
            answer = read(component, position, 5)
            if len(calls) == 1:
                answer["inventoryItems"].pop()
            calls.append(position)
            return answer

        with (
            patch.object(adapter, "read_inventory_page", moving),
            patch.object(page_reader, "larger_size", lambda size: 5),
        ):
            self.run_with(lambda page: None, page_size=5)
        self.assertEqual(calls, [0, 5, 10, 0, 5, 10])
        channels = self.env["ebay.product.template"].search([]).mapped("channel")
        self.assertEqual(channels, ["inventory"] * 12)
