# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from odoo.addons.queue_job.tests.common import trap_jobs

from ...models import ebay_sku_match_mixin
from ...tools import product_locks
from ..listing_case import MUG, SHIRTS, ListingCase

EAN = "4006381333931"


class TestMatchListings(ListingCase):
    """Test the proposals of *Match Listings* and applying them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.backend.auto_match = False
        cls.assistant = new_test_user(
            cls.env, "assistant", "connector_ebay.group_ebay_user"
        )

    def product(self, **values):
        return self.env["product.product"].create({"name": "Mug", **values})

    def open(self, *listings):
        """Import listings and open the screen as a shop assistant; return the SKUs."""
        for values in listings:
            self.list(**values)
        self.import_all()
        return self.reopen()

    def reopen(self):
        action = self.backend.with_user(self.assistant).action_match_listings()
        skus = self.env["ebay.product.product"].with_user(self.assistant)
        return skus.search(action["domain"])

    def message(self, action):
        return action["params"]["message"]

    # === PROPOSALS ===

    def test_nothing_is_linked_or_created_before_a_user_applies_it(self):
        ours = self.product(default_code="MUG")
        before = self.env["product.product"].search_count([])
        skus = self.open(MUG, SHIRTS)
        self.assertFalse(skus.odoo_id)
        self.assertEqual(self.env["product.product"].search_count([]), before)
        self.assertEqual(len(skus), 4)
        mug = self.sku("MUG")
        self.assertEqual((mug.proposal, mug.proposed_product_id), ("link", ours))
        self.assertEqual(self.sku("TS-B-M").proposal, "create")

    def test_found_by_barcode_and_without_sku(self):
        ours = self.product(barcode=EAN)
        skus = self.open({**MUG, "sku": "", "ean": EAN})
        self.assertEqual((skus.proposal, skus.proposed_product_id), ("link", ours))

    def test_ambiguous_sku_shows_its_candidates(self):
        two = self.product(default_code="MUG") | self.product(default_code="MUG")
        skus = self.open(MUG)
        self.assertEqual(skus.proposal, "choose")
        self.assertEqual(skus.candidate_ids, two)
        self.assertIn("2", skus.match_note)
        self.assertFalse(skus.proposed_product_id)

    def test_listing_without_sku_is_proposed_as_blank(self):
        self.assertEqual(self.open({**MUG, "sku": ""}).proposal, "blank")

    def test_refresh_finds_a_corrected_reference(self):
        ours = self.product(default_code="MUGG", name="Mug with a long name")
        skus = self.open(MUG)
        self.assertEqual(skus.proposal, "create")
        ours.default_code = "MUG"
        skus.with_context(
            active_model=skus._name, active_domain=[("id", "in", skus.ids)]
        ).browse().action_match_refresh()
        self.assertEqual((skus.proposal, skus.proposed_product_id), ("link", ours))

    def test_opening_again_writes_nothing(self):
        self.product(default_code="MUG")
        self.open(MUG, SHIRTS)
        with self.assert_no_catalogue_write():
            self.reopen()

    # === APPLY ===

    def test_apply_selected(self):
        ours = self.product(default_code="MUG")
        skus = self.open(MUG, SHIRTS)
        mug = skus.filtered(lambda sku: sku.ebay_sku == "MUG")
        self.assertIn("1 linked", self.message(mug.action_match_apply()))
        self.assertEqual(mug.odoo_id, ours)
        self.assertEqual(mug.match_state, "matched")
        self.assertEqual(mug.listing_id.match_state, "matched")
        self.assertEqual(mug.listing_id.odoo_id, ours.product_tmpl_id)
        self.assertFalse((skus - mug).odoo_id)

    def test_apply_all_that_the_list_shows(self):
        two = self.product(default_code="MUG") | self.product(default_code="MUG")
        skus = self.open(MUG, SHIRTS, {**MUG, "sku": ""})
        action = (
            skus.browse()
            .with_context(
                active_model=skus._name, active_domain=[("id", "in", skus.ids)]
            )
            .action_match_apply()
        )
        self.assertEqual(
            self.message(action),
            "0 linked, 3 products created. 2 need a decision first.",
        )
        variants = self.sku("TS-B-M").odoo_id.product_tmpl_id.product_variant_ids
        self.assertEqual(
            set(variants.mapped("default_code")), {"TS-B-M", "TS-B-L", "TS-R-M"}
        )
        self.assertFalse(self.sku("MUG").odoo_id)
        self.assertEqual(self.products("MUG"), two)

    def test_created_as_the_import_would(self):
        skus = self.open({**MUG, "ean": EAN})
        skus.action_match_apply()
        product = self.sku("MUG").odoo_id
        self.assertEqual(product.name, "Mug")
        self.assertEqual(product.default_code, "MUG")
        self.assertEqual(product.barcode, EAN)
        self.assertEqual(
            product.categ_id, self.sku("MUG").listing_id.category_id.odoo_id
        )
        self.assertTrue(product.list_price)

    def test_choice_of_a_user(self):
        self.product(default_code="MUG")
        chosen = self.product(default_code="MUG")
        skus = self.open(MUG)
        skus.proposed_product_id = chosen
        self.assertEqual(skus.proposal, "chosen")
        self.reopen()
        self.assertEqual(skus.proposed_product_id, chosen, "opening again keeps it")
        skus.action_match_apply()
        self.assertEqual(skus.odoo_id, chosen)
        self.assertFalse(skus.candidate_ids)
        self.assertFalse(skus.match_note)

    def test_choice_removed_by_the_user(self):
        self.product(default_code="MUG")
        chosen = self.product(default_code="MUG")
        skus = self.open(MUG)
        skus.proposed_product_id = chosen
        skus.proposed_product_id = False
        self.assertEqual(skus.proposal, "choose")

    def test_one_sku_in_two_listings_gets_one_product(self):
        skus = self.open(MUG, {**MUG, "title": "The same mug"})
        skus.action_match_apply()
        self.assertEqual(len(self.products("MUG")), 1)
        self.assertEqual(skus.odoo_id, self.products("MUG"))

    def test_link_is_proposed_for_the_same_sku_in_other_listings(self):
        ours = self.product(default_code="OTHER")
        skus = self.open(MUG, {**MUG, "title": "The same mug"})
        skus[0].proposed_product_id = ours
        skus[0].action_match_apply()
        self.assertEqual(skus[1].proposal, "link")
        self.assertEqual(skus[1].proposed_product_id, ours)
        skus[1].action_match_apply()
        self.assertEqual(skus.odoo_id, ours)
        self.assertFalse(self.products("MUG"), "a SKU never becomes two products")

    def test_changed_proposal_is_shown_instead_of_applied(self):
        ours = self.product(default_code="MUG")
        skus = self.open(MUG)
        self.product(default_code="MUG")
        self.assertIn("1 need a decision", self.message(skus.action_match_apply()))
        self.assertFalse(skus.odoo_id)
        self.assertEqual(skus.proposal, "choose")
        self.assertIn(ours, skus.candidate_ids)

    def test_product_that_appeared_meanwhile_is_not_created_twice(self):
        skus = self.open(MUG)
        ours = self.product(default_code="MUG")
        skus.action_match_apply()
        self.reopen().action_match_apply()
        self.assertEqual(self.products("MUG"), ours)
        self.assertEqual(skus.odoo_id, ours)

    def test_blank_sku_is_created_only_on_request(self):
        skus = self.open({**MUG, "sku": ""})
        skus.action_match_apply()
        self.assertFalse(skus.odoo_id)
        skus.action_match_create()
        self.assertEqual(skus.odoo_id.name, "Mug")
        self.assertFalse(skus.odoo_id.default_code)

    def test_applied_twice_it_is_done_once(self):
        skus = self.open(MUG)
        skus.action_match_apply()
        self.assertIn("0 linked, 0 products", self.message(skus.action_match_apply()))
        self.assertEqual(len(self.products("MUG")), 1)

    def test_many_skus_are_matched_by_jobs_of_whole_listings(self):
        self.patch(ebay_sku_match_mixin, "MATCH_AT_ONCE", 1)
        skus = self.open(MUG, SHIRTS)
        with trap_jobs() as trap:
            skus.action_match_apply()
            self.assertEqual(len(trap.enqueued_jobs), 2)
            self.assertFalse(skus.odoo_id)
            listings = [job.recordset.listing_id for job in trap.enqueued_jobs]
            self.assertEqual([len(listing) for listing in listings], [1, 1])
            trap.perform_enqueued_jobs()
        self.assertEqual(len(skus.odoo_id), 4)

    def test_while_an_import_creates_products(self):
        skus = self.open(MUG)
        self.patch(product_locks, "try_advisory_lock", lambda cr, name: False)
        with self.assertRaisesRegex(UserError, "Try again"):
            skus.action_match_apply()

    # === VARIATIONS ===

    def test_variations_beside_an_unrelated_product_need_a_choice(self):
        ours = self.product(default_code="TS-B-M")
        skus = self.open(SHIRTS)
        skus.action_match_apply()
        self.assertEqual(self.sku("TS-B-M").odoo_id, ours)
        left = skus - self.sku("TS-B-M")
        left.action_match_apply()
        self.assertFalse(left.odoo_id)
        self.assertEqual(self.reopen(), left)
        self.assertEqual(set(left.mapped("proposal")), {"choose"})
        self.assertIn("Mug", left[0].match_note)

    def test_new_variation_becomes_a_variant(self):
        listing = self.list(**SHIRTS)
        self.open().action_match_apply()
        template = self.sku("TS-B-M").odoo_id.product_tmpl_id
        self.sku("TS-R-M").action_unlink_product()
        self.products("TS-R-M").unlink()
        skus = self.reopen()
        self.assertEqual(skus.proposal, "create")
        skus.action_match_apply()
        self.assertEqual(self.sku("TS-R-M").odoo_id.product_tmpl_id, template)
        self.assertEqual(self.binding(listing).odoo_id, template)

    def test_variant_of_the_same_combination_is_linked(self):
        self.open(SHIRTS).action_match_apply()
        variant = self.sku("TS-R-M").odoo_id
        self.sku("TS-R-M").action_unlink_product()
        variant.default_code = False
        skus = self.reopen()
        self.assertEqual((skus.proposal, skus.proposed_product_id), ("link", variant))
        skus.action_match_apply()
        self.assertEqual(skus.odoo_id, variant)

    def test_variant_of_the_same_combination_with_another_reference_needs_a_choice(
        self,
    ):
        self.open(SHIRTS).action_match_apply()
        variant = self.sku("TS-R-M").odoo_id
        self.sku("TS-R-M").action_unlink_product()
        variant.default_code = "ANOTHER"
        skus = self.reopen()
        self.assertEqual((skus.proposal, skus.candidate_ids), ("choose", variant))

    # === RIGHTS AND UNLINKING ===

    def test_user_without_ebay_rights_cannot_apply(self):
        skus = self.open(MUG)
        clerk = new_test_user(self.env, "clerk", "base.group_user")
        with self.assertRaises(AccessError):
            skus.with_user(clerk).action_match_apply()

    def test_unlink(self):
        ours = self.product(default_code="MUG")
        skus = self.open(MUG)
        skus.action_match_apply()
        skus.action_unlink_product()
        self.assertFalse(skus.odoo_id)
        self.assertEqual(skus.match_state, "unmatched")
        self.assertEqual(skus.listing_id.match_state, "unmatched")
        self.assertFalse(skus.listing_id.odoo_id)
        self.assertTrue(ours.exists())

    def test_deleting_the_product_unlinks_the_sku(self):
        for level in ("product.product", "product.template"):
            with self.subTest(level):
                ours = self.product(default_code="MUG")
                skus = self.open(MUG)
                skus.action_match_apply()
                record = ours if level == ours._name else ours.product_tmpl_id
                record.unlink()
                self.assertEqual(set(skus.mapped("match_state")), {"unmatched"})
                self.assertEqual(skus.listing_id.mapped("match_state")[0], "unmatched")
                self.assertIn(skus[0], self.reopen())

    def test_product_set_on_the_sku_by_a_user(self):
        ours = self.product(default_code="OTHER")
        skus = self.open(MUG)
        skus.odoo_id = ours
        self.assertEqual(skus.match_state, "matched")
        self.assertEqual(skus.listing_id.odoo_id, ours.product_tmpl_id)

    def test_listing_opens_the_screen_for_its_own_skus(self):
        self.open(MUG, SHIRTS)
        listing = self.sku("MUG").listing_id
        action = listing.with_user(self.assistant).action_match()
        shown = self.env["ebay.product.product"].search(action["domain"])
        self.assertEqual(shown, self.sku("MUG"))
