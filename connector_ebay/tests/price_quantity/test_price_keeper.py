# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import ValidationError

from ..export_case import ExportCase
from ..listing_case import MUG, SHIRTS


class TestPriceKeeper(ExportCase):
    """eBay's prices are kept as fixed prices of a marketplace, or on the SKU."""

    def keep(self, skus):
        with self.backend.work_on("ebay.product.product") as work:
            return work.component(usage="price.keeper").keep(skus)

    def prices(self, skus):
        with self.backend.work_on("ebay.backend") as work:
            found = work.component(usage="sku.pricer").prices(skus)
        return {sku.ebay_sku: price for sku, price in found.items()}

    def skus(self):
        return self.env["ebay.product.product"].search(
            [("backend_id", "=", self.backend.id)]
        )

    def shown(self):
        return self.backend.marketplace_pricelist_ids.shown_pricelist_id

    def test_each_marketplace_gets_one_pricelist_in_its_currency(self):
        self.list(**MUG)
        self.list(**{**MUG, "sku": "KUBEK", "marketplace": "EBAY_PL", "price": "44.90"})
        shirts = {**SHIRTS, "variations": [dict(one) for one in SHIRTS["variations"]]}
        for number, variation in enumerate(shirts["variations"]):
            variation["price"] = f"1{number}.50"
        self.list(**shirts)
        self.import_all()
        self.assertEqual(self.keep(self.skus()), 5)
        own = self.backend.marketplace_pricelist_ids
        self.assertEqual(
            {
                line.marketplace_id.code: line.shown_pricelist_id.currency_id.name
                for line in own
            },
            {"EBAY_DE": "EUR", "EBAY_PL": "PLN"},
        )
        self.assertFalse(own.pricelist_id, "other prices come from where they did")
        expected = {
            "MUG": 9.99,
            "KUBEK": 44.9,
            "TS-B-M": 10.5,
            "TS-B-L": 11.5,
            "TS-R-M": 12.5,
        }
        self.assertEqual(self.prices(self.skus()), expected)
        self.assertFalse(any(self.skus().mapped("kept_price")))

    def test_keeping_again_changes_the_rule_and_adds_none(self):
        self.list(**MUG)
        self.import_all()
        sku = self.skus()
        self.keep(sku)
        sku.price = 12.5
        self.keep(sku)
        self.assertEqual(self.shown().item_ids.mapped("fixed_price"), [12.5])

    def test_two_prices_of_one_variant_are_kept_on_the_skus(self):
        self.list(**MUG)
        self.list(**{**MUG, "price": "8.49"})
        self.list(**{**MUG, "price": "41.00", "marketplace": "EBAY_PL"})
        self.import_all()
        skus = self.skus()
        self.assertEqual(len(skus.odoo_id), 1)
        self.keep(skus)
        german = skus.filtered(lambda sku: sku.currency_id.name == "EUR")
        self.assertEqual(sorted(german.mapped("kept_price")), [8.49, 9.99])
        self.assertFalse((skus - german).kept_price)
        with self.backend.work_on("ebay.backend") as work:
            prices = work.component(usage="sku.pricer").prices(skus)
        self.assertEqual(prices, {sku: sku.price for sku in skus})

    def test_a_sku_without_a_kept_price_uses_the_pricelist(self):
        self.list(**MUG)
        self.list(title="Cup", sku="CUP", price="5.00")
        self.import_all()
        self.keep(self.sku("MUG"))
        self.assertEqual(self.prices(self.skus()), {"MUG": 9.99})
        self.backend.write({"pricelist_id": self.pricelist.id, "price_rounding": 0.5})
        self.price_all(12.2)
        self.assertEqual(self.prices(self.skus()), {"MUG": 9.99, "CUP": 12.0})

    def test_a_dated_and_a_product_rule_count_as_odoo_counts_them(self):
        self.list(**MUG)
        self.import_all()
        sku = self.sku("MUG")
        self.keep(sku)
        shown = self.shown()
        shown.item_ids.unlink()
        template = sku.odoo_id.product_tmpl_id
        values = {"pricelist_id": shown.id, "compute_price": "fixed"}
        shown.item_ids = [
            (0, 0, {**values, "product_tmpl_id": template.id, "fixed_price": 7}),
            (
                0,
                0,
                {
                    **values,
                    "product_id": sku.odoo_id.id,
                    "fixed_price": 6,
                    "date_end": "2001-01-01",
                },
            ),
            (
                0,
                0,
                {
                    **values,
                    "product_id": sku.odoo_id.id,
                    "fixed_price": 5,
                    "min_quantity": 10,
                },
            ),
        ]
        self.assertEqual(self.prices(sku), {"MUG": 7.0})
        rule = shown._ebay_fixed_rules(sku.odoo_id)[sku.odoo_id]
        odoo = shown._get_product_rule(sku.odoo_id, 1.0)
        self.assertEqual(rule.id, odoo)

    def test_the_pricelist_must_have_the_currency_of_the_marketplace(self):
        poland = self.env["ebay.marketplace"].search([("code", "=", "EBAY_PL")])
        with self.assertRaisesRegex(ValidationError, "PLN"):
            self.env["ebay.marketplace.pricelist"].create(
                {
                    "backend_id": self.backend.id,
                    "marketplace_id": poland.id,
                    "shown_pricelist_id": self.pricelist.id,
                }
            )

    def test_queries_do_not_grow_with_the_number_of_skus(self):
        for number in range(60):
            self.list(title="Cup", sku=f"C{number}", price="5.00")
        self.import_all()
        skus = self.skus()
        few, many = skus[:10], skus[10:]
        self.keep(few)
        counts = []
        for members in (skus.browse(), few, many):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.prices(members)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[2], counts[1] + 1)
