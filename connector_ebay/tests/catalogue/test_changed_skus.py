# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from ..listing_case import MUG, SHIRTS, ListingCase


class TestChangedSkus(ListingCase):
    """Test SKUs that the seller corrects on eBay, while they are linked."""

    def product(self, reference):
        return self.env["product.product"].create(
            {"name": reference.title(), "default_code": reference}
        )

    def change(self, listing, new, old=None):
        """Change a SKU on eBay and import the change; return the SKU's binding."""
        target = self.sim.seller.entry(listing, old) if old else listing
        target.sku = new
        self.sim.seller.revise(listing.item_id, title=f"Now {new}")
        self.import_changes()
        return self.sku(new)

    def test_a_corrected_sku_is_linked_to_its_own_product(self):
        mug, cup = self.product("MUG"), self.product("CUP")
        listing = self.list(**MUG)
        self.import_all()
        self.assertEqual(self.sku("MUG").odoo_id, mug)
        sku = self.change(listing, "CUP")
        self.assertEqual((sku.odoo_id, sku.match_state), (cup, "matched"))
        self.assertEqual(self.binding(listing).odoo_id, cup.product_tmpl_id)
        self.assertFalse(self.backend.activity_ids)

    def test_a_corrected_sku_of_a_variation(self):
        listing = self.list(**SHIRTS)
        self.import_all()
        other = self.product("CAP")
        sku = self.change(listing, "CAP", old="TS-R-M")
        self.assertEqual(sku.odoo_id, other)
        self.assertEqual(self.sku("TS-B-M").odoo_id.default_code, "TS-B-M")

    def test_two_skus_that_are_exchanged(self):
        mug, cup = self.product("MUG"), self.product("CUP")
        first, second = self.list(**MUG), self.list(**{**MUG, "sku": "CUP"})
        self.import_all()
        first.sku, second.sku = "CUP", "MUG"
        self.sim.seller.revise(first.item_id, title="A cup")
        self.sim.seller.revise(second.item_id, title="A mug")
        self.import_changes()
        self.assertEqual(self.binding(first).sku_ids.odoo_id, cup)
        self.assertEqual(self.binding(second).sku_ids.odoo_id, mug)

    def test_a_renamed_sku_keeps_its_product(self):
        listing = self.list(**MUG)
        self.import_all()
        product = self.products("MUG")
        self.assertEqual(self.change(listing, "MUG-2").odoo_id, product)
        product.default_code = "MUG-3"
        self.assertEqual(self.change(listing, "MUG-3").odoo_id, product)

    def test_a_product_that_a_user_chose_is_not_replaced_unasked(self):
        listing = self.list(**MUG)
        self.import_all()
        chosen, cup = self.product("OWN"), self.product("CUP")
        self.sku("MUG").write({"odoo_id": chosen.id})
        self.assertTrue(self.sku("MUG").linked_by_user)
        sku = self.change(listing, "CUP")
        self.assertFalse(sku.odoo_id, "the stock of the old product is not offered")
        self.assertEqual(sku.match_state, "ambiguous")
        self.assertEqual(sku.candidate_ids, chosen | cup)
        self.assertIn("The SKU was MUG and is now CUP", sku.match_note)
        [activity] = self.backend.activity_ids
        self.assertIn(f"{listing.item_id}: MUG -", activity.note)
        self.import_all()
        self.assertFalse(sku.odoo_id, "the next import asks, too")
        sku.write({"odoo_id": cup.id})
        self.assertFalse(self.backend.activity_ids)
        self.assertFalse(sku.previous_product_id)

    def test_several_products_of_the_new_sku(self):
        listing = self.list(**MUG)
        self.import_all()
        cups = self.product("CUP") | self.product("CUP")
        sku = self.change(listing, "CUP")
        self.assertFalse(sku.odoo_id)
        self.assertLessEqual(cups, sku.candidate_ids)

    def test_an_old_sku_that_is_still_in_use(self):
        listing = self.list(**MUG)
        self.list(**{**MUG, "title": "The same mug"})
        self.import_all()
        sku = self.change(listing, "NEW")
        self.assertFalse(sku.odoo_id)
        self.assertEqual(len(self.sku("MUG").odoo_id), 1)

    def test_without_automatic_matching_a_user_is_asked(self):
        mug = self.product("MUG")
        self.product("CUP")
        listing = self.list(**MUG)
        self.import_all()
        self.backend.auto_match = False
        sku = self.change(listing, "CUP")
        self.assertFalse(sku.odoo_id)
        self.assertIn(mug, sku.candidate_ids)
