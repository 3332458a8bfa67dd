# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import fields
from odoo.tests import Form

from ..publishing_case import DRILLS, PublishingCase


class TestReferenceData(PublishingCase):
    """Policies, locations and categories are kept current, and drafts follow them."""

    def read_again(self):
        self.backend.import_policies()
        self.run_jobs_late()
        self.env.invalidate_all()

    def test_a_flow_with_a_schedule(self):
        flow = self.env["ebay.flow"].search([("flow", "=", "policies")])
        self.assertTrue(flow.last_success_at)
        self.assertIn("Business policies: ", flow.last_result)
        self.assertFalse(self.env["ebay.flow"]._due_backends("policies"))
        flow.last_start_at = fields.Datetime.now() - timedelta(days=1)
        self.env["ebay.backend"]._cron_import_policies()
        self.assertTrue(self.jobs("pending", ebay_flow="policies"))

    def test_a_policy_that_vanished(self):
        listing = self.drafts(self.product())
        self.assertEqual(listing.publish_state, "ready")
        self.assertFalse(self.template.problem_note)
        policy = self.template.return_policy_id
        self.sim.publishing.policies.delete(policy.external_id)
        self.read_again()
        self.assertEqual(self.codes(listing), {"invalid_policy_deleted"})
        self.assertEqual(listing.publish_state, "draft")
        self.assertIn(policy.name, self.template.problem_note)

    def test_a_category_that_expired(self):
        listing = self.drafts(self.product())
        self.sim.categories.expire(DRILLS)
        self.env["ebay.category.details"].search([]).read_at = "2020-01-01"
        self.read_again()
        self.assertIn("invalid_category_expired", self.codes(listing))
        self.assertEqual(listing.publish_state, "draft")
        self.assertIn("closed", self.template.problem_note)

    def test_operations_that_ebay_does_not_offer(self):
        """What eBay leaves out, by its own error or a bare 404, stops no listing."""
        missing = {
            "getExpiredCategories": b"",
            "getRegulatoryPolicies": b'{"errors": [{"errorId": 2002, "category": '
            b'"REQUEST", "message": "Resource not found"}]}',
        }
        for operation, body in missing.items():
            self.sim.faults.add(operation, "status", count=0, status=404, body=body)
        listing = self.drafts(self.product())
        self.assertFalse(self.codes(listing))
        self.assertEqual(listing.publish_state, "ready")
        self.publish(listing)
        self.assertTrue(listing.external_id)

    def test_selling_limits(self):
        listing = self.drafts(self.product())
        self.sim.publishing.selling_limit = (10000, 4)
        self.read_again()
        self.assertEqual(self.backend.selling_limit_quantity, 4)
        self.assertEqual(self.codes(listing, "warning"), {"invalid_selling_limit"})
        self.assertEqual(listing.publish_state, "ready")

    def test_a_seller_who_is_not_registered(self):
        listing = self.drafts(self.product())
        self.sim.publishing.registered = False
        self.read_again()
        self.assertEqual(self.codes(listing), {"missing_registration"})


class TestConditions(PublishingCase):
    """A condition is chosen among those of the category, in its words."""

    def setUp(self):
        super().setUp()
        self.draft = self.drafts(self.product())

    def test_conditions_in_the_words_of_the_category(self):
        offered = self.draft.offered_condition_ids
        self.assertIn("NEW", offered.mapped("code"))
        self.assertEqual(self.template.condition_choice_id.code, "NEW")
        used = offered.filtered(lambda one: one.code.startswith("USED"))[:1]
        self.draft.condition_choice_id = used
        self.assertEqual(self.draft.condition, used.code)
        self.draft.check_listings()
        self.assertFalse(self.codes(self.draft))
        self.publish(self.draft)
        item = self.sim.publishing.items["FH-13"]
        self.assertEqual(item["condition"], used.code)

    def test_a_new_template_keeps_its_condition_without_a_category(self):
        form = Form(self.env["ebay.listing.template"])
        form.name = "New"
        self.assertEqual(form.save().condition, "NEW")

    def test_the_condition_of_a_product_category(self):
        goods = self.env["product.category"].create({"name": "Used Goods"})
        product = self.product("B", categ_id=goods.id)
        offered = self.template.offered_condition_ids
        used = offered.filtered(lambda one: one.code.startswith("USED"))[:1]
        self.env["ebay.category.mapping"].create(
            {
                "backend_id": self.backend.id,
                "marketplace_id": self.market.id,
                "product_category_id": goods.id,
                "category_id": self.category(DRILLS).id,
                "condition_choice_id": used.id,
            }
        )
        listing = self.drafts(product)
        self.publish(listing)
        self.assert_published(listing)
        self.assertEqual(self.sim.publishing.items["B"]["condition"], used.code)

    def test_another_category_has_other_words(self):
        details = self.env["ebay.category.details"].search(
            [("category_code", "=", DRILLS)]
        )
        other = details.copy({"category_code": "1"})
        other.answers = {
            "conditions": {
                "itemConditions": [
                    {"conditionId": "1000", "conditionDescription": "Neu mit Etikett"}
                ]
            }
        }
        other._store_conditions()
        category = self.category("1")
        self.template.category_id = category
        self.assertEqual(self.template.condition_choice_id.name, "Neu mit Etikett")
