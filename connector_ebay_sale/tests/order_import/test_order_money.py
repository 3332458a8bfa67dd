# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from ..common import OrderCase
from ..order_factory import amount, item, order


class TestOrderMoney(OrderCase):
    def assert_right(self, data, total):
        """The order is confirmed and its total is what the buyer pays."""
        binding = self.pull(data)
        self.assert_no_failed_job()
        self.assertEqual(binding.hold_note or "", "")
        self.assertEqual(binding.odoo_id.state, "sale")
        self.assertAlmostEqual(binding.odoo_id.amount_total, total, places=2)
        self.assertAlmostEqual(binding.amount_total, total, places=2)
        return binding

    def test_three_for_ten(self):
        binding = self.assert_right(order(item("MUG", "10.00", 3)), 10.00)
        lines = binding.odoo_id.order_line
        self.assertEqual(
            [(line.product_uom_qty, line.price_unit) for line in lines],
            [(2, 3.33), (1, 3.34)],
        )
        self.assertEqual(set(lines.ebay_line_id), set(binding.line_ids))

    def test_vat_in_the_price(self):
        self.mug.taxes_id = self.create_tax(19)
        binding = self.assert_right(
            order(item("MUG", "39.90", 2, shipping="4.99")), 44.89
        )
        sale = binding.odoo_id
        self.assertAlmostEqual(sale.amount_tax, 6.37 + 0.80, places=2)

    def test_several_rates_in_one_order(self):
        self.mug.taxes_id = self.create_tax(19)
        self.shirt.taxes_id = self.create_tax(7)
        binding = self.assert_right(
            order(
                item("MUG", "9.99", shipping="3.00"),
                item("SHIRT", "5.01", shipping="2.00"),
            ),
            20.00,
        )
        shipping = binding.odoo_id.order_line.filtered(
            lambda line: line.product_id == self.backend.shipping_product_id
        )
        self.assertEqual(len(shipping), 2)

    def test_taxes_rounded_for_the_whole_order(self):
        self.company.tax_calculation_rounding_method = "round_globally"
        self.mug.taxes_id = self.create_tax(19)
        self.shirt.taxes_id = self.create_tax(7)
        lines = [
            item(sku, cost, quantity, shipping="1.95")
            for sku, cost, quantity in (
                ("MUG", "9.99", 1),
                ("SHIRT", "10.00", 3),
                ("MUG", "0.07", 2),
                ("SHIRT", "33.33", 7),
            )
        ]
        self.assert_right(order(*lines), 61.19)

    def test_an_excluded_tax_gets_an_included_twin_once(self):
        tax = self.create_tax(19, included=False)
        self.mug.taxes_id = tax
        binding = self.assert_right(order(item("MUG", "9.99")), 9.99)
        twin = binding.odoo_id.order_line.tax_ids
        self.assertTrue(twin.price_include)
        self.assertEqual(twin.amount, 19)
        again = self.assert_right(order(item("MUG", "19.99")), 19.99)
        self.assertEqual(again.odoo_id.order_line.tax_ids, twin)

    def test_a_missing_tax_holds_and_names_it(self):
        self.backend.create_included_taxes = False
        self.mug.taxes_id = self.create_tax(19, included=False)
        binding = self.pull(order(item("MUG", "9.99")))
        self.assertEqual(binding.import_state, "held")
        self.assertEqual(binding.hold_reason, "tax")
        self.assertIn("19 %", binding.hold_note)
        self.assertIn("Germany", binding.hold_note)
        self.env["res.lang"]._activate_lang("de_DE")
        self.env.ref("base.de").with_context(lang="de_DE").name = "Deutschland"
        german = binding.with_context(lang="de_DE")
        self.assertIn("Deutschland", german.hold_note)
        mapping = self.env["ebay.tax.mapping"].search([("rate", "=", 19)])
        mapping.action_propose()
        self.run_jobs()
        self.assertEqual(binding.odoo_id.state, "sale")
        self.assertAlmostEqual(binding.odoo_id.amount_total, 9.99)

    def test_proposing_says_that_no_tax_fits(self):
        row = self.env["ebay.tax.mapping"].create(
            {"country_id": self.env.ref("base.ca").id, "rate": 13.7, "included": False}
        )
        message = row.action_propose()["params"]
        self.assertEqual(message["type"], "warning")
        self.assertIn("Invoicing > Configuration > Taxes", message["message"])
        self.assertFalse(row.tax_id)

    # === ONE-STOP SHOP ===

    def oss(self, code, rate, original, included=False):
        """A country's tax and fiscal position, as ``l10n_eu_oss`` makes them: the tax
        is one of the company's own country."""
        tax = self.create_tax(
            rate, included, name=f"{rate}% {code} VAT", original_tax_ids=original.ids
        )
        self.env["account.fiscal.position"].create(
            {
                "name": f"OSS B2C {code}",
                "auto_apply": True,
                "country_id": self.env["res.country"].search([("code", "=", code)]).id,
                "tax_ids": [(6, 0, tax.ids)],
                "company_id": self.company.id,
            }
        )
        return tax

    def test_the_country_it_goes_to_decides_the_rate(self):
        german = self.create_tax(19)
        french = self.oss("FR", 20, german, included=True)
        self.mug.taxes_id = german
        binding = self.assert_right(order(item("MUG", "12.00"), country="FR"), 12.00)
        self.assertEqual(binding.odoo_id.order_line.tax_ids, french)
        self.assertAlmostEqual(binding.odoo_id.amount_untaxed, 10.00)
        self.assertAlmostEqual(binding.odoo_id.amount_tax, 2.00)

    def test_oss_taxes_as_odoo_makes_them_are_used_in_their_included_form(self):
        german = self.create_tax(19, included=False)
        french = self.oss("FR", 20, german)
        austrian = self.oss("AT", 20, german)
        self.mug.taxes_id = german
        to_france = self.assert_right(
            order(item("MUG", "39.99", 3, shipping="4.99"), country="FR"), 44.98
        )
        to_austria = self.assert_right(order(item("MUG", "9.99"), country="AT"), 9.99)
        self.assertAlmostEqual(to_france.odoo_id.amount_tax, 7.50, places=2)
        self.assertAlmostEqual(to_france.odoo_id.amount_untaxed, 37.48, places=2)
        used = [one.odoo_id.order_line.tax_ids for one in (to_france, to_austria)]
        self.assertEqual(
            [tax.name for tax in used],
            [f"{tax.name} (included, eBay)" for tax in (french, austrian)],
        )
        again = self.assert_right(order(item("MUG", "5.00"), country="AT"), 5.00)
        self.assertEqual(again.odoo_id.order_line.tax_ids, used[1])

    def test_a_missing_oss_tax_holds_names_it_and_leads_to_the_mapping(self):
        self.backend.create_included_taxes = False
        german = self.create_tax(19)
        french = self.oss("FR", 20, german)
        self.mug.taxes_id = german
        binding = self.pull(order(item("MUG", "12.00"), country="FR"))
        self.assertEqual(binding.hold_reason, "tax")
        self.assertIn("20 %", binding.hold_note)
        self.assertIn("France", binding.hold_note)
        action = binding.action_open_taxes()
        self.assertEqual(action["res_model"], "ebay.tax.mapping")
        mapping = self.env["ebay.tax.mapping"].search([("tax_id", "=", False)])
        self.assertEqual(mapping.country_id.code, "FR")
        mapping.tax_id = french.copy({"price_include_override": "tax_included"})
        self.run_jobs()
        self.assertEqual(binding.odoo_id.state, "sale")
        self.assertAlmostEqual(binding.odoo_id.amount_total, 12.00)
        self.assertAlmostEqual(binding.odoo_id.amount_tax, 2.00)

    def test_a_missing_tax_on_top_is_named_by_its_round_rate(self):
        line = item(
            "MUG",
            "33.33",
            currency="CAD",
            marketplace="EBAY_CA",
            taxes=[{"amount": amount("4.33", "CAD")}],
        )
        binding = self.pull(order(line, country="CA"))
        self.assertEqual(binding.hold_reason, "tax")
        self.assertIn(" 13 %", binding.hold_note)
        self.assertIn("Canada", binding.hold_note)

    def test_us_sales_tax_is_ebays(self):
        self.mug.taxes_id = self.create_tax(19)
        line = item(
            "MUG",
            "50.00",
            currency="USD",
            marketplace="EBAY_US",
            ebayCollectAndRemitTaxes=[
                {
                    "taxType": "STATE_SALES_TAX",
                    "amount": amount("4.12", "USD"),
                    "collectionMethod": "NET",
                }
            ],
        )
        binding = self.assert_right(order(line, country="US"), 50.00)
        self.assertFalse(binding.odoo_id.order_line.tax_ids)
        self.assertAlmostEqual(binding.collected_tax, 4.12)
        self.assertIn("STATE_SALES_TAX", binding.collected_tax_note)
        self.assertEqual(binding.odoo_id.currency_id.name, "USD")

    def test_eu_import_vat_is_ebays_and_the_price_is_net(self):
        self.mug.taxes_id = self.create_tax(19)
        line = item(
            "MUG",
            "100.00",
            shipping="16.26",
            ebayCollectAndRemitTaxes=[
                {
                    "taxType": "VAT",
                    "amount": amount("24.41"),
                    "ebayReference": {"name": "IOSS", "value": "IM2760000742"},
                }
            ],
        )
        binding = self.assert_right(order(line, country="ES"), 116.26)
        self.assertFalse(binding.odoo_id.order_line.tax_ids)
        self.assertIn("IOSS IM2760000742", binding.collected_tax_note)

    def test_tax_that_the_seller_charges_on_top(self):
        canada = self.env.ref("base.ca")
        tax = self.create_tax(13, included=False, country=canada)
        line = item(
            "MUG",
            "33.33",
            3,
            currency="CAD",
            marketplace="EBAY_CA",
            shipping="7.77",
            taxes=[{"amount": amount("5.34", "CAD")}],
        )
        binding = self.assert_right(order(line, country="CA"), 46.44)
        self.assertEqual(binding.odoo_id.order_line.tax_ids, tax)
        self.assertAlmostEqual(binding.odoo_id.amount_tax, 5.34)

    def test_discounts_of_the_item_and_of_its_delivery(self):
        line = item(
            "MUG",
            "20.0",
            2,
            currency="GBP",
            marketplace="EBAY_GB",
            discountedLineItemCost=amount("18.0", "GBP"),
            appliedPromotions=[
                {
                    "description": "Buy 2, get 10% off",
                    "discountAmount": amount("2.0", "GBP"),
                }
            ],
            deliveryCost={
                "shippingCost": amount("2.99", "GBP"),
                "discountAmount": amount("-1.0", "GBP"),
            },
        )
        binding = self.assert_right(order(line, country="GB"), 19.99)
        self.assertIn("Buy 2, get 10% off", binding.odoo_id.order_line[0].name)
        self.assertAlmostEqual(binding.line_ids.discount, 2.0)

    def test_a_coupon_that_ebay_pays_takes_nothing_off(self):
        line = item(
            "MUG",
            "20.0",
            appliedPromotions=[
                {"discountAmount": amount("5.0"), "description": "eBay"}
            ],
        )
        self.assert_right(order(line), 20.00)

    def test_a_currency_without_decimals(self):
        line = item("MUG", "1000", 3, currency="JPY", marketplace="EBAY_US")
        self.assert_right(order(line), 1000)

    def test_an_order_for_nothing(self):
        self.assert_right(order(item("MUG", "0.0")), 0.0)

    def test_handling_and_import_charges_where_they_are_in_the_total(self):
        line = item(
            "MUG",
            "10.0",
            deliveryCost={
                "shippingCost": amount("3.0"),
                "handlingCost": amount("1.5"),
                "importCharges": amount("4.0"),
            },
            total=amount("14.5"),
        )
        self.assert_right(order(line), 14.50)
        line = item(
            "MUG",
            "10.0",
            deliveryCost={
                "shippingCost": amount("3.0"),
                "importCharges": amount("4.0"),
            },
            total=amount("17.0"),
        )
        self.assert_right(order(line), 17.00)

    def test_an_adjustment_of_the_whole_order(self):
        data = order(item("MUG", "20.0"))
        data["pricingSummary"] = {
            "total": amount("18.5"),
            "adjustment": amount("-1.5"),
        }
        self.assert_right(data, 18.50)

    def test_a_total_that_cannot_be_made_is_never_confirmed(self):
        data = order(item("MUG", "20.0"))
        data["pricingSummary"]["total"] = amount("21.17")
        binding = self.pull(data)
        self.assertEqual(binding.odoo_id.state, "draft")
        self.assertEqual(binding.hold_reason, "total")
        self.assertIn("-1.17", binding.hold_note)
        self.assertAlmostEqual(binding.difference, -1.17)
        self.assertIn("eBay order held", binding.odoo_id.activity_ids.mapped("summary"))

    def test_amounts_of_the_payout_are_not_the_buyers(self):
        data = order(item("MUG", "20.0"))
        data["paymentSummary"]["totalDueSeller"] = {
            "value": "-0.44",
            "currency": "GBP",
            "convertedFromValue": "-0.51",
            "convertedFromCurrency": "EUR",
        }
        self.assert_right(data, 20.00)

    def test_an_archived_currency_is_activated(self):
        """A new database has one active currency; orders come in several."""
        currency = self.env["res.currency"].with_context(active_test=False)
        currency = currency.search([("name", "=", "PLN")])
        currency.active = False
        binding = self.assert_right(order(item("MUG", "20.0", currency="PLN")), 20.00)
        self.assertEqual(binding.odoo_id.currency_id, currency)
        self.assertTrue(currency.active)

    def test_an_unknown_currency_is_named(self):
        self.pull(order(item("MUG", "20.0", currency="XQQ")), order())
        failed = self.jobs("failed")
        self.assertEqual(len(failed), 1)
        self.assertIn("XQQ", failed.exc_message)

    def test_an_absurd_amount_fails_with_a_sentence(self):
        self.pull(order(item("MUG", "99999999999")))
        self.assertIn("impossible amount", self.jobs("failed").exc_message)

    def test_a_missing_price_fails_with_a_sentence(self):
        data = order()
        del data["lineItems"][0]["lineItemCost"]
        self.pull(data)
        self.assertIn("no price", self.jobs("failed").exc_message)
