# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from ..listing_case import MUG, SHIRTS, ListingCase

EAN = "4006381333931"


class TestMatching(ListingCase):
    def product(self, **values):
        return self.env["product.product"].create({"name": "Ours", **values})

    def test_by_internal_reference(self):
        ours = self.product(default_code="MUG")
        self.list(**MUG)
        self.import_all()
        self.assertEqual(self.sku("MUG").odoo_id, ours)
        self.assertEqual(self.products("MUG"), ours)
        self.assertEqual(ours.name, "Ours")

    def test_by_barcode_without_matching_reference(self):
        ours = self.product(barcode=EAN)
        self.list(**MUG, ean=EAN)
        self.import_all()
        self.assertEqual(self.sku("MUG").odoo_id, ours)

    def test_reference_has_precedence_over_barcode(self):
        self.product(barcode=EAN)
        ours = self.product(default_code="MUG")
        self.list(**MUG, ean=EAN)
        self.import_all()
        self.assertEqual(self.sku("MUG").odoo_id, ours)

    def test_two_candidates_need_a_choice(self):
        two = self.product(default_code="MUG") | self.product(default_code="MUG")
        self.list(**MUG)
        self.import_all()
        sku = self.sku("MUG")
        self.assertFalse(sku.odoo_id)
        self.assertEqual(sku.match_state, "ambiguous")
        self.assertEqual(sku.candidate_ids, two)
        self.assertEqual(self.products("MUG"), two, "and no third")

    def test_archived_product_is_neither_unarchived_nor_created_again(self):
        archived = self.product(default_code="MUG", active=False)
        self.list(**MUG)
        self.import_all()
        sku = self.sku("MUG")
        self.assertFalse(sku.odoo_id)
        self.assertEqual(sku.candidate_ids.with_context(active_test=False), archived)
        self.assertFalse(self.products("MUG"))

    def test_product_of_another_company_is_not_matched(self):
        other = self.env["res.company"].create({"name": "Other"})
        theirs = self.product(default_code="MUG", company_id=other.id)
        self.list(**MUG)
        self.import_all()
        self.assertTrue(self.sku("MUG").odoo_id)
        self.assertNotEqual(self.sku("MUG").odoo_id, theirs)

    def test_unmatched_policy_leave(self):
        self.backend.unmatched_policy = "leave"
        listing = self.list(**MUG)
        self.import_all()
        self.assertEqual(self.binding(listing).match_state, "unmatched")
        self.assertFalse(self.products("MUG"))

    def test_variations_match_variants(self):
        variants = self.product(default_code="TS-B-M") | self.product(
            default_code="TS-B-L"
        )
        self.backend.unmatched_policy = "leave"
        listing = self.list(**SHIRTS)
        self.import_all()
        binding = self.binding(listing)
        self.assertEqual(binding.sku_ids.odoo_id, variants)
        self.assertEqual(binding.match_state, "unmatched")
        self.assertFalse(binding.odoo_id, "its SKUs are different products")

    def test_partly_matched_listing_is_left_to_a_user(self):
        ours = self.product(default_code="TS-B-M")
        self.list(**SHIRTS)
        self.import_all()
        self.assertEqual(self.sku("TS-B-M").odoo_id, ours)
        rest = self.sku("TS-B-L") | self.sku("TS-R-M")
        self.assertEqual(set(rest.mapped("match_state")), {"ambiguous"})
        self.assertFalse(rest.odoo_id)

    def test_link_made_by_a_user_is_kept(self):
        ours = self.product(default_code="SOMETHING")
        self.backend.unmatched_policy = "leave"
        listing = self.list(**MUG)
        self.import_all()
        self.sku("MUG").write({"odoo_id": ours.id, "match_state": "matched"})
        self.product(default_code="MUG")
        self.sim.seller.revise(listing.item_id, available=1)
        self.import_changes()
        self.assertEqual(self.sku("MUG").odoo_id, ours)

    def test_two_accounts_share_the_product(self):
        second = self.create_backend("Second Shop")
        self.list(**MUG)
        self.import_all()
        second.import_listings()
        self.run_jobs()
        skus = self.sku("MUG")
        self.assertEqual(skus.backend_id, self.backend | second)
        self.assertEqual(len(skus.odoo_id), 1)

    def test_two_accounts_share_variants_without_sku(self):
        second = self.create_backend("Second Shop")
        self.list(
            title="Cap",
            variations=[
                {"specifics": {"Farbe": "Rot"}, "sku": "CAP-R"},
                {"specifics": {"Farbe": "Blau"}},
            ],
        )
        self.import_all()
        second.import_listings()
        self.run_jobs()
        self.assertEqual(self.jobs("failed", "pending").mapped("exc_message"), [])
        skus = self.env["ebay.product.product"].search([])
        self.assertEqual(set(skus.mapped("match_state")), {"matched"})
        self.assertEqual((len(skus), len(skus.odoo_id)), (4, 2))
