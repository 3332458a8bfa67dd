# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Base class of the tests that import listings."""

from .common import EbayCase

MUG = {"title": "Mug", "sku": "MUG", "price": "9.99", "available": 5}

SHIRTS = {
    "title": "T-Shirt",
    "variations": [
        {"specifics": {"Farbe": "Blau", "Größe": "M"}, "sku": "TS-B-M", "available": 3},
        {"specifics": {"Farbe": "Blau", "Größe": "L"}, "sku": "TS-B-L", "available": 1},
        {"specifics": {"Farbe": "Rot", "Größe": "M"}, "sku": "TS-R-M", "available": 7},
    ],
}


class ListingCase(EbayCase):
    """Start with an empty account; each test lists what it needs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.backend.import_pictures = False

    def list(self, **values):
        """List something on eBay; return the simulator's listing."""
        return self.sim.seller.add_listing(**values)

    def import_all(self):
        """Import all listings; return the run."""
        self.backend.import_all_listings()
        return self.finish()

    def import_changes(self):
        """Import what changed, as the scheduled action does; return the run."""
        self.let_time_pass()
        self.backend.import_listings()
        return self.finish()

    def let_time_pass(self, seconds=180):
        """Advance eBay's clock, which the backend knows from eBay's last answer."""
        self.sim.clock.advance(seconds)
        with self.backend.work_on("ebay.backend") as work:
            work.component(usage="backend.adapter").ping()
        self.sim.requests.clear()

    def component(self, name):
        """Return the class of a component, to be patched."""
        with self.backend.work_on("ebay.product.template") as work:
            return type(work.component_by_name(name))

    def finish(self):
        """Run all jobs; return the newest run."""
        self.run_jobs()
        return self.env["ebay.run"].search([], limit=1)

    def binding(self, listing):
        """Return the binding of a simulator's listing."""
        return self.env["ebay.product.template"].search(
            [("external_id", "=", listing.item_id)]
        )

    def sku(self, name):
        """Return the bindings with this SKU, archived ones too."""
        skus = self.env["ebay.product.product"].with_context(active_test=False)
        return skus.search([("ebay_sku", "=", name)], order="id")

    def products(self, reference):
        return self.env["product.product"].search([("default_code", "=", reference)])
