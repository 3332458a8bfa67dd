# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields

from ..stock_case import MUG, StockCase

#: Marketplaces with their currency's rate to the company's, and a price.
MARKETPLACES = {
    "EBAY_DE": ("EUR", 1.0, "9.99"),
    "EBAY_PL": ("PLN", 4.3127, "44.90"),
    "EBAY_US": ("USD", 1.0831, "11.49"),
    "EBAY_GB": ("GBP", 0.8542, "8.99"),
}

#: Rates of the taxes, included in the price or not, and name of the country's tax.
TAXES = [(19.0, False), (7.0, True), (23.0, False), (19.0, True)]


class TestTakeOverPrices(StockCase):
    """Taking over changes no price: taxes, variations and four currencies."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        company = cls.backend.company_id
        for name, rate, _price in MARKETPLACES.values():
            currency = cls.env["res.currency"].with_context(active_test=False)
            currency = currency.search([("name", "=", name)])
            currency.active = True
            if currency != company.currency_id:
                cls.env["res.currency.rate"].create(
                    {
                        "currency_id": currency.id,
                        "company_id": company.id,
                        "name": fields.Date.today(),
                        "rate": rate,
                    }
                )
        cls.taxes = [
            cls.env["account.tax"].create(
                {
                    "name": f"{amount} % {included}",
                    "amount": amount,
                    "price_include_override": (
                        "tax_included" if included else "tax_excluded"
                    ),
                    "company_id": company.id,
                }
            )
            for amount, included in TAXES
        ]
        cls.pricelist = cls.env["product.pricelist"].create(
            {
                "name": "Shop",
                "currency_id": cls.env.ref("base.EUR").id,
                "company_id": company.id,
                "item_ids": [
                    (0, 0, {"compute_price": "percentage", "percent_price": 3})
                ],
            }
        )

    def setUp(self):
        super().setUp()
        self.listings = []
        for code, (_currency, _rate, price) in MARKETPLACES.items():
            for number in range(len(TAXES)):
                self.listings.append(
                    self.list(
                        title=f"Mug {number}",
                        sku=f"{code}-{number}",
                        price=price,
                        available=5,
                        marketplace=code,
                    )
                )
            self.listings.append(self.list_shirts(code, float(price)))
            # The same product on all marketplaces, and once more for another price.
            self.listings.append(self.list(**MUG, marketplace=code))
        self.listings.append(self.list(**{**MUG, "price": "7.49"}))
        self.import_all()
        self.backend.import_stock()
        self.run_jobs_late()
        products = self.env["ebay.product.product"].search([]).odoo_id
        for number, product in enumerate(products.product_tmpl_id):
            product.taxes_id = self.taxes[number % len(self.taxes)]
        self.backend.write({"pricelist_id": self.pricelist.id, "price_rounding": 0.5})
        self.backend.price_floor = "cost"
        products.write({"standard_price": 30})

    def list_shirts(self, code, price):
        """List three variations of different prices, as an inventory item or not."""
        return self.list(
            title=f"T-Shirt {code}",
            marketplace=code,
            variations=[
                {
                    "specifics": {"Size": size},
                    "sku": f"{code}-TS-{size}",
                    "available": 3,
                    "price": f"{price + extra:.2f}",
                }
                for size, extra in (("M", 0), ("L", 1.37), ("XL", 4.05))
            ],
        )

    def on_sale(self):
        """Return the prices and quantities as buyers see them."""
        return [
            (entry.sku, str(entry.price), entry.available)
            for listing in self.listings
            for entry in self.sim.seller.listing(listing.item_id).entries()
        ]

    def test_taking_over_changes_no_price(self):
        before = self.on_sale()
        take_over = self.env["ebay.take.over"]._preview(self.backend)
        self.assertGreater(take_over.price_count, 25)
        self.sim.requests.clear()
        take_over.action_confirm()
        self.run_jobs_late()
        self.backend.export_all_offers()
        self.run_jobs_late()
        self.assertEqual(self.revisions(), 0)
        self.assertEqual(self.on_sale(), before)
        syncs = self.env["ebay.sku.sync"].search([])
        self.assertFalse(syncs.filtered("hold_reason"))
        self.assertFalse(syncs.filtered("price_error"))
        for own in self.backend.marketplace_pricelist_ids:
            self.assertEqual(
                own.shown_pricelist_id.currency_id, own.marketplace_id.currency_id
            )
        mugs = self.env["ebay.product.product"].search([("ebay_sku", "=", "MUG")])
        kept = mugs.filtered("kept_price")
        self.assertEqual(sorted(kept.mapped("kept_price")), [7.49, 9.99])

    def test_a_rate_or_tax_that_changes_leaves_kept_prices(self):
        before = self.on_sale()
        self.env["ebay.take.over"]._preview(self.backend).action_confirm()
        self.run_jobs_late()
        self.taxes[0].amount = 16.0
        rates = self.env["res.currency.rate"].search([], limit=20)
        rates.filtered(lambda rate: rate.currency_id.name == "PLN").write({"rate": 4.4})
        self.run_jobs_late()
        self.assertEqual(self.on_sale(), before)

    def test_odoos_prices_are_sent_with_tax_where_they_were_chosen(self):
        self.backend.write({"price_floor": "none", "guard_price": 0})
        take_over = self.env["ebay.take.over"]._preview(self.backend)
        take_over.price_choice = "odoo"
        expected = {line.sku_id.id: line.price for line in take_over.line_ids}
        take_over.action_confirm()
        self.run_jobs_late()
        self.assertGreater(self.revisions(), 0)
        skus = self.env["ebay.product.product"].browse(expected)
        self.assertEqual(
            {sku.id: sku.price for sku in skus},
            expected,
        )
