# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

from odoo import fields

from ...tools.ebay_time import to_naive_utc
from ..listing_case import MUG, ListingCase


class TestListingRuns(ListingCase):
    """Test repeated, interrupted and incomplete runs, and bad and missing listings."""

    def list_many(self, number):
        return [
            self.list(title=f"Thing {index}", sku=f"T-{index}")
            for index in range(number)
        ]

    # === REPEATED AND FAILED RUNS ===

    def test_started_twice_it_runs_once(self):
        self.list(**MUG)
        self.backend.import_listings()
        self.run_job(self.jobs("pending")[0])
        self.backend.import_listings()
        self.assertEqual(len(self.jobs("pending")), 1)
        self.run_jobs()
        self.assertEqual(self.env["ebay.run"].search_count([]), 1)

    def test_a_page_done_twice_is_done_once(self):
        self.list(**MUG)
        self.import_all()
        for job in self.jobs("done"):
            job.requeue()
        self.sim.requests.clear()
        with self.assert_no_catalogue_write():
            self.run_jobs()
        self.assertEqual(len(self.sim.requests), 0)

    def test_failed_run_resumes_at_its_page(self):
        self.list_many(250)
        self.backend.connect()
        self.sim.faults.add("GetSellerList", "trading_error", nth=2, code=5)
        self.backend.import_listings()
        with self.quiet():
            self.run_jobs()
        failed = self.jobs("failed")
        self.assertEqual(len(failed), 1)
        self.assertEqual(self.env["ebay.product.template"].search_count([]), 200)
        self.assertEqual(self.backend.run_done, 200)
        self.backend.import_listings()
        self.run_jobs()
        self.assertEqual(failed.state, "done")
        self.assertEqual(self.env["ebay.product.template"].search_count([]), 250)
        self.assertEqual(self.sim.requests.count("GetSellerList"), 3)

    def test_cancelled_run_allows_a_new_one(self):
        self.list(**MUG)
        self.backend.import_listings()
        self.backend.action_cancel_run()
        self.assertFalse(self.run_jobs())
        self.assertEqual(self.import_all().state, "done")

    # === WINDOWS ===

    def test_gap_too_long_for_events_starts_a_full_run(self):
        self.list(**MUG)
        run = self.import_all()
        run.window_to -= timedelta(hours=50)
        self.backend.import_listings()
        self.assertEqual(self.env["ebay.run"].search([], limit=1).kind, "full")

    def test_runs_overlap_and_end_before_ebays_now(self):
        """Nothing is lost although Odoo's clock is ten minutes ahead of eBay's."""
        self.sim.clock.advance(-600)
        listing = self.list(**MUG)
        self.import_all()
        self.import_changes()
        run = self.env["ebay.run"].search([], limit=1)
        self.assertEqual(run.kind, "changes")
        ebay_now = to_naive_utc(self.sim.clock.now())
        self.assertLessEqual(run.window_to, ebay_now)
        self.sim.seller.revise(listing.item_id, available=1)
        self.import_changes()
        self.assertEqual(self.sku("MUG").quantity, 1)

    def test_what_happened_a_moment_ago_is_read(self):
        """Also if this machine's clock is behind eBay's and nobody knows."""
        listing = self.list(**MUG)
        self.import_all()
        self.sim.clock.advance(90)
        self.sim.seller.revise(listing.item_id, available=1)
        self.list(title="Plate", sku="PLATE")
        self.backend.import_listings()
        run = self.finish()
        self.assertEqual((run.kind, run.state), ("changes", "done"))
        self.assertEqual(self.sku("MUG").quantity, 1)
        self.assertTrue(self.products("PLATE"))
        self.assertLessEqual(run.window_to, to_naive_utc(self.sim.clock.now()))
        self.backend.import_listings()
        later = self.finish()
        overlap = run.window_to - later.window_from
        self.assertAlmostEqual(overlap / timedelta(minutes=1), 2, delta=0.1)

    def test_window_too_full_is_halved(self):
        listings = self.list_many(6)
        self.import_all()
        for listing in listings:
            self.sim.clock.advance(600)
            self.sim.seller.revise(listing.item_id, available=9)
        component = self.component("ebay.product.template.adapter")
        read = component.read_events

        def crowded(self, event, since, until=None):
            page = read(self, event, since, until)
            full = len(page.listings) > 2
            return type(page)(
                **{**vars(page), "listings": page.listings[:2], "complete": not full}
            )

        with patch.object(component, "read_events", crowded):
            self.import_changes()
        self.assertEqual(
            set(self.env["ebay.product.product"].search([]).mapped("quantity")), {9}
        )

    def test_partial_answer_empties_nothing_and_new_listing_is_read_completely(self):
        """GetSellerEvents may leave SKU, category and pictures out."""
        listing = self.list(**MUG)
        unknown = self.list(title="Plate", sku="PLATE")
        component = self.component("ebay.product.template.adapter")
        read = component.read_events

        def partial(adapter, event, since, until):
            answer = read(adapter, event, since, until)
            for row in answer.listings:
                row |= {"sku": "", "category_id": "", "partial": True}
            return answer

        with patch.object(component, "read_page", self._without(unknown)):
            self.import_all()
        category = self.binding(listing).category_id
        self.sim.seller.revise(listing.item_id, available=2)
        self.sim.seller.revise(unknown.item_id, available=2)
        with (
            patch.object(component, "read_events", partial),
            patch.object(component, "read_new", lambda *args: []),
        ):
            self.import_changes()
        self.assertEqual(self.sku("MUG").quantity, 2)
        self.assertEqual(self.binding(listing).category_id, category)
        self.assertEqual(self.products("PLATE").name, "Plate")

    def _without(self, hidden):
        """Return a ``read_page`` that leaves a listing out."""
        read = self.component("ebay.product.template.adapter").read_page

        def without(adapter, *args, **options):
            answer = read(adapter, *args, **options)
            kept = [x for x in answer.listings if x["item_id"] != hidden.item_id]
            total = answer.total_entries - len(answer.listings) + len(kept)
            return replace(answer, listings=kept, total_entries=total)

        return without

    def test_listing_renewed_during_the_run_is_imported_once(self):
        listings = self.list_many(250)
        self.backend.import_listings()
        self.run_job(self.jobs("pending")[0])
        self.run_job(self.jobs("pending")[0])
        self.sim.seller.renew(listings[0].item_id)
        self.run_jobs()
        self.assertEqual(self.env["ebay.product.template"].search_count([]), 250)

    # === BAD LISTINGS ===

    def test_one_bad_listing_fails_alone(self):
        listings = self.list_many(20)
        bad = listings[13].item_id
        builder = self.component("ebay.product.builder")
        template_values = builder.template_values

        def break_it(component, listing, lookups):
            if listing["item_id"] == bad:
                raise ValueError("this listing is broken")
            return template_values(component, listing, lookups)

        with patch.object(builder, "template_values", break_it), self.quiet():
            run = self.import_all()
        self.assertEqual((run.created, run.failed, run.state), (19, 1, "done"))
        job = self.jobs("failed")
        self.assertEqual(len(job), 1)
        self.assertIn("this listing is broken", job.exc_message)
        job.requeue()
        self.run_jobs()
        self.assertEqual(job.state, "done")
        self.assertEqual(self.env["ebay.product.template"].search_count([]), 20)

    # === MISSING LISTINGS ===

    def test_a_missing_listing_has_ended_only_if_ebay_says_so(self):
        listings = self.list_many(10)
        self.import_all()
        hidden = listings[0]
        ended = listings[1]
        self.sim.seller.end(ended.item_id)
        page = self.component("ebay.product.template.adapter")
        self._age_bindings()
        with patch.object(page, "read_page", self._without(hidden)):
            self.import_all()
        self.assertEqual(self.binding(hidden).status, "active")
        self.assertEqual(self.binding(ended).status, "ended")
        self.assertEqual(self.sim.requests.count("GetItem"), 2)

    def _age_bindings(self):
        """Date the bindings back: a test creates everything in one transaction."""
        self.let_time_pass()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ebay_product_template SET create_date = %s",
            (fields.Datetime.now() - timedelta(days=1),),
        )
        self.env.invalidate_all()

    def test_many_missing_at_once_are_held_for_a_user(self):
        listings = self.list_many(10)
        self.import_all()
        for listing in listings[:5]:
            self.sim.seller.end(listing.item_id)
        self._age_bindings()
        run = self.import_all()
        self.assertEqual(run.state, "held")
        self.assertEqual(self.sim.requests.count("GetItem"), 0)
        active = [("status", "=", "active")]
        model = self.env["ebay.product.template"]
        self.assertEqual(model.search_count(active), 10)
        self.assertEqual(len(self.backend.activity_ids), 1)
        alert = self.backend.alert_ids
        self.assertEqual(alert.code, "listings_missing")
        self.assertIn("5 of 10", alert.message)
        self.assertEqual(alert.action_open()["res_id"], run.id)
        # Scheduled runs still import what changes.
        self.assertEqual(self.import_changes().kind, "changes")
        self.env["ebay.alert"]._cron_watch()
        self.assertEqual(alert.state, "open")
        self.backend.action_release_run()
        self.run_jobs()
        self.env["ebay.alert"]._cron_watch()
        self.env.invalidate_all()
        self.assertEqual(alert.state, "closed")
        self.assertEqual(model.search_count(active), 5)

    def test_an_empty_answer_ends_nothing(self):
        self.list_many(3)
        self.import_all()
        self._age_bindings()
        self.sim.seller.listings.clear()
        run = self.import_all()
        self.assertEqual(run.state, "held")
        self.assertEqual(
            set(self.env["ebay.product.template"].search([]).mapped("status")),
            {"active"},
        )

    def test_listing_ebay_no_longer_knows_has_ended(self):
        listings = self.list_many(10)
        self.import_all()
        self._age_bindings()
        self.sim.seller.listings.pop(listings[0].item_id)
        self.import_all()
        self.assertEqual(self.binding(listings[0]).status, "ended")
