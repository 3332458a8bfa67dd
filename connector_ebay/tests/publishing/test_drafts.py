# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import UserError
from odoo.tests import new_test_user

from ...tools.publishing.export import Refusal
from ...tools.stored_text import StoredText
from ..publishing_case import SHIRTS, PublishingCase, png


class TestDrafts(PublishingCase):
    """A draft is ready exactly as long as nothing keeps it from eBay."""

    def test_ready_until_something_changes(self):
        product = self.product()
        listing = self.drafts(product)
        self.assertEqual(listing.publish_state, "ready")
        for change in (
            lambda: product.write({"image_1920": png(300, 200)}),
            lambda: product.product_variant_id.write({"barcode": "123"}),
            lambda: self.template.write({"location_id": False}),
        ):
            listing.check_listings()
            with self.subTest(change), self.env.cr.savepoint() as savepoint:
                change()
                self.assertEqual(listing.publish_state, "draft")
                self.assertFalse(listing.checked_at)
                self.run_jobs_late()
                listing.invalidate_recordset()
                self.assertTrue(listing.checked_at)
                self.assertEqual(listing.publish_state, "draft")
                savepoint.rollback()
                self.env.invalidate_all()

    def test_what_a_user_corrects_is_checked_by_itself(self):
        listing = self.drafts(self.product(), Marke=["Fennholm"])
        self.assertEqual(listing.publish_state, "draft")
        user = new_test_user(
            self.env, "drafts", groups="base.group_user,connector_ebay.group_ebay_user"
        )
        listing.with_user(user).aspect_values = {
            "Marke": ["Fennholm"],
            "Produktart": ["Bohrer-Set"],
        }
        self.assertFalse(listing.checked_at)
        self.run_jobs_late()
        listing.invalidate_recordset()
        self.assertEqual(listing.publish_state, "ready")

    def test_an_error_makes_it_a_draft_again(self):
        product = self.product()
        listing = self.drafts(product)
        product.image_1920 = False
        self.assertFalse(listing.check_listings())
        self.assertEqual(listing.publish_state, "draft")

    def test_price_and_quantity_before_publication(self):
        product = self.product(list_price=19.99)
        listing = self.drafts(product)
        self.assertEqual((listing.price, listing.quantity), (19.99, 5))
        product.list_price = 21.5
        listing.check_listings()
        self.assertEqual(listing.price, 21.5)

    def test_variants_follow_the_product(self):
        product = self.product()
        listing = self.drafts(product)
        product.default_code = "FH-14"
        listing.check_listings()
        self.assertEqual(listing.sku_ids.ebay_sku, "FH-14")
        shirt = self.shirt()
        draft = self.drafts(shirt)
        self.assertEqual(len(draft.sku_ids), 4)
        shirt.product_variant_ids[0].action_archive()
        draft.check_listings()
        self.assertEqual(len(draft.sku_ids), 3)
        shirt.with_context(active_test=False).product_variant_ids.action_unarchive()
        draft.check_listings()
        self.assertEqual(len(draft.sku_ids), 4)


class TestOtherTemplate(PublishingCase):
    """A user gives a draft another template."""

    def setUp(self):
        super().setUp()
        self.user = new_test_user(
            self.env, "drafts", groups="base.group_user,connector_ebay.group_ebay_user"
        )
        self.other = self.create_template(
            name="Shirts", category_id=self.category(SHIRTS).id, untracked_quantity=9
        )

    def change(self, listing, template):
        listing.with_user(self.user).listing_template_id = template

    def test_what_the_template_says_follows(self):
        listing = self.drafts(self.product())
        self.change(listing, self.other)
        self.assertEqual(listing.category_id, self.category(SHIRTS))
        self.assertFalse(listing.checked_at)
        self.sim.requests.clear()
        self.run_jobs_late()
        listing.invalidate_recordset()
        self.assertEqual(dict(self.sim.requests.calls()), {})
        self.assertEqual(listing.quantity, 9)
        self.assertIn("missing_aspect", self.codes(listing))

    def test_a_category_that_a_user_chose_stays(self):
        listing = self.drafts(self.product())
        chosen = self.category("11450")
        listing.category_id = chosen
        self.change(listing, self.other)
        self.assertEqual(listing.category_id, chosen)

    def test_only_of_the_same_account_and_marketplace(self):
        listing = self.drafts(self.product())
        abroad = self.env["ebay.marketplace"].search([("code", "=", "EBAY_FR")])
        elsewhere = self.create_template(marketplace_id=abroad.id)
        for template in (elsewhere, elsewhere.browse()):
            with self.assertRaisesRegex(UserError, "same account and marketplace"):
                self.change(listing, template)

    def test_only_of_drafts(self):
        listing = self.drafts(self.product())
        self.publish(listing)
        with self.assertRaisesRegex(UserError, "Only drafts"):
            self.change(listing, self.other)
        self.assertEqual(listing.listing_template_id, self.template)


class TestRefused(PublishingCase):
    """A refusal counts until what eBay refused has changed, or is sent again."""

    def setUp(self):
        super().setUp()
        self.item = self.product()
        self.listing = self.drafts(self.item)
        self.sim.publishing.refuse("publishOffer", "FH-13", 25002, "Improper words")
        self.publish(self.listing)
        self.assertEqual(self.listing.publish_state, "refused")

    def test_a_refusal_stays_while_nothing_changes(self):
        self.assertEqual(self.listing.error_count, 1)
        self.assertFalse(self.listing.check_listings())
        self.assertEqual(self.listing.publish_state, "refused")
        self.assertEqual(self.codes(self.listing), {"ebay_25002"})
        self.assertEqual(self.listing.error_count, 1)

    def test_what_odoo_says_is_read_in_the_language_of_the_reader(self):
        self.env["res.lang"]._activate_lang("de_DE")
        listing = self.drafts(self.product("GONE"))
        # Not exported for translators again.
        store = StoredText._
        gone = store("A picture is gone from Odoo. Check the product's pictures.")
        listing._set_refused([Refusal(0, gone)], "")
        problem = listing.problem_ids
        self.assertEqual(problem.message, gone)
        german = problem.with_context(lang="de_DE")
        self.assertEqual(german.message, gone.render(german.env))
        self.assertNotEqual(german.message, gone)

    def test_a_corrected_draft_is_ready_again(self):
        self.item.name = "Bohrer-Set mit anderen Worten"
        self.assertTrue(self.listing.check_listings())
        self.assertEqual(self.listing.publish_state, "ready")
        self.assertFalse(self.listing.problem_ids)

    def test_all_listings_of_the_account_are_tried_again(self):
        self.backend.export_listings()
        self.run_jobs()
        self.listing.invalidate_recordset()
        self.assert_published(self.listing)
        self.assertFalse(self.listing.problem_ids)

    def test_a_corrected_draft_is_taken_by_the_account(self):
        draft = self.drafts(self.product("B", image_1920=False))
        self.backend.export_listings()
        self.run_jobs()
        self.assertEqual(draft.publish_state, "draft")
        self.assertEqual(self.codes(draft), {"missing_picture"})
        draft.odoo_id.image_1920 = png()
        self.backend.export_listings()
        self.run_jobs()
        draft.invalidate_recordset()
        self.assert_published(draft)

    def test_a_refused_revision_of_a_live_listing(self):
        self.publish(self.listing)
        self.item.name = "Bohrer-Set neu"
        self.sim.publishing.refuse(
            "createOrReplaceInventoryItem", "FH-13", 25709, "Not this title"
        )
        self.publish(self.listing)
        self.assertEqual(self.listing.publish_state, "refused")
        self.assertEqual(self.listing.status, "active")
        self.publish(self.listing)
        self.assertEqual(self.listing.publish_state, "published")
        self.assertFalse(self.codes(self.listing))

    def test_an_import_that_comes_first(self):
        """eBay shows a listing at once; the answer that binds the draft is lost."""
        self.publish(self.listing)
        draft = self.drafts(self.product("LATE"))
        self.sim.faults.add("bulkPublishOffer", "lost_answer")
        with self.quiet():
            self.publish(draft)
            self.assertEqual(draft.publish_state, "publishing")
            self.backend.import_listings()
            self.run_jobs()
            self.assertEqual(len(self.sim.seller.listings), 2)
            self.run_jobs_late()
        draft.invalidate_recordset()
        self.assert_published(draft)
        listings = self.env["ebay.product.template"].search([])
        self.assertEqual(len(listings), 2)
        self.assertEqual(
            set(listings.mapped("external_id")), set(self.sim.seller.listings)
        )


class TestManyDrafts(PublishingCase):
    """What a check costs does not grow with the number of drafts."""

    def queries(self, drafts):
        """Return how many SQL queries a check of these drafts takes."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        drafts.check_listings()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_constant_queries_and_no_call(self):
        drafts = self.drafts(*(self.product(f"M-{number}") for number in range(12)))
        self.queries(drafts)
        self.sim.requests.clear()
        few, many = self.queries(drafts[:3]), self.queries(drafts)
        self.assertEqual(few, many)
        self.assertEqual(dict(self.sim.requests.calls()), {})
