# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the tests of the export share."""

from unittest.mock import patch

from .listing_case import ListingCase


def patch_quantities(backend, quantities):
    """Return a patcher that computes quantities by a function of SKUs."""
    with backend.work_on("ebay.product.product") as work:
        computer = type(work.component(usage="sku.quantities"))
    return patch.object(
        computer, "quantities", lambda component, skus: quantities(skus)
    )


class ExportCase(ListingCase):
    """Odoo is right about stock and prices; ``stock`` says how many there are.

    What a product's stock is, is the business of ``connector_ebay_stock``: here a
    dict stands for it.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pricelist = cls.env["product.pricelist"].create(
            {
                "name": "eBay",
                "currency_id": cls.env.ref("base.EUR").id,
                "company_id": cls.backend.company_id.id,
            }
        )
        cls.env.ref("base.EUR").active = True
        company = cls.backend.company_id
        if "account_sale_tax_id" in company._fields:
            # Another add-on brings taxes: prices here are without.
            company.account_sale_tax_id = False
        cls.backend.write({"price_floor": "none", "push_budget": 0})

    def setUp(self):
        super().setUp()
        self.stock = {}
        self.startPatcher(patch_quantities(self.backend, self.stock_by_sku))

    def stock_by_sku(self, skus):
        """Return ``{sku: quantity}`` of the SKUs whose stock the test has set."""
        return {
            sku: self.stock[sku.ebay_sku] for sku in skus if sku.ebay_sku in self.stock
        }

    def sell_from_odoo(self, **values):
        """Import what is listed; from now on Odoo is right."""
        self.import_all()
        self.backend.write({"stock_master": "odoo", **values})
        self.run_jobs_late()
        self.sim.requests.clear()

    def list_inventory(self, number, **values):
        """List a SKU ``I<number>`` of the Inventory API."""
        return self.list(
            **{
                "title": f"I{number}",
                "sku": f"I{number}",
                "available": 5,
                "channel": "inventory",
                "offer_id": f"9{number:09d}",
                **values,
            }
        )

    def change(self, **stock):
        """Stock changes in Odoo, and is marked."""
        self.stock.update(stock)
        skus = self.env["ebay.product.product"].search(
            [("ebay_sku", "in", list(stock))]
        )
        self.env["ebay.sku.mark"]._mark(skus, "stock")

    def price_all(self, price):
        """One price for all, by the pricelist."""
        self.pricelist.item_ids.unlink()
        self.pricelist.item_ids = [
            (0, 0, {"compute_price": "fixed", "fixed_price": price})
        ]
        self.run_jobs_late()

    def push(self, **stock):
        """Stock changes in Odoo, and reaches eBay."""
        self.change(**stock)
        self.run_jobs_late()

    def on_ebay(self, listing, sku=None):
        """What eBay's buyers see available."""
        listing = self.sim.seller.listing(listing.item_id)
        entry = self.sim.seller.entry(listing, sku) if sku else listing
        return entry.available

    def offer(self, sku):
        """The offer of a SKU."""
        return self.env["ebay.sku.sync"].search([("sku_id.ebay_sku", "=", sku)])

    def lines(self, *states):
        """All lines of batches, oldest first."""
        domain = [("state", "in", states)] if states else []
        return self.env["ebay.export.batch.line"].search(domain, order="id")
