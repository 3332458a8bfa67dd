# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from ..listing_case import MUG, ListingCase

#: Records that jobs process with all rights, and a value that nobody may write.
READ_ONLY = {
    "ebay.product.template": {"title": "x"},
    "ebay.product.product": {"ebay_sku": "x"},
    "ebay.run": {"state": "done"},
}


class TestBindings(ListingCase):
    """What a person writes on bindings, which jobs process with all rights."""

    def setUp(self):
        super().setUp()
        self.list(**MUG)
        self.import_all()
        self.user, self.manager = (
            new_test_user(self.env, name, groups=f"connector_ebay.group_ebay_{name}")
            for name in ("user", "manager")
        )
        self.other = self.env["res.company"].create({"name": "Other"})

    def test_bindings_are_read_only(self):
        for model, values in READ_ONLY.items():
            record = self.env[model].search([], limit=1)
            self.assertTrue(record)
            for user in (self.user, self.manager):
                for forbidden in (
                    lambda r=record, u=user, v=values: r.with_user(u).write(v),
                    lambda r=record, u=user: r.with_user(u).write(
                        {"backend_id": self.backend.id}
                    ),
                    lambda r=record, u=user: r.with_user(u).unlink(),
                    lambda r=record, u=user: r.with_user(u).create(
                        {"backend_id": self.backend.id}
                    ),
                ):
                    with self.assertRaises(AccessError):
                        forbidden()

    def test_a_person_chooses_the_product_of_the_same_company(self):
        sku = self.env["ebay.product.product"].search([]).with_user(self.user)
        products = self.env["product.product"]
        foreign = products.create({"name": "Foreign", "company_id": self.other.id})
        own = products.create({"name": "Own"})
        sku.odoo_id = own
        self.assertEqual(sku.sudo().match_state, "matched")
        for name in ("odoo_id", "proposed_product_id"):
            with self.assertRaises(UserError):
                sku.write({name: foreign.id})
        with self.assertRaises(AccessError):
            sku.write({"odoo_id": own.id, "match_state": "unmatched"})

    def test_settings_do_not_move_to_another_company(self):
        marketplace = self.env.ref("connector_ebay.marketplace_ebay_de")
        own = self.env["ebay.marketplace.pricelist"].create(
            {
                "backend_id": self.backend.id,
                "marketplace_id": marketplace.id,
                "pricelist_id": self.env["product.pricelist"].create({"name": "x"}).id,
            }
        )
        foreign = self.create_backend("Foreign", company_id=self.other.id)
        with self.assertRaises(AccessError):
            own.with_user(self.manager).write({"backend_id": foreign.id})
        with self.assertRaises(AccessError):
            self.backend.with_user(self.manager).write({"company_id": self.other.id})

    def test_events_without_a_company_are_shown_to_administrators_only(self):
        event = self.env["ebay.webhook.event"].create(
            {
                "notification_id": "1",
                "topic": "MARKETPLACE_ACCOUNT_DELETION",
                "environment": "simulator",
                "received_at": "2026-01-01",
            }
        )
        for user in (self.user, self.manager):
            self.assertFalse(event.with_user(user).search([]))
        admin = new_test_user(
            self.env, "root2", groups="base.group_system,connector_ebay.group_ebay_user"
        )
        self.assertEqual(event.with_user(admin).search([]), event)

    def test_jobs_of_other_companies_are_not_shown(self):
        foreign = self.create_backend("Foreign", company_id=self.other.id)
        foreign.import_categories()
        jobs = self.env["queue.job"].search([("ebay_backend_id", "=", foreign.id)])
        self.assertTrue(jobs)
        self.assertFalse(jobs.with_user(self.manager).search([("id", "in", jobs.ids)]))
