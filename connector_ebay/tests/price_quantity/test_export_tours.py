# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Tours of users who manage stock and prices, against the simulator."""

from odoo.tests import new_test_user

from ..common import EbayHttpCase
from ..export_case import patch_quantities
from ..listing_case import MUG


class TestExportTours(EbayHttpCase):
    """Jobs are run between two tours, because a test has no job runner."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        new_test_user(cls.env, "shopkeeper", "connector_ebay.group_ebay_manager")

    def setUp(self):
        super().setUp()
        self.simulate()
        self.stock = {}
        self.backend = self.create_backend(
            "Demo Shop", import_pictures=False, price_floor="none", push_budget=0
        )
        self.startPatcher(
            patch_quantities(
                self.backend,
                lambda skus: {
                    sku: self.stock[sku.ebay_sku]
                    for sku in skus
                    if sku.ebay_sku in self.stock
                },
            )
        )
        self.backend.connect()
        self.mugs = [self.sim.seller.add_listing(**MUG)]

    def import_all(self):
        self.backend.import_all_listings()
        self.run_jobs_late()

    def test_take_over(self):
        self.import_all()
        self.stock["MUG"] = 0
        form = f"/odoo/ebay-accounts/{self.backend.id}"
        self.start_tour(form, "connector_ebay_take_over", login="shopkeeper")
        self.run_jobs_late()
        self.assertEqual(self.mugs[0].available, 0)

    def test_a_held_mass_change_is_released(self):
        for number in range(9):
            listing = {**MUG, "sku": f"MUG{number}"}
            self.mugs.append(self.sim.seller.add_listing(**listing))
        self.import_all()
        self.stock.update({f"MUG{number}": 0 for number in range(9)})
        self.backend.stock_master = "odoo"
        self.run_jobs_late()
        self.assertEqual({mug.available for mug in self.mugs}, {5})
        self.start_tour(
            "/odoo/ebay-batches", "connector_ebay_release", login="shopkeeper"
        )
        self.run_jobs_late()
        self.assertEqual({mug.available for mug in self.mugs[1:]}, {0})

    def test_a_setting_opens_the_preview(self):
        for number in range(5):
            listing = {**MUG, "sku": f"MUG{number}"}
            self.mugs.append(self.sim.seller.add_listing(**listing))
        self.import_all()
        pricelist = self.env["product.pricelist"].create(
            {
                "name": "Shop",
                "currency_id": self.env.ref("base.EUR").id,
                "item_ids": [(0, 0, {"compute_price": "fixed", "fixed_price": 9.99})],
            }
        )
        self.backend.write({"stock_master": "odoo", "pricelist_id": pricelist.id})
        self.run_jobs_late()
        self.sim.requests.clear()
        form = f"/odoo/ebay-accounts/{self.backend.id}"
        self.start_tour(form, "connector_ebay_review_settings", login="shopkeeper")
        self.run_jobs_late()
        self.assertEqual(self.backend.price_rounding, 0.0)
        self.assertEqual(self.sim.requests.count("ReviseInventoryStatus"), 0)

    def test_a_rejected_sku_is_corrected_and_sent(self):
        self.import_all()
        self.stock["MUG"] = 3
        self.sim.faults.add("ReviseInventoryStatus", "trading_error", code=21919188)
        self.backend.stock_master = "odoo"
        self.run_jobs_late()
        self.assertEqual(self.mugs[0].available, 5)
        self.start_tour(
            "/odoo/ebay-offers", "connector_ebay_try_again", login="shopkeeper"
        )
        self.run_jobs_late()
        self.assertEqual(self.mugs[0].available, 3)
