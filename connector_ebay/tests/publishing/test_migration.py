# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from ..listing_case import MUG, SHIRTS, ListingCase


class TestMigration(ListingCase):
    """Listings made on eBay move to the Inventory API, each once, when a manager says.

    eBay answers as its documentation of bulkMigrateListing describes.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = new_test_user(
            cls.env, "manager", "connector_ebay.group_ebay_manager"
        )

    def preview(self, *listings):
        """Import listings and open the preview as a manager; return the migration."""
        for values in listings:
            self.list(**values)
        self.import_all()
        return self.open(self.env["ebay.product.template"].search([]))

    def open(self, listings):
        action = listings.with_user(self.manager).action_migrate()
        return self.env["ebay.migration"].browse(action["res_id"])

    def start(self, migration):
        migration.with_user(self.manager).action_start()
        self.run_jobs()

    def states(self, migration):
        migration.invalidate_recordset()
        migration.line_ids.invalidate_recordset()
        return {line.title: line.state for line in migration.line_ids}

    def obstacles(self, migration):
        return {line.title: line.obstacles or [] for line in migration.line_ids}

    def migrations(self):
        return self.sim.requests.count("bulkMigrateListing")

    def test_the_preview_says_what_cannot_be_moved_and_calls_nothing(self):
        no_sku = [{**SHIRTS["variations"][0], "sku": ""}, SHIRTS["variations"][1]]
        for values in (
            MUG,
            {**MUG, "title": "Same SKU", "sku": "TWO"},
            {**MUG, "title": "Same SKU again", "sku": "TWO"},
            {**MUG, "title": "No SKU", "sku": ""},
            {**MUG, "title": "Auction", "sku": "A", "listing_type": "Chinese"},
            {**MUG, "title": "Long", "sku": "x" * 51},
            {**SHIRTS, "variations": no_sku},
        ):
            self.list(**values)
        self.import_all()
        self.sim.requests.clear()
        migration = self.open(self.env["ebay.product.template"].search([]))
        self.assertEqual(
            self.obstacles(migration),
            {
                "Mug": [],
                "Same SKU": ["sku_elsewhere"],
                "Same SKU again": ["sku_elsewhere"],
                "No SKU": ["no_sku"],
                "Auction": ["auction"],
                "Long": ["sku_long"],
                "T-Shirt": ["no_variation_sku"],
            },
        )
        blocked = migration.line_ids.filtered("obstacles")
        self.assertTrue(all(blocked.mapped("reason")))
        self.assertEqual((migration.ready_count, migration.blocked_count), (1, 6))
        self.assertEqual(dict(self.sim.requests.calls()), {})

    def test_listings_move_with_their_offers_and_groups(self):
        migration = self.preview(MUG, SHIRTS)
        self.start(migration)
        self.assertEqual(self.states(migration), {"Mug": "moved", "T-Shirt": "moved"})
        self.assertEqual(migration.state, "done")
        listings = migration.line_ids.listing_id
        self.assertEqual(set(listings.mapped("channel")), {"inventory"})
        self.assertTrue(all(listings.sku_ids.mapped("ebay_offer_id")))
        shirt = listings.filtered(lambda one: one.title == "T-Shirt")
        live = self.sim.seller.listings[shirt.external_id]
        self.assertEqual(shirt.group_key, live.group_key)
        self.assertEqual(migration.started_by, self.manager)

    def test_five_listings_with_a_call(self):
        migration = self.preview(*({**MUG, "sku": f"MUG{n}"} for n in range(7)))
        self.start(migration)
        self.assertEqual(self.migrations(), 2)
        self.assertEqual(migration.moved_count, 7)

    def test_prices_and_quantities_go_to_the_inventory_api_afterwards(self):
        migration = self.preview(MUG)
        self.start(migration)
        sku = self.sku("MUG")
        sku.odoo_id.list_price = 19.0
        self.backend.stock_master = "odoo"
        self.sim.requests.clear()
        self.backend.export_offers()
        self.run_jobs()
        self.assertFalse(self.sim.requests.count("ReviseInventoryStatus"))

    def test_what_ebay_refuses_is_shown_in_its_words_and_the_others_go_on(self):
        migration = self.preview(MUG, {**MUG, "title": "Cup", "sku": "CUP"})
        cup = self.sku("CUP").listing_id
        self.sim.publishing.refuse(
            "bulkMigrateListing", cup.external_id, 25718, "Cannot migrate listing. No."
        )
        self.start(migration)
        self.assertEqual(self.states(migration), {"Mug": "moved", "Cup": "refused"})
        line = migration.line_ids.filtered(lambda one: one.listing_id == cup)
        self.assertIn("Cannot migrate listing", line.reason)
        self.assertEqual(cup.channel, "trading")
        migration.with_user(self.manager).action_check_again()
        self.start(migration)
        self.assertEqual(self.states(migration), {"Mug": "moved", "Cup": "moved"})

    def test_a_lost_answer_is_read_and_nothing_is_asked_again(self):
        migration = self.preview(MUG, SHIRTS)
        self.sim.faults.add("bulkMigrateListing", "lost_answer")
        self.start(migration)
        self.assertEqual(self.states(migration), {"Mug": "sent", "T-Shirt": "sent"})
        self.run_jobs_late()
        self.assertEqual(self.states(migration), {"Mug": "moved", "T-Shirt": "moved"})
        self.assertEqual(self.migrations(), 1)
        shirt = self.sku("TS-B-M").listing_id
        self.assertTrue(shirt.group_key)
        self.assertTrue(all(shirt.sku_ids.mapped("ebay_offer_id")))

    def test_a_listing_moved_elsewhere_is_adopted(self):
        migration = self.preview(MUG)
        mug = self.sku("MUG").listing_id
        with self.backend.work_on("ebay.migration.line") as work:
            work.component(usage="backend.adapter").migrate([mug.external_id])
        self.start(migration)
        self.assertEqual(self.states(migration), {"Mug": "moved"})
        self.assertEqual(mug.channel, "inventory")

    def test_nothing_is_sent_in_test_mode(self):
        migration = self.preview(MUG)
        self.backend.test_mode = True
        self.start(migration)
        self.assertEqual(self.migrations(), 0)
        self.assertEqual(self.states(migration), {"Mug": "ready"})

    def test_nothing_can_be_moved(self):
        migration = self.preview({**MUG, "sku": ""})
        with self.assertRaisesRegex(UserError, "None of these listings"):
            self.start(migration)

    def test_only_a_manager_may_see_and_start_it(self):
        migration = self.preview(MUG)
        assistant = new_test_user(
            self.env, "assistant", "connector_ebay.group_ebay_user"
        )
        with self.assertRaises(AccessError):
            migration.line_ids.listing_id.with_user(assistant).action_migrate()
        for button in ("action_start", "action_check_again"):
            with self.assertRaises(AccessError):
                getattr(migration.with_user(assistant), button)()
