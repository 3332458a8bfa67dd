# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the tests of listings share."""

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
    """An empty account; each test lists what it needs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.backend.import_pictures = False

    def list(self, **values):
        """List something on eBay; the simulator's listing."""
        return self.sim.seller.add_listing(**values)

    def import_all(self):
        """A full run, whatever ran before."""
        self.backend.import_all_listings()
        return self.finish()

    def import_changes(self):
        """A later run, as the schedule starts it."""
        self.let_time_pass()
        self.backend.import_listings()
        return self.finish()

    def let_time_pass(self, seconds=180):
        """Between two runs; the backend knows eBay's clock from its last answer."""
        self.sim.clock.advance(seconds)
        with self.backend.work_on("ebay.backend") as work:
            work.component(usage="backend.adapter").ping()
        self.sim.requests.clear()

    def component(self, name):
        """The class of a component, to be patched."""
        with self.backend.work_on("ebay.product.template") as work:
            return type(work.component_by_name(name))

    def finish(self):
        """Run the jobs to their end; the run they were of."""
        self.run_jobs()
        return self.env["ebay.run"].search([], limit=1)

    def binding(self, listing):
        """The binding of a simulator's listing."""
        return self.env["ebay.product.template"].search(
            [("external_id", "=", listing.item_id)]
        )

    def sku(self, name):
        """The bindings with this SKU, retired ones too."""
        skus = self.env["ebay.product.product"].with_context(active_test=False)
        return skus.search([("ebay_sku", "=", name)], order="id")

    def products(self, reference):
        return self.env["product.product"].search([("default_code", "=", reference)])
