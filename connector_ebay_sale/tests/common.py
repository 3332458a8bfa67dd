# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from unittest.mock import patch

from odoo.addons.connector_ebay.ebay_client import NotFoundError
from odoo.addons.connector_ebay.ebay_client.order_form import without_collected_tax
from odoo.addons.connector_ebay.ebay_client.sell_fulfillment import SellFulfillment
from odoo.addons.connector_ebay.tests.common import EbayCase


class OrderCase(EbayCase):
    """A test of orders: the test says what eBay answers, amount by amount.

    What the wire makes of real answers is tested in ``tests/client``, the whole way
    with the simulator in ``test_order_simulator``.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.backend.company_id
        cls.company.account_sale_tax_id = False
        cls.euro = cls.env.ref("base.EUR")
        cls.env["res.currency"].with_context(active_test=False).search(
            [("name", "in", ("EUR", "USD", "GBP", "PLN", "JPY", "AUD", "CAD"))]
        ).active = True
        cls.backend.marketplace_id = cls.env.ref("connector_ebay.marketplace_ebay_de")
        cls.mug = cls.create_product("MUG")
        cls.shirt = cls.create_product("SHIRT")

    def setUp(self):
        super().setUp()
        self.ebay = {}
        #: Orders as a single read shows them, where lists show less.
        self.singles = {}
        self.calls = []
        self.asked_by = []
        self.startPatcher(patch.object(SellFulfillment, "get_orders", self._get_orders))
        self.startPatcher(patch.object(SellFulfillment, "get_order", self._get_order))
        self.startPatcher(
            patch.object(SellFulfillment, "get_orders_by_id", self._get_named)
        )

    def _get_orders(self, since, until, *, by, offset=0, limit=200):
        self.calls.append("get_orders")
        self.asked_by.append(by)
        orders = sorted(
            map(without_collected_tax, self.ebay.values()),
            key=lambda one: one["lastModifiedDate"],
            reverse=True,
        )
        return {"orders": orders[offset : offset + limit], "total": len(orders)}

    def _get_named(self, order_ids):
        self.calls.append("get_orders_by_id")
        return [
            without_collected_tax(self.ebay[one])
            for one in order_ids
            if one in self.ebay
        ]

    def _get_order(self, order_id):
        self.calls.append("get_order")
        if order_id not in self.ebay:
            raise NotFoundError("No such order", status=404, endpoint="/order")
        return without_collected_tax(self.singles.get(order_id, self.ebay[order_id]))

    @classmethod
    def create_product(cls, code, **values):
        return cls.env["product.product"].create(
            {"name": code.title(), "default_code": code, "taxes_id": False, **values}
        )

    @classmethod
    def create_tax(cls, rate, included=True, **values):
        country = values.pop("country", cls.company.account_fiscal_country_id)
        return cls.env["account.tax"].create(
            {
                "name": f"{rate} {'incl' if included else 'excl'} {country.code}",
                "amount": rate,
                "type_tax_use": "sale",
                "price_include_override": "tax_included"
                if included
                else "tax_excluded",
                "company_id": cls.company.id,
                "country_id": country.id,
                "tax_group_id": cls._tax_group(country).id,
                **values,
            }
        )

    @classmethod
    def _tax_group(cls, country):
        groups = cls.env["account.tax.group"]
        found = groups.search(
            [("company_id", "=", cls.company.id), ("country_id", "=", country.id)],
            limit=1,
        )
        return found or groups.create(
            {
                "name": f"Taxes {country.code}",
                "company_id": cls.company.id,
                "country_id": country.id,
            }
        )

    def put(self, *orders):
        """Let eBay have these orders, as they are now."""
        self.ebay.update({order["orderId"]: order for order in orders})

    def pull(self, *orders):
        """Let eBay have these orders, import them, and return their bindings."""
        self.put(*orders)
        self.backend.import_orders()
        self.run_jobs()
        return self.bindings(*orders)

    def bindings(self, *orders):
        found = self.env["ebay.sale.order"].search(
            [("external_id", "in", [order["orderId"] for order in orders])]
        )
        by_id = {binding.external_id: binding for binding in found}
        return found.browse(
            by_id[order["orderId"]].id for order in orders if order["orderId"] in by_id
        )

    def assert_no_failed_job(self):
        failed = self.jobs("failed")
        self.assertFalse(failed, failed.mapped("exc_message"))
