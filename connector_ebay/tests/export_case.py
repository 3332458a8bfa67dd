# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Base of the tests of the export of prices and quantities."""

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
    """Odoo is master of stock and prices.

    ``connector_ebay_stock`` computes quantities; here, the dict ``stock`` holds them.
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
            # Prices in these tests are without the taxes of another add-on.
            company.account_sale_tax_id = False
        cls.backend.write(
            {"price_floor": "none", "push_budget": 0, "guard_price_jump": 0}
        )

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
        """Import all listings, and make Odoo the master."""
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
        """Change stock in Odoo, and mark the SKUs."""
        self.stock.update(stock)
        skus = self.env["ebay.product.product"].search(
            [("ebay_sku", "in", list(stock))]
        )
        self.env["ebay.sku.mark"]._mark(skus, "stock")

    def price_all(self, price):
        """Set one price for all products in the pricelist."""
        self.pricelist.item_ids.unlink()
        self.pricelist.item_ids = [
            (0, 0, {"compute_price": "fixed", "fixed_price": price})
        ]
        self.run_jobs_late()

    def price_each(self, price):
        """Set one price for each product, by rules of their own."""
        products = self.env["ebay.product.product"].search([]).odoo_id
        self.pricelist.item_ids.unlink()
        self.pricelist.item_ids = [
            (
                0,
                0,
                {
                    "compute_price": "fixed",
                    "applied_on": "0_product_variant",
                    "product_id": product.id,
                    "fixed_price": price,
                },
            )
            for product in products
        ]
        self.run_jobs_late()

    def list_ten(self):
        """List ten SKUs, ``T0`` to ``T9``, at 10.00."""
        return [
            self.list(title=f"T{number}", sku=f"T{number}", available=5, price="10.00")
            for number in range(10)
        ]

    def push(self, **stock):
        """Change stock in Odoo, and send it to eBay."""
        self.change(**stock)
        self.run_jobs_late()

    def on_ebay(self, listing, sku=None):
        """Return the quantity that buyers see on eBay."""
        listing = self.sim.seller.listing(listing.item_id)
        entry = self.sim.seller.entry(listing, sku) if sku else listing
        return entry.available

    def sync(self, sku):
        """Return the ``ebay.sku.sync`` of a SKU."""
        return self.env["ebay.sku.sync"].search([("sku_id.ebay_sku", "=", sku)])

    def lines(self, *states):
        """Return all lines of batches, the oldest first."""
        domain = [("state", "in", states)] if states else []
        return self.env["ebay.export.batch.line"].search(domain, order="id")
