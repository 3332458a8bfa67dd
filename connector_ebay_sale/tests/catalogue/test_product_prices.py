# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import Command

from odoo.addons.connector_ebay.tests.listing_case import ListingCase

from ..common import OrderCase

PRICES = ("0.99", "9.99", "10.01", "19.95", "99.90", "1234.56")

#: (rate, whether the company's default tax is included in the price)
TAXES = [(rate, included) for rate in (7, 19, 23) for included in (False, True)]


class TestProductPrices(ListingCase, OrderCase):
    """Test that products made from listings cost, with tax, what they cost on eBay."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.currency_id = cls.euro
        cls.country = cls.env.ref("base.de")
        cls.company.account_fiscal_country_id = cls.country

    def default_tax(self, rate=19, included=False):
        tax = self.create_tax(rate, included, country=self.country)
        self.company.account_sale_tax_id = tax
        return tax

    def variations(self, prices):
        """List shirts of two attributes; return the listing."""
        return self.list(
            title="Shirt",
            variations=[
                {
                    "specifics": {"Farbe": colour, "Größe": size},
                    "sku": f"{colour}-{size}",
                    "price": price,
                    "available": 1,
                }
                for (colour, size), price in prices.items()
            ],
        )

    def gross(self, product):
        """Return what a customer pays in Odoo without a pricelist."""
        return product.taxes_id.compute_all(
            product.lst_price, currency=self.company.currency_id, product=product
        )["total_included"]

    def shown(self, sku):
        """Return the price that Odoo would send to eBay."""
        self.backend.pricelist_id = self.backend.pricelist_id or self.env[
            "product.pricelist"
        ].create({"name": "Plain", "currency_id": self.euro.id})
        with self.backend.work_on("ebay.backend") as work:
            return work.component(usage="sku.pricer").prices(sku)[sku]

    # === SINGLE ITEMS ===

    def test_single_items_cost_what_they_cost_on_ebay(self):
        for rate, included in TAXES:
            with self.subTest(rate=rate, included=included):
                self.default_tax(rate, included)
                for price in PRICES:
                    sku = f"{rate}-{included}-{price}"
                    self.list(title="Mug", sku=sku, price=price)
                self.import_all()
                for price in PRICES:
                    product = self.products(f"{rate}-{included}-{price}")
                    self.assertEqual(f"{self.gross(product):.2f}", price)
                    self.assertEqual(product.taxes_id.amount, rate)
                    self.assertTrue(product.taxes_id.price_include)
                    self.assertEqual(f"{product.lst_price:.2f}", price)

    def test_one_included_form_is_shared_with_orders(self):
        default = self.default_tax()
        for number in range(3):
            self.list(title="Mug", sku=f"M{number}", price="9.99")
        self.import_all()
        self.list(title="Mug", sku="M3", price="9.99")
        self.import_all()
        taxes = self.env["product.product"].search([("default_code", "like", "M_")])
        [included] = taxes.filtered("ebay_bind_ids").taxes_id
        self.assertNotEqual(included, default)
        row = self.env["ebay.tax.mapping"].search([("source_id", "=", default.id)])
        self.assertEqual((row.tax_id, row.country_id), (included, self.country))

    def test_an_included_form_that_exists_is_used(self):
        self.default_tax()
        own = self.create_tax(19, included=True, country=self.country)
        self.list(title="Mug", sku="M0", price="9.99")
        self.import_all()
        self.assertEqual(self.products("M0").taxes_id, own)

    def test_fiscal_positions_replace_the_included_form_too(self):
        default = self.default_tax()
        france = self.env["account.fiscal.position"].create({"name": "France"})
        foreign = self.create_tax(
            20,
            country=self.env.ref("base.fr"),
            original_tax_ids=[Command.link(default.id)],
            fiscal_position_ids=[Command.link(france.id)],
        )
        self.list(title="Mug", sku="M0", price="9.99")
        self.import_all()
        france.invalidate_recordset()
        self.assertEqual(france.map_tax(self.products("M0").taxes_id), foreign)
        self.assertEqual(france.map_tax(default), foreign)

    def test_without_an_included_form_the_nearest_net_price_is_used(self):
        self.backend.create_included_taxes = False
        default = self.default_tax()
        self.list(title="Mug", sku="EXACT", price="11.90")
        self.import_all()
        self.assertEqual(self.products("EXACT").taxes_id, default)
        self.assertEqual(self.products("EXACT").lst_price, 10.0)
        self.assertFalse(self.backend.activity_ids)
        self.list(title="Mug", sku="NEAR", price="9.99")
        self.import_all()
        product = self.products("NEAR")
        self.assertAlmostEqual(self.gross(product), 9.99, delta=0.011)
        [activity] = self.backend.activity_ids
        self.assertIn("Create Included Taxes", activity.note)

    def test_without_a_default_tax_the_price_is_ebays(self):
        self.list(title="Mug", sku="M0", price="9.99")
        self.import_all()
        self.assertFalse(self.products("M0").taxes_id)
        self.assertEqual(self.products("M0").lst_price, 9.99)

    def test_a_marketplace_without_vat_in_its_prices(self):
        """On eBay.com the tax comes on top of the price."""
        self.env.ref("base.USD").rate_ids.unlink()
        rates = {"currency_id": self.env.ref("base.USD").id, "rate": 1.25}
        self.env["res.currency.rate"].create(rates)
        for included in (False, True):
            default = self.default_tax(19, included)
            sku = f"US-{included}"
            self.list(title="Mug", sku=sku, price="12.50", marketplace="EBAY_US")
            self.import_all()
            product = self.products(sku)
            self.assertEqual(product.taxes_id, default)
            net = product.taxes_id.compute_all(product.lst_price)["total_excluded"]
            self.assertAlmostEqual(net, 10.0)

    def test_another_currency_is_converted(self):
        self.default_tax()
        pounds = self.env.ref("base.GBP")
        pounds.rate_ids.unlink()
        self.env["res.currency.rate"].create({"currency_id": pounds.id, "rate": 0.8})
        self.list(title="Mug", sku="UK", price="8.00", marketplace="EBAY_GB")
        self.import_all()
        self.assertAlmostEqual(self.gross(self.products("UK")), 10.0)

    # === VARIATIONS ===

    def test_prices_that_add_up_become_extras_of_attribute_values(self):
        prices = {
            (colour, size): f"{19.99 + more + extra:.2f}"
            for colour, more in (("Blau", 0), ("Rot", 2.5), ("Gold", 10.01))
            for size, extra in (("M", 0), ("L", 1.0), ("XL", 3.33))
        }
        prices.pop(("Gold", "XL"))
        for rate, included in TAXES:
            with self.subTest(rate=rate, included=included):
                self.default_tax(rate, included)
                listing = self.variations(prices)
                self.import_all()
                skus = self.binding(listing).sku_ids
                self.assertEqual(len(skus.odoo_id), len(prices))
                for sku in skus:
                    self.assertAlmostEqual(self.gross(sku.odoo_id), sku.price)
                self.assertFalse(self.backend.marketplace_pricelist_ids)
                skus.odoo_id.write({"default_code": False})
                skus.write({"odoo_id": False})
                self.sim.seller.end(listing.item_id)

    def test_prices_that_do_not_add_up_are_fixed_prices_of_variants(self):
        self.default_tax()
        prices = {
            ("Blau", "M"): "10.00",
            ("Blau", "L"): "12.00",
            ("Rot", "M"): "11.00",
            ("Rot", "L"): "17.77",
        }
        listing = self.variations(prices)
        self.import_all()
        skus = self.binding(listing).sku_ids
        self.assertEqual(skus.odoo_id.product_tmpl_id.list_price, 10.0)
        for sku in skus:
            self.assertAlmostEqual(self.shown(sku), sku.price)
        pricelist = self.backend.marketplace_pricelist_ids.shown_pricelist_id
        self.assertEqual(
            set(pricelist.item_ids.mapped("fixed_price")), {11.0, 12.0, 17.77}
        )

    def test_a_new_variation_gets_its_own_price(self):
        self.default_tax()
        listing = self.variations({("Blau", "M"): "10.00", ("Blau", "L"): "12.00"})
        self.import_all()
        for specifics, price in (
            ({"Farbe": "Rot", "Größe": "M"}, "11.50"),
            ({"Farbe": "Rot", "Größe": "L"}, "20.00"),
        ):
            self.add_variation(listing, specifics, price)
        self.import_changes()
        skus = self.binding(listing).sku_ids
        self.assertEqual(len(skus.odoo_id.product_tmpl_id), 1)
        self.assertEqual(len(skus.odoo_id), 4)
        for sku in skus:
            self.assertAlmostEqual(self.shown(sku), sku.price)

    def add_variation(self, listing, specifics, price):
        sku = "-".join(specifics.values())
        values = {"specifics": specifics, "sku": sku, "price": price, "available": 1}
        other = self.list(title="Other", variations=[values])
        listing.variations += other.variations
        del self.sim.seller.listings[other.item_id]
        self.sim.seller.revise(listing.item_id, title="Shirts")
