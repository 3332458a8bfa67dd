# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import random

from ..export_case import ExportCase

FAULTS = (
    "lost_answer",
    "truncated",
    "broken",
    "reset",
    "html",
    "system_error",
    "throttled",
)
CALLS = (
    "ReviseInventoryStatus",
    "bulkUpdatePriceQuantity",
    "getOffer",
    "getOffers",
    "GetItem",
    "bulkGetInventoryItem",
)


class TestExportRain(ExportCase):
    """Random changes in Odoo and random errors: in the end eBay equals Odoo."""

    def setUp(self):
        super().setUp()
        self.listings = {}
        for number in range(7):
            self.listings[f"T{number}"] = self.list(
                title="T", sku=f"T{number}", available=5
            )
        for number in range(7):
            self.listings[f"I{number}"] = self.list(
                title="I",
                sku=f"I{number}",
                available=5,
                channel="inventory",
                offer_id=f"9{number:09d}",
            )
        self.sell_from_odoo(guard_zero=0)
        self.redundant = []
        with self.backend.work_on("ebay.export.batch") as work:
            adapter = type(work.component_by_name("ebay.price.quantity.adapter"))
        revise, update = adapter.revise, adapter.update_inventory

        def watched_revise(component, statuses):
            for row in statuses:
                listing = self.sim.seller.listing(row.item_id)
                self.note_equal(listing, row.quantity)
            return revise(component, statuses)

        def watched_update(component, updates):
            for row in updates:
                self.note_equal(self.listings[row.sku], row.quantity)
            return update(component, updates)

        self.patch(adapter, "revise", watched_revise)
        self.patch(adapter, "update_inventory", watched_update)

    def note_equal(self, listing, quantity):
        if listing.available == quantity:
            self.redundant.append(listing.item_id)

    def rain(self, seed):
        """Change, fail and run jobs in a random order that the seed determines."""
        dice = random.Random(seed)
        with self.quiet():
            for _step in range(12):
                names = dice.sample(sorted(self.listings), 4)
                self.change(**{name: dice.randrange(6) for name in names})
                if dice.random() < 0.8:
                    self.sim.faults.add(
                        dice.choice(CALLS),
                        dice.choice(FAULTS),
                        nth=dice.randrange(1, 3),
                    )
                self.hasten()
                self.env["ebay.api.limit"].search([]).unlink()
                self.run_jobs(limit=2000)
            self.sim.faults.clear()
            self.env["ebay.api.limit"].search([]).unlink()
            self.env["ebay.backend"]._cron_export_offers()
            for _turn in range(6):
                self.env["ebay.api.limit"].search([]).unlink()
                self.run_jobs_late()

    def test_it_ends_equal_and_nothing_equal_is_sent(self):
        for seed in range(3):
            with self.subTest(seed=seed):
                self.rain(seed)
                on_ebay = {
                    name: listing.available for name, listing in self.listings.items()
                }
                wanted = {name: self.stock.get(name, 5) for name in self.listings}
                self.assertEqual(on_ebay, wanted)
                self.assertEqual(self.redundant, [])
                self.assertFalse(self.lines("pending"))
                syncs = self.env["ebay.sku.sync"].search([])
                self.assertEqual(set(syncs.mapped("state")), {"in_sync"})
