# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user

from ...components.publishing import listing_batch_creator
from ...models import ebay_listing_batch
from ...wizards import ebay_list_products
from ..publishing_case import DRILLS, SHIRTS, PublishingCase, png


class ScreenCase(PublishingCase):
    """A test of the screens as an assistant, who may use eBay and nothing else."""

    def setUp(self):
        super().setUp()
        self.assistant = new_test_user(
            self.env,
            "assistant",
            groups="base.group_user,connector_ebay.group_ebay_user",
        )

    def as_assistant(self, records):
        return records.with_user(self.assistant)

    def dialog(self, action):
        """Return the record that an action opens, as the assistant."""
        return self.as_assistant(self.env[action["res_model"]].browse(action["res_id"]))

    def list_on_ebay(self, products):
        return self.dialog(self.as_assistant(products).action_list_on_ebay())

    def many(self, count):
        return self.env["product.template"].union(
            *(self.product(f"M-{number}") for number in range(count))
        )


class TestListOnEbay(ScreenCase):
    """*List on eBay*: a few products at once, thousands in the background."""

    def test_one_click_for_a_single_account(self):
        products = self.many(2)
        wizard = self.list_on_ebay(products)
        self.assertEqual(wizard.line_ids.template_id, self.template)
        self.assertEqual((wizard.product_count, wizard.new_count), (2, 2))
        action = wizard.action_create()
        drafts = self.env["ebay.product.template"].search(action["domain"])
        self.assertEqual(drafts.odoo_id, products)

    def test_what_is_known_is_skipped_and_said(self):
        products = self.many(4)
        self.publish(self.drafts(products[0]))
        draft = self.drafts(products[1])
        wizard = self.list_on_ebay(products)
        line = wizard.line_ids
        self.assertEqual(
            (line.new_count, line.draft_count, line.listed_count), (2, 1, 1)
        )
        wizard.action_create()
        drafts = self.env["ebay.product.template"].search([("status", "=", "draft")])
        self.assertEqual(drafts.odoo_id, products[1:])
        self.assertIn(draft, drafts)
        again = self.list_on_ebay(products[0])
        with self.assertRaises(UserError):
            again.action_create()

    def test_pressed_twice_nothing_doubles(self):
        wizard = self.list_on_ebay(self.product())
        first, second = wizard.action_create(), wizard.action_create()
        self.assertEqual(first["res_id"], second["res_id"])
        self.assertEqual(self.env["ebay.product.template"].search_count([]), 1)
        self.patch(ebay_list_products, "PRODUCTS_AT_ONCE", 1)
        wizard = self.list_on_ebay(self.many(2))
        first, second = wizard.action_create(), wizard.action_create()
        self.assertEqual(first["res_id"], second["res_id"])

    def test_many_become_drafts_in_the_background(self):
        self.patch(ebay_list_products, "PRODUCTS_AT_ONCE", 2)
        self.patch(ebay_listing_batch, "PRODUCTS_PER_JOB", 2)
        products = self.many(5)
        self.drafts(products[0])
        action = self.list_on_ebay(products).action_create()
        batch = self.dialog(action)
        self.assertEqual((batch.state, batch.progress), ("running", 0))
        self.run_jobs()
        batch.invalidate_recordset()
        self.assertEqual((batch.state, batch.progress), ("done", 100))
        self.assertEqual((batch.created, batch.skipped, batch.failed), (4, 1, 0))
        self.assertEqual(batch.listing_ids.odoo_id, products[1:])

    def test_a_slice_that_runs_again_creates_nothing(self):
        self.patch(ebay_list_products, "PRODUCTS_AT_ONCE", 1)
        batch = self.dialog(self.list_on_ebay(self.many(2)).action_create()).sudo()
        self.run_jobs()
        batch.create_slice(0)
        self.assertEqual(batch.created, 2)
        self.assertEqual(len(batch.listing_ids), 2)

    def test_a_product_that_fails_stops_alone(self):
        self.patch(ebay_list_products, "PRODUCTS_AT_ONCE", 1)
        products = self.many(3)
        create = listing_batch_creator.EbayListingBatchCreator._create

        def refuse(component, batch, template, part):
            if products[1] in part:
                raise ValueError("broken")
            return create(component, batch, template, part)

        self.patch(listing_batch_creator.EbayListingBatchCreator, "_create", refuse)
        batch = self.dialog(self.list_on_ebay(products).action_create())
        with self.quiet():
            self.run_jobs()
        batch.invalidate_recordset()
        self.assertEqual((batch.created, batch.failed, batch.skipped), (2, 1, 0))
        self.assertIn("broken", batch.failure_text)
        self.assertEqual(batch.state, "done")

    def test_the_rest_is_not_created_after_stopping(self):
        self.patch(ebay_list_products, "PRODUCTS_AT_ONCE", 1)
        batch = self.dialog(self.list_on_ebay(self.many(2)).action_create())
        batch.action_cancel()
        self.run_jobs()
        batch.invalidate_recordset()
        self.assertEqual(batch.state, "cancelled")
        self.assertFalse(batch.listing_ids)

    def test_several_marketplaces(self):
        market = self.env["ebay.marketplace"].search([("code", "=", "EBAY_FR")])
        french = self.template.copy(
            {"name": "France", "marketplace_id": market.id, "category_id": False}
        )
        wizard = self.list_on_ebay(self.product())
        with Form(wizard) as form, form.line_ids.new() as line:
            line.template_id = french
        self.assertTrue(wizard.language_warning)
        wizard.action_create()
        drafts = self.env["ebay.product.template"].search([])
        self.assertEqual(drafts.marketplace_id, self.market | market)

    def test_without_a_template(self):
        self.template.active = False
        wizard = self.list_on_ebay(self.product())
        self.assertFalse(wizard.template_count)
        with self.assertRaises(UserError):
            wizard.action_create()
        with self.assertRaises(AccessError):
            wizard.action_new_template()

    def test_without_rights(self):
        user = new_test_user(self.env, "seller", groups="base.group_user")
        with self.assertRaises(AccessError):
            self.product().with_user(user).action_list_on_ebay()


class TestCategoryChoice(ScreenCase):
    """Categories: eBay's proposals, the tree, the mapping."""

    def setUp(self):
        super().setUp()
        self.backend.import_categories()
        self.run_jobs()
        self.template.category_id = False
        self.kind = self.env["product.category"].create({"name": "Drills"})
        self.item = self.product(categ_id=self.kind.id)
        self.listing = self.env["ebay.product.template"].browse(
            self.template.create_listings(self.item.ids)
        )

    def open(self, listings=None):
        return self.dialog(
            self.as_assistant(listings or self.listing).action_choose_category()
        )

    def test_the_tree_is_searched_and_only_leaves_are_chosen(self):
        choice = self.open()
        choice.text = "Bohrer"
        choice.action_search()
        leaf = choice.line_ids.filtered(lambda one: one.category_code == DRILLS)
        self.assertTrue(leaf.is_leaf)
        self.assertTrue(leaf.path)
        choice.action_top()
        top = choice.line_ids.filtered(lambda one: not one.is_leaf)[:1]
        with self.assertRaises(UserError):
            top.action_choose()
        name = top.name
        top.action_browse()
        self.assertTrue(choice.line_ids)
        self.assertNotIn(name, choice.line_ids.mapped("name"))

    def test_ebay_does_not_answer(self):
        choice = self.open()
        choice.text = "Bohrer"
        self.sim.faults.add("getCategorySuggestions", "status", status=503)
        with self.quiet():
            choice.action_search()
        self.assertTrue(choice.note)
        self.assertIn(DRILLS, choice.line_ids.mapped("category_code"))

    def test_many_listings_at_once_and_remembered(self):
        other = self.product("Z", categ_id=self.kind.id)
        both = self.listing | self.env["ebay.product.template"].browse(
            self.template.create_listings(other.ids)
        )
        choice = self.open(both)
        self.assertEqual(choice.listing_count, 2)
        choice.text = DRILLS
        choice.action_search()
        choice = choice.with_user(self.env.user)
        choice.remember = True
        choice.line_ids.filtered(
            lambda one: one.category_code == DRILLS
        ).action_choose()
        self.assertEqual(both.category_id.external_id, DRILLS)
        mapping = self.env["ebay.category.mapping"].search([])
        self.assertEqual(mapping.product_category_id, self.kind)
        third = self.template.create_listings(
            self.product("Y", categ_id=self.kind.id).ids
        )
        self.assertEqual(
            self.env["ebay.product.template"].browse(third).category_id.external_id,
            DRILLS,
        )
        choice = self.open()
        self.assertEqual(choice.line_ids[0].source, "mapping")


class TestAspectForm(ScreenCase):
    """Item specifics of one listing, and of many."""

    def test_the_same_value_for_many(self):
        listings = self.drafts(*self.many(3), Farbe=["Rot"])
        listings[0].aspect_values = {"Farbe": ["Blau"], "Material": ["HSS"]}
        form = self.dialog(self.as_assistant(listings).action_open_aspects())
        lines = {line.name: line for line in form.line_ids}
        self.assertTrue(lines["Farbe"].is_mixed)
        self.assertEqual(form.line_ids[0].importance, "required")
        lines["Marke"].values = ["Fennholm"]
        lines["Produktart"].values = [" Bohrer-Set ", "Bohrer-Set"]
        form.action_save()
        for listing in listings:
            self.assertEqual(listing.aspect_values["Marke"], ["Fennholm"])
            self.assertEqual(listing.aspect_values["Produktart"], ["Bohrer-Set"])
        self.assertEqual(listings[0].aspect_values["Farbe"], ["Blau"])
        self.assertEqual(listings[1].aspect_values["Farbe"], ["Rot"])
        self.assertEqual(self.codes(listings), set())

    def test_a_value_is_taken_away(self):
        listing = self.drafts(self.product(), Marke=["Fennholm"], Material=["HSS"])
        form = self.dialog(self.as_assistant(listing).action_open_aspects())
        line = form.line_ids.filtered(lambda one: one.name == "Material")
        line.values = []
        form.action_save()
        self.assertEqual(listing.aspect_values, {"Marke": ["Fennholm"]})

    def test_writing_many_takes_one_statement(self):
        listings = self.drafts(*self.many(3))
        self.env.flush_all()
        with self.assertQueryCount(1):
            listings.sudo()._write_aspects({"Material": ["HSS"]})

    def test_other_categories_and_marketplaces(self):
        self.template.category_id = False
        listing = self.env["ebay.product.template"].browse(
            self.template.create_listings(self.product().ids)
        )
        with self.assertRaises(UserError):
            listing.action_open_aspects()


class TestProblemButtons(ScreenCase):
    """Each problem opens the place where it is mended."""

    def fix(self, listing, code):
        problem = listing.problem_ids.filtered(lambda one: one.code == code)[:1]
        self.assertTrue(problem, listing.problem_ids.mapped("code"))
        return self.as_assistant(problem).action_fix()

    def test_one_button_for_each_kind(self):
        item = self.product(image_1920=png(300, 200), name="x" * 81)
        self.template.location_id = False
        listing = self.drafts(item, Farbe=["Rot"])
        expected = {
            "missing_aspect": "ebay.aspect.form",
            "invalid_picture_size": "product.template",
            "invalid_title_length": "ebay.product.template",
            "missing_location": "ebay.listing.template",
        }
        for code, model in expected.items():
            self.assertEqual(self.fix(listing, code)["res_model"], model, code)
        self.template.category_id = False
        listing.category_id = False
        listing.check_listings()
        action = self.fix(listing, "missing_category")
        self.assertEqual(action["res_model"], "ebay.category.choice")

    def test_reasons_over_all_drafts(self):
        listings = self.drafts(*self.many(3), Produktart=["Bohrer-Set"])
        reason = self.as_assistant(self.env["ebay.listing.reason"]).search(
            [("code", "=", "missing_aspect"), ("batch_id", "=", False)]
        )
        self.assertEqual(reason.listing_count, 3)
        self.assertIn("Marke", reason.message)
        form = self.dialog(reason.action_fix())
        self.assertEqual(form.listing_ids, listings)
        self.assertEqual(form.line_ids[0].name, "Marke")
        form.line_ids[0].values = ["Fennholm"]
        form.action_save()
        self.assertEqual(self.codes(listings), set())
        # The row is gone, and somebody presses its button once more.
        self.env.invalidate_all()
        self.assertEqual(reason.action_fix()["tag"], "soft_reload")

    def test_a_bulk_publication(self):
        good, bad = self.many(2), self.product("B", image_1920=png(400, 300))
        listings = self.drafts(*good, bad)
        refused = listings[1]
        self.sim.publishing.refuse(
            "createOrReplaceInventoryItem", "M-1", 25019, "Cannot be revised"
        )
        batch = self.dialog(self.as_assistant(listings).action_publish())
        self.assertEqual((batch.total, batch.waiting, batch.state), (3, 3, "running"))
        # Pressed twice: nothing begins once more.
        self.assertEqual(
            self.as_assistant(listings).action_publish()["tag"], "display_notification"
        )
        self.run_jobs()
        self.env.invalidate_all()
        self.assertEqual((batch.done, batch.failed, batch.waiting), (1, 2, 0))
        self.assertEqual(batch.state, "done")
        self.assertEqual(
            set(batch.reason_ids.mapped("code")),
            {"invalid_picture_size", "ebay_25019"},
        )
        refusal = batch.reason_ids.filtered(lambda one: one.code == "ebay_25019")
        self.assertIn("Cannot be revised", refusal.message)
        refusal.action_fix()
        self.run_jobs()
        refused.invalidate_recordset()
        self.assert_published(refused)

    def test_test_mode_neither_waits_nor_fails(self):
        listings = self.drafts(*self.many(2))
        self.backend.test_mode = True
        batch = self.dialog(self.as_assistant(listings).action_publish())
        self.run_jobs()
        self.env.invalidate_all()
        self.assertEqual((batch.done, batch.failed, batch.waiting), (0, 0, 0))
        self.assertEqual(set(listings.mapped("publish_state")), {"ready"})

    def test_the_preview_shows_what_buyers_see(self):
        item = self.product(name="Drill <b>& co")
        self.template.description_html = (
            "<p onclick='x()'>Good {{ object.name }}</p><script>alert(1)</script>"
        )
        listing = self.drafts(item)
        preview = self.dialog(self.as_assistant(listing).action_preview())
        page = preview.document
        for text in ("Drill &lt;b&gt;&amp; co", "24.90", "Fennholm", "image_1024"):
            self.assertIn(text, page)
        self.assertNotIn("onclick", page)
        self.assertNotIn("alert(1)", page)

    def test_the_preview_of_variations_and_of_an_empty_draft(self):
        self.template.category_id = self.category(SHIRTS)
        listing = self.drafts(self.shirt(), Marke=["Fennholm"])
        page = self.dialog(self.as_assistant(listing).action_preview()).document
        for text in ("Farbe", "Schwarz", "Größe"):
            self.assertIn(text, page)
        self.template.write({"description_html": False, "category_id": False})
        empty = self.drafts(self.product(image_1920=False, list_price=0))
        page = self.dialog(self.as_assistant(empty).action_preview()).document
        self.assertIn("No picture yet", page)
        self.assertIn("No description yet", page)

    def test_a_draft_opens_in_its_own_form(self):
        listing = self.drafts(self.product())
        form = self.env.ref("connector_ebay.ebay_listing_draft_view_form")
        action = self.as_assistant(listing.odoo_id).action_open_ebay_listings()
        self.assertEqual(action["views"], [(form.id, "form")])
        self.assertEqual(self.as_assistant(listing.odoo_id).ebay_made_ids, listing)
        self.as_assistant(listing).action_publish()
        self.assertEqual(listing.publish_state, "waiting")

    def test_policies_and_locations_are_read_again(self):
        jobs = self.jobs("pending")
        for model in ("ebay.business.policy", "ebay.inventory.location"):
            action = self.as_assistant(self.env[model]).action_refresh()
            self.assertEqual(action["tag"], "display_notification")
        self.assertEqual(len(self.jobs("pending") - jobs), 1)

    def test_shirts_open_their_variants(self):
        self.template.category_id = self.category(SHIRTS)
        shirt = self.shirt()
        shirt.product_variant_ids[0].barcode = "123"
        listing = self.drafts(shirt)
        action = self.fix(listing, "invalid_gtin")
        self.assertEqual(action["res_model"], "product.product")
