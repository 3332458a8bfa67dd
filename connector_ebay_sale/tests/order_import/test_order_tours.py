# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What people do with orders in a browser, against the simulated eBay."""

from datetime import timedelta
from unittest.mock import patch

from odoo.tests import common, new_test_user

from odoo.addons.connector_ebay.tests.common import EbayHttpCase
from odoo.addons.connector_ebay.tests.simulator import Catalogue

#: The number that the tours look for.
NUMBER = "13-12345-67890"

#: Gives a tour the functions that views call every minute, without their short delay.
REFRESH_NOW = """
const [every, later] = [window.setInterval, window.setTimeout];
window.refreshNow = [];
window.setInterval = (run, ms, ...rest) =>
    ms === 60000 ? window.refreshNow.push(run) : every(run, ms, ...rest);
window.setTimeout = (run, ms, ...rest) => later(run, ms === 500 ? 20 : ms, ...rest);
"""


class RefreshingBrowser(common.ChromeBrowser):
    """A browser in which a tour says when a live view is refreshed."""

    def navigate_to(self, url, wait_stop=False):
        self._websocket_request(
            "Page.addScriptToEvaluateOnNewDocument", params={"source": REFRESH_NOW}
        )
        return super().navigate_to(url, wait_stop)


class TestOrderTours(EbayHttpCase):
    """Jobs run between two tours: in a test no runner does it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        new_test_user(
            cls.env,
            "assistant",
            "connector_ebay.group_ebay_user,sales_team.group_sale_salesman_all_leads",
        )
        # The role alone, without rights on Sales.
        new_test_user(cls.env, "shop", "connector_ebay.group_ebay_user")
        cls.euro = cls.env.ref("base.EUR")
        cls.env["res.currency"].with_context(active_test=False).search(
            [("name", "in", ("EUR", "USD", "GBP", "PLN"))]
        ).active = True

    def setUp(self):
        super().setUp()
        self.simulate(Catalogue(20, variations=0, odd=False))
        self.backend = self.create_backend("Demo Shop", import_pictures=False)
        self.backend.company_id.account_sale_tax_id = False
        self.backend.connect()
        self.form = f"/odoo/ebay-accounts/{self.backend.id}"

    def orders(self):
        return self.env["ebay.sale.order"].search(
            [("backend_id", "=", self.backend.id)]
        )

    def test_a_days_orders(self):
        self.backend.import_listings()
        self.run_jobs()
        self.sim.orders.generate(12, kinds=["de_domestic", "pl_domestic"])
        self.start_tour(self.form, "connector_ebay_sale_import", login="assistant")
        self.run_jobs()
        self.assertEqual(len(self.orders()), 12)
        self.start_tour(self.form, "connector_ebay_sale_day", login="assistant")

    def test_why_an_order_is_not_in_odoo_in_two_clicks(self):
        self.sim.orders.generate(1, kinds=["de_domestic"])
        self.backend.import_orders()
        self.run_jobs()
        self.assertEqual(self.orders().import_state, "held")
        self.start_tour(
            "/odoo/ebay", "connector_ebay_sale_where_is_my_order", login="assistant"
        )

    def test_a_stopped_import_in_two_clicks(self):
        self.backend.import_orders()
        self.run_jobs()
        flow = self.backend.flow_ids.filtered(lambda flow: flow.flow == "orders")
        flow.last_success_at -= timedelta(hours=2)
        self.sim.faults.add("getOrders", "status", status=500, count=0)
        self.backend.import_orders()
        with self.quiet():
            self.run_jobs()
        self.start_tour(
            "/odoo/ebay", "connector_ebay_sale_orders_stopped", login="assistant"
        )
        self.assertFalse(self.jobs("pending").eta, "it is due at once")

    def test_a_held_order_is_solved(self):
        product = self.env["product.product"].create(
            {"name": "Our mug", "taxes_id": False}
        )
        self.sim.orders.generate(1, kinds=["de_domestic"])
        self.backend.import_orders()
        self.run_jobs()
        held = self.orders()
        self.assertEqual(held.import_state, "held")
        action = self.env.ref("connector_ebay_sale.ebay_sale_order_action")
        self.startPatcher(patch.object(common, "ChromeBrowser", RefreshingBrowser))
        self.start_tour(
            f"/odoo/action-{action.id}", "connector_ebay_sale_solve", login="assistant"
        )
        self.run_jobs()
        self.assertEqual(held.import_state, "imported")
        self.assertIn(product, held.odoo_id.order_line.product_id)
        self.start_tour(
            f"/odoo/action-{action.id}/{held.id}",
            "connector_ebay_sale_solved",
            login="assistant",
        )

    def test_a_failed_order_is_requeued(self):
        self.backend.import_listings()
        self.run_jobs()
        self.backend.company_id.currency_id = self.env.ref("base.USD")
        zloty = self.env["res.currency"].search([("name", "=", "PLN")])
        zloty.name = "XQX"
        self.sim.orders.generate(1, kinds=["pl_domestic"])
        with self.quiet():
            self.backend.import_orders()
            self.run_jobs()
        failed = self.jobs("failed")
        self.assertEqual(len(failed), 1)
        self.start_tour(
            "/odoo/ebay-jobs", "connector_ebay_sale_requeue", login="assistant"
        )
        self.assertEqual(failed.state, "pending")
        zloty.name = "PLN"
        self.run_jobs()
        self.assertEqual(self.orders().odoo_id.state, "sale")

    def list_url(self):
        action = self.env.ref("connector_ebay_sale.ebay_sale_order_action")
        return f"/odoo/action-{action.id}"

    def test_where_is_order_x_not_on_ebay(self):
        self.start_tour(self.list_url(), "connector_ebay_sale_missing", login="shop")
        self.assertFalse(self.orders())

    def test_where_is_order_x_imported_from_the_search(self):
        [placed] = self.sim.orders.generate(1, kinds=["de_domestic"])
        book = self.sim.orders.orders
        book[NUMBER] = book.pop(placed.order_id)
        placed.order_id = NUMBER
        self.start_tour(self.list_url(), "connector_ebay_sale_found", login="shop")
        self.assertEqual(self.orders().external_id, NUMBER)
        self.assertEqual(self.orders().import_state, "held")
