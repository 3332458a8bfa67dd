# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import base64

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from ..publishing_case import DRILLS, SHIRTS, WEBP, PublishingCase, png


class TestPublishing(PublishingCase):
    """Products become listings, each exactly once."""

    def test_policies_and_locations(self):
        policies = self.env["ebay.business.policy"].search([])
        self.assertEqual(
            set(policies.mapped("policy_type")), {"fulfillment", "payment", "return"}
        )
        self.assertTrue(self.env["ebay.inventory.location"].search([]).is_complete)

    def test_one_product(self):
        listing = self.drafts(self.product())
        self.assertEqual(listing.status, "draft")
        self.assertFalse(listing.external_id)
        self.assertEqual(
            self.codes(listing), set(), listing.problem_ids.mapped("message")
        )
        self.publish(listing)
        self.assert_published(listing)
        self.assertEqual(self.sim.requests.count("bulkPublishOffer"), 1)
        sku = listing.sku_ids
        self.assertEqual((sku.ebay_sku, sku.price, sku.quantity), ("FH-13", 24.9, 5))
        self.assertTrue(sku.ebay_offer_id)
        [live] = self.sim.seller.listings.values()
        self.assertEqual(live.title, "Bohrer-Set FH-13")

    def test_published_again_nothing_is_called(self):
        listing = self.drafts(self.product())
        self.publish(listing)
        self.sim.requests.clear()
        self.publish(listing)
        self.assertEqual(dict(self.sim.requests.calls()), {})

    def test_variations(self):
        self.template.category_id = self.category(SHIRTS)
        listing = self.drafts(
            self.shirt(),
            Marke=["Fennholm"],
            Produktart=["T-Shirt"],
            Abteilung=["Herren"],
            Größenart=["Normalgröße"],
        )
        self.assertEqual(self.codes(listing), set())
        self.publish(listing)
        self.assert_published(listing)
        live = self.sim.seller.listings[listing.external_id]
        self.assertEqual(
            {variation.sku for variation in live.variations},
            set(listing.sku_ids.mapped("ebay_sku")),
        )

    def test_many_products(self):
        """Twenty-five products take one call for each kind of document."""
        products = [self.product(f"FH-{number}") for number in range(30)]
        listings = self.drafts(*products)
        self.sim.requests.clear()
        self.publish(listings)
        self.assert_published(listings)
        self.assertEqual(len(self.sim.seller.listings), 30)
        count = self.sim.requests.count
        for function in (
            "bulkCreateOrReplaceInventoryItem",
            "bulkCreateOffer",
            "bulkPublishOffer",
        ):
            self.assertEqual(count(function), 2, function)
        # The same file is uploaded once.
        self.assertEqual(count("createImageFromFile"), 1)

    def test_pictures_as_the_product_form_stores_them(self):
        listing = self.drafts(self.product(image_1920=WEBP))
        self.assertFalse(self.codes(listing))
        self.publish(listing)
        self.assert_published(listing)
        [picture] = self.env["ebay.listing.picture"].search([])
        self.assertEqual(
            (picture.media_type, picture.width, picture.height),
            ("image/webp", 600, 500),
        )

    def test_pictures_that_ebay_does_not_take(self):
        cut_off = base64.b64encode(base64.b64decode(WEBP)[:40])
        drawing = base64.b64encode(b'<svg xmlns="http://www.w3.org/2000/svg"/>')
        for number, (picture, code) in enumerate(
            ((cut_off, "invalid_picture_file"), (drawing, "invalid_picture_type"))
        ):
            with self.subTest(code):
                product = self.product(f"P-{number}", image_1920=picture)
                self.assertEqual(self.codes(self.drafts(product)), {code})

    def test_what_the_template_lacks_is_said_once(self):
        self.template.untracked_quantity = 0
        listing = self.drafts(self.shirt())
        problems = listing.problem_ids.filtered(
            lambda one: one.code == "missing_quantity"
        )
        self.assertEqual(len(problems), 1)

    def test_one_bad_product_stops_alone(self):
        good, small = self.product("A"), self.product("B", image_1920=png(400, 300))
        refused = self.product("C")
        listings = self.drafts(good, small, refused)
        by_code = {one.sku_ids.ebay_sku: one for one in listings}
        self.sim.publishing.refuse(
            "createOrReplaceInventoryItem", "C", 25019, "Cannot be revised"
        )
        self.publish(listings)
        self.assert_published(by_code["A"])
        self.assertEqual(self.codes(by_code["B"]), {"invalid_picture_size"})
        self.assertEqual(self.codes(by_code["C"]), {"ebay_25019"})
        self.assertIn("Cannot be revised", by_code["C"].problem_ids[0].message)
        self.assertEqual(by_code["C"].publish_state, "refused")
        self.publish(by_code["C"])
        self.assert_published(by_code["C"])

    def test_every_lost_answer_leaves_one_listing(self):
        for number, function in enumerate(
            (
                "createImageFromFile",
                "bulkCreateOrReplaceInventoryItem",
                "bulkCreateOffer",
                "bulkPublishOffer",
            )
        ):
            with self.subTest(function):
                colour = ("red", "blue", "green", "yellow")[number]
                picture = png(colour=colour)
                product = self.product(f"L-{number}", image_1920=picture)
                listing = self.drafts(product)
                self.sim.faults.add(function, "lost_answer")
                with self.quiet():
                    self.publish(listing)
                    self.assertEqual(listing.status, "draft")
                    self.run_jobs_late()
                listing.invalidate_recordset()
                self.assert_published(listing)
                self.assertEqual(len(self.sim.seller.listings), number + 1)

    def test_a_lost_answer_of_a_group(self):
        self.template.category_id = self.category(SHIRTS)
        listing = self.drafts(
            self.shirt(),
            Marke=["Fennholm"],
            Produktart=["T-Shirt"],
            Abteilung=["Herren"],
            Größenart=["Normalgröße"],
        )
        self.sim.faults.add("publishOfferByInventoryItemGroup", "lost_answer")
        with self.quiet():
            self.publish(listing)
            self.run_jobs_late()
        listing.invalidate_recordset()
        self.assert_published(listing)
        self.assertEqual(len(self.sim.seller.listings), 1)

    def test_a_product_is_listed_once(self):
        product = self.product()
        draft = self.drafts(product)
        self.assertEqual(self.drafts(product), draft)
        self.publish(draft)
        self.assertFalse(self.template.create_listings(product.ids))
        self.assertTrue(self.template.create_listings(product.ids, again=True))

    def test_test_mode_sends_nothing(self):
        listing = self.drafts(self.product())
        self.backend.test_mode = True
        self.sim.requests.clear()
        self.publish(listing)
        self.assertEqual(dict(self.sim.requests.calls()), {})
        self.assertEqual((listing.status, listing.publish_state), ("draft", "ready"))


class TestPublished(PublishingCase):
    """What happens to a listing that Odoo has published."""

    def setUp(self):
        super().setUp()
        self.item = self.product()
        self.listing = self.drafts(self.item)
        self.publish(self.listing)
        self.assert_published(self.listing)
        self.offer = self.listing.sku_ids.ebay_offer_id
        self.sim.requests.clear()

    @property
    def live(self):
        return self.sim.seller.listings[self.listing.external_id]

    def calls(self):
        return {
            name: number
            for name, number in self.sim.requests.calls().items()
            if not name.startswith("get_token")
        }

    def test_a_new_title_is_sent_alone(self):
        self.item.name = "Bohrer-Set neu"
        self.publish(self.listing)
        self.assertEqual(self.live.title, "Bohrer-Set neu")
        # The item has the title; the offer has it in the description.
        self.assertEqual(self.sim.requests.count("createImageFromFile"), 0)
        self.assertEqual(self.sim.requests.count("bulkPublishOffer"), 0)
        self.sim.requests.clear()
        self.publish(self.listing)
        self.assertEqual(self.calls(), {})

    def test_what_does_not_follow_stays(self):
        self.template.write({"follow_title": False, "follow_description": False})
        self.item.name = "Bohrer-Set neu"
        self.publish(self.listing)
        self.assertEqual(self.live.title, "Bohrer-Set FH-13")
        self.assertEqual(self.calls(), {})

    def test_price_and_quantity_stay_as_ebay_has_them(self):
        self.sim.orders.buy(self.listing.external_id)
        before = self.live.available
        self.listing.aspect_values = {
            **self.listing.aspect_values,
            "Material": ["HSS"],
        }
        self.publish(self.listing)
        self.assertEqual(self.live.available, before)
        self.assertEqual(self.sim.requests.count("updateOffer"), 0)

    def test_without_a_pricelist_the_sales_price_is_followed(self):
        self.backend.write({"stock_master": "odoo", "price_floor": "none"})
        self.listing.odoo_id.list_price = 26.5
        self.backend.export_offers()
        self.run_jobs_late()
        self.assertEqual(float(self.live.price), 26.5)

    def test_edits_in_seller_hub_are_kept(self):
        edited = "Vom Verkäufer geändert"
        self.sim.publishing.edit(self.listing.external_id, title=edited)
        self.listing.aspect_values = {
            **self.listing.aspect_values,
            "Material": ["HSS"],
        }
        self.publish(self.listing)
        self.assertEqual(self.live.title, edited)
        self.assertIn("ebay_edited", self.codes(self.listing, "warning"))
        self.template.seller_hub_edits = "overwrite"
        self.listing.aspect_values = {
            **self.listing.aspect_values,
            "Material": ["Titan"],
        }
        self.publish(self.listing)
        self.assertEqual(self.live.title, "Bohrer-Set FH-13")

    def test_end_and_relist(self):
        first = self.listing.external_id
        self.listing.end_listings()
        self.run_jobs()
        self.listing.invalidate_recordset()
        self.assertEqual(self.listing.status, "ended")
        self.assertNotEqual(self.sim.seller.listings[first].status, "Active")
        self.listing.export_listings()
        self.run_jobs()
        self.assertEqual(self.listing.status, "ended", "only relisting brings it back")
        self.listing.relist_listings()
        self.run_jobs()
        self.listing.invalidate_recordset()
        self.assert_published(self.listing)
        self.assertNotEqual(self.listing.external_id, first)
        self.assertEqual(self.listing.sku_ids.ebay_offer_id, self.offer)

    def test_ending_a_draft_leaves_nothing(self):
        draft = self.drafts(self.product("D"))
        self.sim.publishing.refuse("publishOffer", "D", 25018, "Not complete")
        self.publish(draft)
        self.assertEqual(draft.status, "draft")
        self.assertIn("D", self.sim.publishing.items)
        draft.end_listings()
        self.run_jobs()
        self.assertFalse(draft.exists())
        self.assertNotIn("D", self.sim.publishing.items)
        self.assertEqual(len(self.sim.seller.listings), 1)


class TestPublishingScreens(PublishingCase):
    """The dialogs: list products, item specifics, categories."""

    def test_list_products_makes_drafts(self):
        products = self.product("A") | self.product("B")
        wizard = self.env["ebay.list.products"].with_context(
            active_model="product.template", active_ids=products.ids
        )
        wizard = wizard.create({"template_id": self.template.id})
        self.assertEqual(wizard.product_count, 2)
        action = wizard.action_create()
        listings = self.env["ebay.product.template"].search(action["domain"])
        self.assertEqual(listings.odoo_id, products)

    def test_item_specifics_of_a_draft(self):
        listing = self.env["ebay.product.template"].browse(
            self.template.create_listings(self.product().ids)
        )
        self.assertIn("missing_aspect", self.codes(listing))
        action = listing.action_open_aspects()
        form = self.env["ebay.aspect.form"].browse(action["res_id"])
        lines = {line.name: line for line in form.line_ids}
        self.assertEqual(lines["Marke"].importance, "required")
        found = lines["Produktart"].search_values("bohrer")
        self.assertIn("Bohrer-Set", found["values"])
        lines["Marke"].values = ["Fennholm"]
        lines["Produktart"].values = ["Bohrer-Set"]
        lines["Material"].values = ["HSS", "Titan"]
        form.action_save()
        self.assertEqual(listing.aspect_values["Material"], ["HSS", "Titan"])
        self.assertEqual(self.codes(listing), set())

    def test_a_category_that_ebay_proposes(self):
        self.template.category_id = False
        listing = self.env["ebay.product.template"].browse(
            self.template.create_listings(self.product().ids)
        )
        self.assertEqual(self.codes(listing), {"missing_category"})
        action = listing.action_choose_category()
        choice = self.env["ebay.category.choice"].browse(action["res_id"])
        choice.text = "Bohrer"
        choice.action_search()
        line = choice.line_ids.filtered(lambda one: one.category_code == DRILLS)
        line.action_choose()
        self.assertEqual(listing.category_id.external_id, DRILLS)
        self.assertIn("missing_aspect", self.codes(listing))

    def test_an_assistant_makes_and_publishes_a_listing(self):
        user = new_test_user(
            self.env,
            "listing",
            groups="base.group_user,connector_ebay.group_ebay_user",
        )
        template = self.template.with_user(user)
        ids = template.create_listings(self.product().ids)
        listing = self.env["ebay.product.template"].with_user(user).browse(ids)
        listing.aspect_values = {"Marke": ["Fennholm"], "Produktart": ["Bohrer-Set"]}
        listing.title = "Bohrer-Set vom Verkäufer"
        self.assertTrue(listing.check_listings())
        listing.export_listings()
        self.run_jobs()
        listing.invalidate_recordset()
        self.assert_published(listing.sudo())
        live = self.sim.seller.listings[listing.external_id]
        self.assertEqual(live.title, "Bohrer-Set vom Verkäufer")
        with self.assertRaises(AccessError):
            template.name = "Other"
        with self.assertRaises(AccessError):
            listing.status = "ended"

    def test_a_listing_made_on_ebay_is_not_changed(self):
        foreign = self.env["ebay.product.template"].create(
            {"backend_id": self.backend.id, "external_id": "1", "title": "T"}
        )
        user = new_test_user(
            self.env, "foreign", groups="base.group_user,connector_ebay.group_ebay_user"
        )
        with self.assertRaises(AccessError):
            foreign.with_user(user).title = "Other"
        with self.assertRaises(UserError):
            foreign.end_listings()
