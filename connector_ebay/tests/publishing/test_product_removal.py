# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import RedirectWarning, UserError
from odoo.tests import new_test_user

from ..publishing_case import SHIRTS, PublishingCase


class TestProductRemoval(PublishingCase):
    """A product on sale is archived or deleted only after its listing has ended."""

    def setUp(self):
        super().setUp()
        self.item = self.product()
        self.listing = self.drafts(self.item)
        self.publish(self.listing)
        self.assert_published(self.listing)

    @property
    def live(self):
        return self.sim.seller.listings[self.listing.external_id].status == "Active"

    def test_refused_with_the_button_that_ends_it(self):
        variant = self.item.product_variant_id
        for remove in (
            self.item.action_archive,
            variant.action_archive,
            self.item.unlink,
            variant.unlink,
        ):
            with self.assertRaises(RedirectWarning) as caught:
                remove()
            self.assertIn("Bohrer-Set FH-13", caught.exception.args[0])
        self.assertTrue(self.item.active)
        self.assertTrue(self.live)
        _text, action_id, _button, context = caught.exception.args
        action = self.env["ir.actions.act_window"].browse(action_id)
        self.assertEqual(action.res_model, "ebay.product.removal")
        wizard = self.env[action.res_model].with_context(**context).create({})
        self.assertEqual(wizard.sku_ids, self.listing.sku_ids)

    def test_without_rights_on_ebay_there_is_no_button(self):
        user = new_test_user(
            self.env, "keeper", groups="base.group_user,product.group_product_manager"
        )
        with self.assertRaises(UserError) as caught:
            self.item.with_user(user).action_archive()
        self.assertNotIsInstance(caught.exception, RedirectWarning)

    def confirm(self, operation):
        wizard = (
            self.env["ebay.product.removal"]
            .with_context(active_model=self.item._name, active_ids=self.item.ids)
            .create({"operation": operation})
        )
        wizard.action_confirm()

    def test_confirmed_the_listing_ends_first(self):
        self.confirm("archive")
        self.assertTrue(self.item.active)
        self.run_jobs()
        self.env.invalidate_all()
        self.assertFalse(self.live)
        self.assertEqual(self.listing.status, "ended")
        self.assertFalse(self.item.active)

    def test_deleted_after_the_listing_has_ended(self):
        self.confirm("delete")
        self.run_jobs()
        self.env.invalidate_all()
        self.assertFalse(self.live)
        self.assertFalse(self.item.exists())

    def test_ebay_does_not_end_it(self):
        self.sim.publishing.refuse("withdrawOffer", "FH-13", 25002, "Not now")
        self.confirm("archive")
        self.run_jobs()
        self.env.invalidate_all()
        self.assertTrue(self.live)
        self.assertTrue(self.item.active)
        self.assertEqual(self.codes(self.listing), {"ebay_25002"})

    def test_listings_made_on_ebay_are_ebays(self):
        self.listing.listing_template_id = False
        self.item.action_archive()
        self.assertFalse(self.item.active)
        self.assertTrue(self.live)

    def test_a_draft_goes_with_its_product(self):
        product = self.product("D")
        draft = self.drafts(product)
        product.unlink()
        self.assertFalse(draft.exists())

    def test_one_variant_of_several(self):
        self.template.category_id = self.category(SHIRTS)
        shirt = self.shirt()
        listing = self.drafts(
            shirt,
            Marke=["Fennholm"],
            Produktart=["T-Shirt"],
            Abteilung=["Herren"],
            Größenart=["Normalgröße"],
        )
        self.publish(listing)
        self.assert_published(listing)
        variant = shirt.product_variant_ids[0]
        with self.assertRaises(RedirectWarning):
            variant.action_archive()
        variant.ebay_end_and_archive()
        self.run_jobs()
        self.env.invalidate_all()
        said = [(job.state, job.result, job.exc_info) for job in self.jobs()]
        said += listing.problem_ids.mapped("message")
        self.assertFalse(variant.active, said)
        self.assertEqual(listing.status, "active")
        live = self.sim.seller.listings[listing.external_id]
        self.assertEqual(len(live.variations), 3)
        self.publish(listing)
        self.assertEqual(len(live.variations), 3)
