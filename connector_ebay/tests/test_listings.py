# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from .common import EbayCase
from .simulator import Catalogue


class TestBackfill(EbayCase):
    catalogue = Catalogue(450, variations=0.3)

    def test_every_active_listing_is_bound(self):
        self.backend.import_listings()
        self.run_jobs()
        self.assertFalse(self.jobs("failed"), self.jobs("failed").mapped("exc_message"))
        listings = self.env["ebay.product.template"].search([])
        self.assertEqual(
            set(listings.mapped("external_id")),
            {listing.item_id for listing in self.sim.seller.active()},
        )
