# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from ..listing_case import MUG, ListingCase
from ..public_methods_case import PublicMethodsMixin


class TestPublicMethods(PublicMethodsMixin, ListingCase):
    """What users without rights on eBay reach over RPC: nothing."""

    def setUp(self):
        super().setUp()
        self.list(**MUG)
        self.import_all()
        self.create_records()

    def create_records(self):
        """Create a record of each model that other companies must not touch."""
        sku = self.env["ebay.product.product"].search([], limit=1)
        self.env["ebay.sku.sync"]._get_or_create(sku)
        self.env["ebay.take.over"].create({"backend_id": self.backend.id})
        batch = self.env["ebay.export.batch"].create(
            {"backend_id": self.backend.id, "channel": "trading", "lane": "price"}
        )
        self.env["ebay.export.batch.line"].create(
            {"batch_id": batch.id, "sku_id": sku.id, "listing_id": sku.listing_id.id}
        )
        self.env["ebay.webhook.event"].create(
            {
                "notification_id": "1",
                "topic": "ORDER_CONFIRMATION",
                "environment": "simulator",
                "backend_id": self.backend.id,
                "received_at": "2026-01-01",
            }
        )

    def test_no_public_method_works_without_rights(self):
        self.check_public_methods()

    def test_jobs_run_only_as_jobs(self):
        user = new_test_user(self.env, "shop", groups="connector_ebay.group_ebay_user")
        skus = self.env["ebay.product.product"].search([]).with_user(user)
        listings = self.env["ebay.product.template"].with_user(user)
        backend = self.backend.with_user(user)
        for job in (
            skus.apply_match,
            backend.push_offers,
            backend.repair_notifications,
            lambda: listings.import_record(backend, "1"),
        ):
            with self.assertRaises(AccessError):
                job()

    def test_users_requeue_jobs_but_neither_cancel_nor_finish_them(self):
        user = new_test_user(self.env, "shop", groups="connector_ebay.group_ebay_user")
        self.backend.import_categories()
        job = self.jobs("pending")
        for forbidden in (
            job.with_user(user).button_cancelled,
            job.with_user(user).button_done,
            lambda: job.with_user(user).write({"state": "done"}),
        ):
            with self.assertRaises(AccessError):
                forbidden()
        self.assertEqual(job.state, "pending")
        job.button_cancelled()
        job.with_user(user).requeue()
        self.assertEqual(job.state, "pending")
