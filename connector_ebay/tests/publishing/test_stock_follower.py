# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from ..export_case import patch_quantities
from ..publishing_case import PublishingCase


class TestStockFollower(PublishingCase):
    """Sold-out listings end, and come back with the stock, if the template says so."""

    def setUp(self):
        super().setUp()
        self.stock = 5
        self.startPatcher(
            patch_quantities(self.backend, lambda skus: dict.fromkeys(skus, self.stock))
        )
        self.sim.seller.out_of_stock_control = False
        self.backend.write({"stock_master": "odoo", "price_floor": "none"})
        self.listing = self.drafts(self.product())
        self.publish(self.listing)
        self.run_jobs_late()
        self.assert_published(self.listing)

    def follow(self, stock):
        """Let the stock change, be exported and be followed."""
        self.stock = stock
        self.env["ebay.sku.mark"]._mark(self.listing.sku_ids, "stock")
        self.run_jobs_late()
        self.env["ebay.backend"]._cron_follow_stock()
        self.run_jobs_late()
        self.listing.invalidate_recordset()

    def test_nothing_ends_or_returns_unless_the_template_says_so(self):
        self.follow(0)
        self.assertEqual(self.listing.status, "active")
        self.listing.end_listings()
        self.run_jobs()
        self.follow(5)
        self.assertEqual(self.listing.status, "ended")

    def test_a_sold_out_listing_ends_and_returns_once(self):
        self.template.write({"end_without_stock": True, "relist": True})
        first = self.listing.external_id
        self.follow(0)
        self.assertEqual(self.listing.status, "ended", self.listing.sku_ids)
        self.assertNotEqual(self.sim.seller.listings[first].status, "Active")
        self.follow(0)
        self.assertEqual(self.listing.status, "ended")
        for _turn in range(3):
            self.follow(4)
        self.assert_published(self.listing)
        self.assertNotEqual(self.listing.external_id, first)
        self.assertEqual(len(self.sim.seller.listings), 2)
        self.assertFalse(self.listing.end_reason)

    def test_what_a_user_ended_stays_so(self):
        self.template.write({"end_without_stock": True, "relist": True})
        self.listing.end_listings()
        self.run_jobs()
        self.follow(0)
        self.follow(5)
        self.assertEqual(self.listing.status, "ended")

    def test_what_ebay_ended_returns(self):
        """Without out-of-stock control eBay ends what is sold out."""
        self.template.relist = True
        self.sim.orders.buy(self.listing.external_id, quantity=5)
        self.stock = 0
        self.backend.import_listings()
        self.run_jobs_late()
        self.listing.invalidate_recordset()
        self.listing.status = "ended"
        self.listing.sku_ids.quantity = 0
        self.backend.out_of_stock_control = "off"
        self.follow(0)
        self.assertEqual(self.listing.status, "ended")
        self.follow(3)
        self.assert_published(self.listing)

    def test_a_product_that_is_listed_elsewhere_does_not_return(self):
        self.template.write({"end_without_stock": True, "relist": True})
        self.follow(0)
        self.drafts(self.listing.odoo_id)
        self.follow(5)
        self.assertEqual(self.listing.status, "ended")

    def test_a_listing_that_ebay_does_not_end(self):
        self.sim.publishing.refuse("withdrawOffer", "FH-13", 25001, "No", status=400)
        self.sim.publishing.refuse("withdrawOffer", "FH-13", 25002, "Not now")
        self.listing.end_listings()
        with self.quiet():
            self.run_jobs_late()
        self.listing.invalidate_recordset()
        self.assertIn(self.listing.status, ("active", "ended"))
