# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.connector_ebay.tests.common import EbayCase
from odoo.addons.connector_ebay.tests.simulator import Catalogue
from odoo.addons.connector_ebay.tests.simulator.orders import KINDS

#: Kinds that wait for a person, and why.
HELD = {"cancel_requested": "cancel", "unknown_sku": "match"}


class TestOrdersOfTheSimulator(EbayCase):
    """Every kind of order that the simulator knows, the whole way over HTTP."""

    catalogue = Catalogue(60, variations=0.3)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.currency"].with_context(active_test=False).search(
            [("name", "in", ("EUR", "USD", "GBP", "PLN", "JPY", "AUD", "CAD"))]
        ).active = True
        cls.backend.company_id.account_sale_tax_id = False
        canada = cls.env.ref("base.ca")
        group = cls.env["account.tax.group"].create(
            {
                "name": "Canada",
                "company_id": cls.backend.company_id.id,
                "country_id": canada.id,
            }
        )
        for rate in (5, 13):
            cls.env["account.tax"].create(
                {
                    "name": f"Canada {rate} %",
                    "amount": rate,
                    "type_tax_use": "sale",
                    "price_include_override": "tax_excluded",
                    "company_id": cls.backend.company_id.id,
                    "country_id": canada.id,
                    "tax_group_id": group.id,
                }
            )

    def setUp(self):
        super().setUp()
        self.backend.import_listings()
        self.run_jobs()

    def import_orders(self):
        self.backend.import_orders()
        self.run_jobs()
        self.hasten()
        self.run_jobs()
        failed = self.jobs("failed")
        self.assertFalse(failed, failed.mapped("exc_message"))
        found = self.env["ebay.sale.order"].search(
            [("backend_id", "=", self.backend.id)]
        )
        return {binding.external_id: binding for binding in found}

    def test_every_kind_comes_in_with_the_buyers_total(self):
        made = self.sim.orders.generate(len(KINDS))
        bindings = self.import_orders()
        self.assertEqual(set(bindings), set(self.sim.orders.orders))
        for order in made:
            binding = bindings[order.order_id]
            with self.subTest(kind=order.kind):
                self.assertAlmostEqual(
                    binding.odoo_id.amount_total, float(order.total), places=2
                )
                self.assertAlmostEqual(
                    binding.collected_tax, float(order.collected_tax), places=2
                )
                if order.kind in HELD:
                    self.assertEqual(binding.hold_reason, HELD[order.kind])
                else:
                    self.assertFalse(binding.hold_reason, binding.hold_note)

    def test_unchanged_orders_cost_only_the_calls(self):
        self.sim.orders.generate(30)
        self.import_orders()
        before = {
            binding.id: binding.write_date
            for binding in self.env["ebay.sale.order"].search([])
        }
        self.sim.requests.clear()
        self.import_orders()
        self.assertLessEqual(self.sim.requests.count("getOrders"), 1)
        self.assertEqual(self.sim.requests.count("getOrder"), 0)
        for binding in self.env["ebay.sale.order"].search([]):
            self.assertEqual(binding.write_date, before[binding.id])
