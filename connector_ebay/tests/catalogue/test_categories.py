# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from ..common import REFUSAL
from ..listing_case import MUG, ListingCase


class TestCategories(ListingCase):
    def setUp(self):
        super().setUp()
        self.leaf = self.sim.categories.leaves()[0]
        self.listing = self.list(**MUG, category_id=self.leaf.category_id)

    def category(self, category_id=None):
        return self.env["ebay.product.category"].search(
            [("external_id", "=", category_id or self.leaf.category_id)]
        )

    def path(self, category):
        names = []
        while category:
            names.insert(0, category.name)
            category = category.parent_id
        return names

    def test_categories_in_use_are_created_with_their_parents(self):
        self.import_all()
        category = self.category()
        self.assertEqual(self.path(category.odoo_id), self.leaf.path("de").split(":"))
        self.assertEqual(self.binding(self.listing).category_id, category)
        self.assertEqual(self.products("MUG").categ_id, category.odoo_id)
        depth = len(self.path(category))
        self.assertEqual(self.env["ebay.product.category"].search_count([]), depth)

    def test_categories_are_created_below_the_chosen_parent(self):
        root = self.env["product.category"].create({"name": "eBay"})
        self.backend.category_parent_id = root
        self.import_all()
        self.assertEqual(self.path(self.category().odoo_id)[0], "eBay")

    def test_unchanged_tree_costs_one_call_and_no_write(self):
        self.import_all()
        self.backend.import_categories()
        self.run_jobs()
        self.sim.requests.clear()
        self.backend.import_categories()
        with self.assert_no_catalogue_write():
            self.run_jobs()
        self.assertEqual(self.sim.requests.calls(), {"getDefaultCategoryTreeId": 1})

    def test_category_renamed_on_ebay_is_renamed_in_odoo(self):
        self.import_all()
        before = self.category().odoo_id
        self.sim.categories.rename(self.leaf.category_id, "Neuer Name")
        self.backend.import_categories()
        self.run_jobs()
        self.assertEqual(before.name, "Neuer Name")
        self.assertEqual(self.category().odoo_id, before)

    def test_name_changed_in_odoo_is_kept(self):
        self.import_all()
        self.category().odoo_id.name = "Ours"
        self.sim.categories.rename(self.leaf.category_id, "Neuer Name")
        self.backend.import_categories()
        self.run_jobs()
        self.assertEqual(self.category().odoo_id.name, "Ours")
        self.assertEqual(self.category().name, "Neuer Name")

    def test_category_moved_on_ebay_is_moved_in_odoo(self):
        self.import_all()
        root = next(
            leaf.lineage()[0]
            for leaf in self.sim.categories.leaves()
            if leaf.lineage()[0] != self.leaf.lineage()[0]
        )
        before = self.category().odoo_id
        self.sim.categories.move(self.leaf.category_id, root.category_id)
        self.backend.import_categories()
        self.run_jobs()
        self.assertEqual(self.category().odoo_id, before, "never a duplicate")
        self.assertEqual(len(self.path(before)), 2)
        self.assertEqual(self.category(root.category_id).odoo_id, before.parent_id)

    def test_listings_are_imported_without_the_tree(self):
        self.backend.connect()
        self.sim.faults.add(
            "/commerce/taxonomy", "status", status=400, body=REFUSAL, count=0
        )
        with self.quiet():
            run = self.import_all()
        self.assertEqual(run.state, "done")
        self.assertTrue(run.note)
        category = self.category()
        self.assertEqual(category.name, self.leaf.path("de").split(":")[-1])
        self.sim.faults.clear()
        self.backend.import_categories()
        self.run_jobs()
        self.assertEqual(self.path(category.odoo_id), self.leaf.path("de").split(":"))

    def test_tree_is_read_again_after_an_outage(self):
        self.backend.connect()
        self.sim.faults.add("/commerce/taxonomy", "status", status=503, count=1)
        self.backend.import_all_listings()
        with self.quiet():
            self.run_jobs()
        self.assertEqual(self.jobs("pending").retry, 1)
        self.hasten()
        self.assertEqual(self.finish().state, "done")
        self.assertGreater(len(self.path(self.category().odoo_id)), 1)

    def test_two_accounts_share_the_product_categories(self):
        second = self.create_backend("Second Shop")
        self.import_all()
        second.import_listings()
        self.run_jobs()
        bindings = self.category()
        self.assertEqual(bindings.backend_id, self.backend | second)
        self.assertEqual(len(bindings.odoo_id), 1)
