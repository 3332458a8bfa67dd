# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections import Counter

from odoo.addons.connector_ebay.tools.plain_text import clean_sku

from ..common import OrderCase
from ..fixtures import load_case
from ..order_factory import item, order

MUG_ASPECTS = [{"name": "Kind", "value": "Mug"}]
SHIRT_ASPECTS = [{"name": "Kind", "value": "Shirt"}]


class TestOrderSkus(OrderCase):
    """The SKU in the order decides which product was sold."""

    LISTING = "290000111112"

    def known(self, sku, product=None, aspects=None):
        """Return the binding of a SKU of a listing that was imported."""
        listing = self.LISTING
        listings = self.env["ebay.product.template"]
        found = listings.search([("external_id", "=", listing)])
        found = found or listings.create(
            {"backend_id": self.backend.id, "external_id": listing, "title": "T"}
        )
        pairs = [[one["name"], one["value"]] for one in aspects or ()]
        return self.env["ebay.product.product"].create(
            {
                "backend_id": self.backend.id,
                "external_id": f"{listing}:{sku}:{aspects}",
                "listing_id": found.id,
                "ebay_listing_id": listing,
                "ebay_sku": sku,
                "specifics": pairs or False,
                "odoo_id": product.id if product else False,
            }
        )

    def sold(self, sku, aspects=None, **changes):
        """Return the binding of an order of one item of the listing."""
        changes.setdefault("legacyItemId", self.LISTING)
        return self.pull(order(item(sku, variationAspects=aspects or [], **changes)))

    def assert_sold(self, binding, product):
        self.assertEqual(binding.import_state, "imported", binding.hold_note)
        self.assertEqual(binding.line_ids.odoo_id.product_id, product)

    def assert_held(self, binding, words=""):
        self.assertEqual(binding.import_state, "held")
        self.assertEqual(binding.hold_reason, "match")
        self.assertFalse(binding.line_ids.product_id)
        self.assertIn(words, binding.hold_note)

    def test_a_variation_not_imported_yet(self):
        case = load_case("order_of_a_variation_not_imported_yet")
        self.known("MUG", self.mug, MUG_ASPECTS)
        binding = self.pull(case["order"])
        self.assert_sold(binding, self.shirt)
        self.assertFalse(binding.line_ids.ebay_product_id)

    def test_a_variation_not_imported_yet_without_product(self):
        self.known("MUG", self.mug, MUG_ASPECTS)
        binding = self.sold("HAT", [{"name": "Kind", "value": "Hat"}])
        self.assert_held(binding, "HAT")

    def test_a_variation_not_imported_yet_without_sku(self):
        self.known("MUG", self.mug, MUG_ASPECTS)
        self.assert_held(self.sold(None, SHIRT_ASPECTS))

    def test_the_held_order_goes_on_when_the_variation_is_imported(self):
        self.known("MUG", self.mug, MUG_ASPECTS)
        binding = self.sold(None, SHIRT_ASPECTS)
        self.assert_held(binding)
        sku = self.known(False, aspects=SHIRT_ASPECTS)
        sku.odoo_id = self.shirt
        self.run_jobs()
        self.assert_sold(binding, self.shirt)
        self.assertEqual(binding.line_ids.ebay_product_id, sku)

    def test_a_sku_corrected_on_ebay_is_the_product_of_the_new_sku(self):
        sku = self.known("MUG", self.mug)
        binding = self.sold("SHIRT")
        self.assert_sold(binding, self.shirt)
        self.assertEqual(binding.line_ids.ebay_product_id, sku)

    def test_a_sku_corrected_on_ebay_without_product_asks_a_person(self):
        self.known("MUG", self.mug)
        for policy in ("hold", "create"):
            self.backend.unknown_sku_policy = policy
            self.assert_held(self.sold("MUG-2"), "known here with SKU MUG")

    def test_a_listing_that_had_no_sku(self):
        self.known(False, self.mug)
        self.assert_held(self.sold("NEW"), "known here with SKU -")
        self.assert_sold(self.sold("SHIRT"), self.shirt)
        self.assert_sold(self.sold(None), self.mug)

    def test_two_variations_whose_skus_were_swapped(self):
        self.known("MUG", self.mug, MUG_ASPECTS)
        self.known("SHIRT", self.shirt, SHIRT_ASPECTS)
        self.assert_sold(self.sold("SHIRT", MUG_ASPECTS), self.shirt)
        self.assert_sold(self.sold("MUG", MUG_ASPECTS), self.mug)
        self.assert_sold(self.sold(None, SHIRT_ASPECTS), self.shirt)

    def test_a_sku_that_two_variations_have_is_told_by_the_variation(self):
        self.known("SAME", self.mug, MUG_ASPECTS)
        self.known("SAME", self.shirt, SHIRT_ASPECTS)
        self.assert_sold(self.sold("SAME", SHIRT_ASPECTS), self.shirt)
        self.assert_held(self.sold("SAME", [{"name": "Kind", "value": "Hat"}]))

    def test_renamed_aspects_do_not_hide_the_sku(self):
        sku = self.known("MINE", self.mug, MUG_ASPECTS)
        binding = self.sold("MINE", [{"name": "Art", "value": "Becher"}])
        self.assert_sold(binding, self.mug)
        self.assertEqual(binding.line_ids.ebay_product_id, sku)

    # === BLANKS ===

    def test_blanks_around_a_sku_do_not_count(self):
        product = self.create_product("ART-1")
        self.backend.unknown_sku_policy = "create"
        orders = load_case("sku_with_blanks_around")
        for binding in self.pull(*orders):
            self.assert_sold(binding, product)
            self.assertEqual(binding.line_ids.ebay_sku, "ART-1")

    def test_blanks_around_the_sku_of_a_known_listing(self):
        sku = self.known("MINE", self.mug)
        for text in ("\u00a0MINE", "\u200bMINE\u200b", "MINE\ufeff", "\tMINE\u2003"):
            with self.subTest(sku=repr(text)):
                binding = self.sold(text)
                self.assert_sold(binding, self.mug)
                self.assertEqual(binding.line_ids.ebay_product_id, sku)

    def test_a_sku_of_blanks_is_none(self):
        self.assert_held(self.sold(" \u00a0\u200b"), "no SKU")

    def test_clean_sku_leaves_what_is_inside(self):
        self.assertEqual(clean_sku(" A B\u00a0"), "A B")
        self.assertEqual(clean_sku(None), "")

    def test_the_products_of_a_page_are_read_together(self):
        """One query reads a field of all products that a page has sold."""
        codes = [f"ART-{number}" for number in range(8)]
        for code in codes:
            self.known(code, self.create_product(code), MUG_ASPECTS)
        orders = [
            order(item(code, variationAspects=MUG_ASPECTS, legacyItemId=self.LISTING))
            for code in codes
        ]
        self.env.invalidate_all()
        fetched = []
        fetch = type(self.env["base"])._fetch_field

        def count(this, field):
            if this._name in ("product.product", "product.template"):
                fetched.append((this._name, field.name))
            return fetch(this, field)

        self.patch(type(self.env["base"]), "_fetch_field", count)
        self.pull(*orders)
        self.assertLess(max(Counter(fetched).values()), 3, fetched)
