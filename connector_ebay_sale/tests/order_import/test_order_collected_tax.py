# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from copy import deepcopy
from decimal import Decimal

from odoo.addons.connector_ebay.tests.common import EbayCase
from odoo.addons.connector_ebay.tests.simulator import Catalogue

from ..common import OrderCase
from ..fixtures import load_case, load_order
from ..order_factory import amount, item, order

STATE, PROVINCE, GST = "STATE_SALES_TAX", "PROVINCE_SALES_TAX", "GST"
FEE = "ELECTRONIC_RECYCLING_FEE"


def taxed(line, own=(), collected=()):
    """Give a line taxes; return it in eBay's two forms: with and without breakdown.

    :param own: types and amounts that the seller charges
    :param collected: types and amounts that eBay collects
    """
    currency = line["lineItemCost"]["currency"]

    def rows(pairs, **more):
        return [
            {"taxType": kind, "amount": amount(value, currency), **more}
            for kind, value in pairs
        ]

    def total(pairs):
        value = Decimal(line["total"]["value"]) + sum(Decimal(one[1]) for one in pairs)
        return amount(value, currency)

    ebays = {
        "ebayCollectAndRemitTaxes": rows(collected, collectionMethod="NET"),
    }
    plain_rows = [{"amount": row["amount"]} for row in rows(own)]
    both = (*own, *collected)
    return (
        {**line, **ebays, "taxes": rows(both), "total": total(both)},
        {**line, **ebays, "taxes": plain_rows, "total": total(own)},
    )


class TestOrderCollectedTax(OrderCase):
    """Tax that eBay collects, in both forms in which the same order arrives."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mug.taxes_id = cls.create_tax(19)
        canada = cls.env.ref("base.ca")
        cls.own = cls.create_tax(5, included=False, country=canada)

    def imported(self, data):
        binding = self.pull(data)
        self.assert_no_failed_job()
        self.assertEqual(binding.hold_note or "", "")
        self.assertEqual(binding.odoo_id.state, "sale")
        return binding

    def result(self, binding):
        """Return all that must not depend on the form."""
        sale = binding.odoo_id
        return {
            "lines": [
                (line.name, line.product_uom_qty, line.price_unit, line.tax_ids.ids)
                for line in sale.order_line
            ],
            "totals": (sale.amount_untaxed, sale.amount_tax, sale.amount_total),
            "ebay": (binding.amount_total, binding.collected_tax),
            "note": binding.collected_tax_note,
            "items": [
                (one.amount, one.shipping, one.own_tax, one.collected_tax)
                for one in binding.line_ids
            ],
        }

    def assert_same(self, lines, country, total, collected):
        """Both forms of an order give one sales order over ``total``."""
        results = []
        for form in zip(*lines, strict=True):
            data = order(*deepcopy(form), country=country)
            for number, line in enumerate(data["lineItems"], 1):
                line["lineItemId"] = f"{data['orderId']}{number}"
            results.append(self.result(self.imported(data)))
        self.assertEqual(*results)
        self.assertAlmostEqual(results[0]["totals"][2], total, places=2)
        self.assertAlmostEqual(results[0]["ebay"][1], collected, places=2)
        return results[0]

    def us(self, cost, quantity=1, **changes):
        return item(
            "MUG",
            cost,
            quantity,
            currency="USD",
            marketplace="EBAY_US",
            **changes,
        )

    def test_both_forms_of_the_same_order(self):
        with_breakdown = load_order("order_us_collected_tax_breakdown")
        self.env["product.product"].create(
            {"name": "Boots", "default_code": with_breakdown["lineItems"][0]["sku"]}
        )
        binding = self.imported(with_breakdown)
        first = self.result(binding)
        self.assertAlmostEqual(first["totals"][2], 16.03)
        self.assertEqual(first["note"], STATE)
        self.assertFalse(binding.odoo_id.order_line.tax_ids)
        # The other form of the same order, a minute later, changes nothing.
        later = load_order("order_us_collected_tax_plain")
        later["lastModifiedDate"] = "2026-11-26T06:11:47.242Z"
        self.pull(later)
        self.assertEqual(self.result(binding), first)
        self.assertEqual(binding.last_modified, later["lastModifiedDate"])
        self.assertFalse(binding.odoo_id.activity_ids)

    def test_lines_quantities_discounts_and_a_recycling_fee(self):
        lines = [
            taxed(self.us("263.00", 3, shipping="1.00"), collected=[(STATE, "24.33")]),
            taxed(
                self.us(
                    "20.00",
                    2,
                    discountedLineItemCost=amount("18.00", "USD"),
                    appliedPromotions=[{"discountAmount": amount("2.00", "USD")}],
                    deliveryCost={
                        "shippingCost": amount("2.99", "USD"),
                        "discountAmount": amount("-1.00", "USD"),
                    },
                ),
                collected=[(STATE, "1.45"), (FEE, "6.00")],
            ),
        ]
        found = self.assert_same(lines, "US", 283.99, 31.78)
        self.assertEqual(found["note"], f"{STATE}, {FEE}")

    def test_the_sellers_own_tax_beside_ebays(self):
        line = self.us("100.00")
        lines = [taxed(line, own=[(GST, "5.00")], collected=[(PROVINCE, "9.98")])]
        found = self.assert_same(lines, "CA", 105.00, 9.98)
        self.assertEqual(found["lines"][0][3], self.own.ids)

    def test_an_own_tax_with_type_and_amount_of_ebays(self):
        lines = [
            taxed(self.us("100.00"), own=[(GST, "5.00")], collected=[(GST, "5.00")]),
        ]
        self.assert_same(lines, "CA", 105.00, 5.00)

    def test_one_line_taxed_by_the_seller_and_one_by_ebay(self):
        lines = [
            taxed(self.us("100.00"), own=[(GST, "5.00")]),
            taxed(self.us("50.00"), collected=[(GST, "2.50"), (PROVINCE, "4.99")]),
        ]
        found = self.assert_same(lines, "CA", 155.00, 7.49)
        self.assertEqual(found["lines"][1][3], [])

    def test_import_vat_is_no_tax_of_the_seller(self):
        for marketplace, currency, country in (
            ("EBAY_GB", "GBP", "GB"),
            ("EBAY_DE", "EUR", "PL"),
            ("EBAY_GB", "GBP", "NZ"),
        ):
            line = item("MUG", "40.00", 3, currency=currency, marketplace=marketplace)
            found = self.assert_same(
                [taxed(line, collected=[("VAT", "8.00")])], country, 40.00, 8.00
            )
            self.assertEqual(found["totals"][1], 0)

    def test_norways_voec_is_recorded_and_not_booked(self):
        self.create_product("ART-1")
        binding = self.imported(load_case("voec_norway_in_taxes"))
        self.assertAlmostEqual(binding.odoo_id.amount_total, 24.00)
        self.assertFalse(binding.odoo_id.order_line.tax_ids)
        self.assertAlmostEqual(binding.collected_tax, 6.00)
        self.assertIn("VOEC", binding.collected_tax_note)
        self.assertFalse(self.env["ebay.tax.mapping"].search([("rate", "=", 25)]))

    def test_fees_for_ebay_are_no_revenue(self):
        data = order(self.us("409.58"), country="US")
        data["pricingSummary"].update(
            total=amount("415.58", "USD"), fee=amount("6.00", "USD")
        )
        binding = self.imported(data)
        self.assertAlmostEqual(binding.odoo_id.amount_total, 409.58)
        self.assertAlmostEqual(binding.amount_total, 409.58)

    def test_charges_to_the_buyer_are_no_revenue_wherever_a_total_has_them(self):
        charges = {
            "charges": [
                {"chargeType": "BUYER_PROTECTION", "amount": amount("1.46", "GBP")}
            ],
        }
        for total in ("10.00", "11.46"):
            line = item(
                "SHIRT",
                "10.00",
                currency="GBP",
                marketplace="EBAY_GB",
                ebayCollectedCharges=charges,
                total=amount(total, "GBP"),
            )
            binding = self.imported(order(line, country="GB"))
            self.assertAlmostEqual(binding.odoo_id.amount_total, 10.00)

    def test_ebays_tax_is_not_refunded_by_the_seller(self):
        form, _plain = taxed(self.us("100.00"), collected=[(STATE, "8.88")])
        binding = self.imported(order(form, country="US"))
        wizard = self.env["ebay.order.request.wizard"].create({"order_id": binding.id})
        self.assertAlmostEqual(wizard.refundable, 100.00)
        self.assertAlmostEqual(wizard.amount, 100.00)


class TestCollectedTaxOfTheSimulator(EbayCase):
    """The whole way: a list with the breakdown first, then by ids without it."""

    catalogue = Catalogue(40, variations=0, odd=False)

    KINDS = (
        "us_sales_tax",
        "us_recycling_fee",
        "us_own_and_collected_tax",
        "own_tax_equal_to_collected_tax",
        "canada_collected_tax",
        "norway_voec_unnamed",
        "oss_stock_in_the_eu",
        "gb_import_vat",
        "ioss_sweden",
        "australia_gst",
        "new_zealand_gst",
    )

    def setUp(self):
        super().setUp()
        company = self.backend.company_id
        company.account_sale_tax_id = False
        self.backend.unknown_sku_policy = "placeholder"
        self.env["res.currency"].with_context(active_test=False).search(
            [("name", "in", ("EUR", "USD", "GBP"))]
        ).active = True
        for country in (self.env.ref("base.us"), self.env.ref("base.ca")):
            group = self.env["account.tax.group"].create(
                {"name": "eBay", "company_id": company.id, "country_id": country.id}
            )
            for rate in (5, 10):
                self.env["account.tax"].create(
                    {
                        "name": f"{country.code} {rate} %",
                        "amount": rate,
                        "type_tax_use": "sale",
                        "price_include_override": "tax_excluded",
                        "company_id": company.id,
                        "country_id": country.id,
                        "tax_group_id": group.id,
                    }
                )

    def test_both_forms_of_all_kinds(self):
        orders = {kind: self.sim.orders.add(kind) for kind in self.KINDS}
        self.backend.import_orders()
        self.run_jobs()
        model = self.env["ebay.sale.order"]
        bindings = {
            kind: model.search([("external_id", "=", one.order_id)])
            for kind, one in orders.items()
        }
        before = {kind: self.result(one) for kind, one in bindings.items()}
        self.sim.clock.advance(60)
        for one in orders.values():
            self.sim.orders.touch(one.order_id)
        ids = [one.order_id for one in orders.values()]
        model._enqueue_ids(self.backend, ids, 0)
        self.hasten()
        self.run_jobs()
        failed = self.jobs("failed")
        self.assertFalse(failed, failed.mapped("exc_message"))
        for kind, binding in bindings.items():
            with self.subTest(kind):
                self.assertEqual(binding.odoo_id.state, "sale", binding.hold_note)
                self.assertEqual(self.result(binding), before[kind])
                self.assertAlmostEqual(
                    binding.odoo_id.amount_total, float(orders[kind].total)
                )
                self.assertAlmostEqual(
                    binding.collected_tax, float(orders[kind].collected_tax)
                )
                self.assertFalse(binding.odoo_id.activity_ids)

    @staticmethod
    def result(binding):
        sale = binding.odoo_id
        return (
            sale.amount_untaxed,
            sale.amount_total,
            sale.order_line.ids,
            sale.order_line.tax_ids.ids,
            binding.amount_total,
            binding.collected_tax,
            binding.collected_tax_note,
            binding.line_ids.mapped("own_tax"),
        )
