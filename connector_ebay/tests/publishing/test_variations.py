# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import Command, fields

from ..publishing_case import SHIRTS, PublishingCase


class TestVariations(PublishingCase):
    """Variations that eBay leaves out, or that a product gets later."""

    def setUp(self):
        super().setUp()
        self.template.category_id = self.category(SHIRTS)
        self.shirts = self.shirt()
        self.listing = self.drafts(
            self.shirts,
            Marke=["Fennholm"],
            Produktart=["T-Shirt"],
            Abteilung=["Herren"],
            Größenart=["Normalgröße"],
        )

    @property
    def live(self):
        """Return the SKUs that buyers see."""
        listing = self.sim.seller.listings[self.listing.external_id]
        return {variation.sku for variation in listing.variations}

    def test_variations_that_ebay_leaves_out_are_reported(self):
        self.sim.publishing.left_out.add("TS-2")
        self.publish(self.listing)
        self.assert_published(self.listing)
        self.assertNotIn("TS-2", self.live)
        problem = self.listing.problem_ids
        self.assertEqual(problem.code, "ebay_left_out")
        self.assertEqual(problem.sku_id.ebay_sku, "TS-2")
        self.assertEqual(self.listing.warning_count, 1)
        self.assertNotIn("TS-2", self.listing.sku_ids.mapped("ebay_sku"))
        self.sim.publishing.left_out.clear()
        self.publish(self.listing)
        self.assertIn("TS-2", self.live)
        self.assertIn("TS-2", self.listing.sku_ids.mapped("ebay_sku"))
        self.assertFalse(self.listing.problem_ids)
        self.sim.requests.clear()
        self.publish(self.listing)
        self.assertEqual(dict(self.sim.requests.calls()), {})

    def test_a_variant_that_is_added_later(self):
        self.publish(self.listing)
        self.assertEqual(len(self.live), 4)
        line = self.shirts.attribute_line_ids.filtered(
            lambda one: one.attribute_id.name == "Größe"
        )
        value = self.env["product.attribute.value"].create(
            {"name": "L", "attribute_id": line.attribute_id.id}
        )
        line.value_ids = [Command.link(value.id)]
        new = self.shirts.product_variant_ids.filtered(lambda one: not one.default_code)
        self.assertEqual(len(new), 2)
        for number, variant in enumerate(new, 5):
            variant.write({"default_code": f"TS-{number}", "barcode": self.gtin()})
        self.publish(self.listing)
        self.assertFalse(self.codes(self.listing), self.listing.problem_ids)
        self.assertEqual(len(self.live), 6)
        self.assertEqual(set(self.listing.sku_ids.mapped("ebay_sku")), self.live)
        self.assertTrue(all(self.listing.sku_ids.mapped("external_id")))


class TestPicturesOfListings(PublishingCase):
    """eBay keeps the pictures of a listing that is on sale."""

    def test_published_pictures_are_not_uploaded_again(self):
        listing = self.drafts(self.product())
        self.publish(listing)
        self.assert_published(listing)
        row = self.env["ebay.listing.picture"].search([])
        self.assertTrue(row.expires_at)
        row.expires_at = fields.Datetime.now() - timedelta(days=1)
        self.sim.requests.clear()
        self.publish(listing)
        self.assertEqual(dict(self.sim.requests.calls()), {})
        other = self.drafts(self.product("NEW"))
        self.publish(other)
        self.assert_published(other)
        self.assertEqual(self.sim.requests.count("createImageFromFile"), 1)
        self.sim.requests.clear()
        self.publish(listing)
        self.assertEqual(dict(self.sim.requests.calls()), {})
