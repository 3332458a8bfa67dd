# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.tests import new_test_user

from ..common import EbayHttpCase
from ..publishing_case import PublishingMixin


class TestPublishingTours(PublishingMixin, EbayHttpCase):
    """An assistant lists ten products. Jobs are run between two tours."""

    def setUp(self):
        super().setUp()
        self.simulate()
        self.backend = self.create_backend("Demo Shop", import_pictures=False)
        self.backend.connect()
        self.set_up_publishing()
        new_test_user(
            self.env, "shopkeeper", "base.group_user,connector_ebay.group_ebay_user"
        )

    def test_from_products_to_listings(self):
        self.template.aspect_mapping_ids = [
            (0, 0, {"name": "Produktart", "source": "fixed", "value": "Bohrer-Set"})
        ]
        category = self.env["product.category"].create({"name": "T"})
        products = self.env["product.template"].union(
            *(self.product(f"T-{number}", categ_id=category.id) for number in range(10))
        )
        brand = self.env["product.attribute"].create({"name": "Marke"})
        value = self.env["product.attribute.value"].create(
            {"name": "Fennholm", "attribute_id": brand.id}
        )
        for product in products - products[3]:
            product.attribute_line_ids = [
                (0, 0, {"attribute_id": brand.id, "value_ids": [(6, 0, value.ids)]})
            ]
        action = self.env["ir.actions.act_window"].create(
            {
                "name": "Products to list",
                "res_model": "product.template",
                "view_mode": "list,form",
                "domain": [("id", "in", products.ids)],
            }
        )
        self.start_tour(
            f"/odoo/action-{action.id}", "connector_ebay_publish", login="shopkeeper"
        )
        batch = self.env["ebay.listing.batch"].search([])
        self.assertEqual((batch.kind, batch.total), ("publish", 10))
        self.run_jobs_late()
        self.env.invalidate_all()
        self.assertEqual((batch.done, batch.failed), (10, 0))
        self.assertEqual(len(self.sim.seller.listings), 10)
        self.start_tour(
            f"/odoo/ebay-listing-progress/{batch.id}",
            "connector_ebay_published",
            login="shopkeeper",
        )
