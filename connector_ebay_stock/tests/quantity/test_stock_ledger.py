# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import fields

from odoo.addons.connector_ebay.tests.publishing_case import PublishingMixin

from ..stock_case import MUG, StockCase


class TestStockLedger(StockCase):
    """Units that eBay has sold and Odoo does not know are never offered again."""

    def setUp(self):
        super().setUp()
        self.backend.company_id.account_sale_tax_id = False

    def import_orders(self):
        self.pass_time(300)
        self.backend.import_orders()
        self.run_jobs_late()

    def sync(self):
        return self.env["ebay.sku.sync"].search([("sku_id.ebay_sku", "=", "MUG")])

    def test_history_imported_after_the_export_began(self):
        """The case of that name: 21 on hand, three of them sold and not paid."""
        mug = self.list(**{**MUG, "available": 30})
        old = self.sim.orders.buy(mug.item_id, 5)
        self.sim.orders.ship_elsewhere(old.order_id, "OLD12345")
        self.pass_time(3600)
        since = self.backend._ebay_now() - timedelta(minutes=30)
        self.backend.import_orders_since = since
        self.import_all()
        self.products("MUG").taxes_id = False
        self.backend.import_stock()
        self.run_jobs_late()
        self.import_orders()
        self.assertFalse(self.env["ebay.sale.order"].search([]))
        self.backend.stock_master = "odoo"
        self.run_jobs_late()
        self.assertEqual(self.sync().sold_start, 5)
        self.backend.import_orders_between(since - timedelta(days=2), since)
        self.run_jobs_late()
        order = self.env["ebay.sale.order"].search([])
        self.assertEqual(order.external_id, old.order_id)
        self.assertEqual(self.sync().sold_start, 0)
        self.sim.orders.buy(mug.item_id, 3, unpaid=True)
        self.pass_time(60)
        self.backend.import_stock()
        self.run_jobs_late()
        self.set_stock("MUG", 21)
        self.run_jobs_late()
        self.assertEqual(self.available(mug), 18)

    def test_an_item_removed_before_payment_counts_nowhere(self):
        mug, shirt = (
            self.list(**MUG),
            self.list(title="Shirt", sku="SHIRT", price="5.00", available=9),
        )
        self.backend.import_orders_since = fields.Datetime.now() - timedelta(days=1)
        self.sell_from_odoo({"MUG": 5, "SHIRT": 9})
        self.env["product.product"].search([]).taxes_id = False
        first = self.sim.orders.buy(shirt.item_id)
        second = self.sim.orders.buy(mug.item_id, 2, buyer=first.buyer)
        order = self.sim.orders.combine([first.order_id, second.order_id])
        order.payment_status = "PENDING"
        self.sim.orders.touch(order.order_id)
        self.import_orders()
        self.backend.import_stock()
        self.run_jobs_late()
        binding = self.env["ebay.sale.order"].search([])
        self.assertEqual(sorted(binding.line_ids.mapped("ebay_sku")), ["MUG", "SHIRT"])
        self.pass_time(60)
        self.sim.orders.remove_line(order.order_id)
        self.sim.orders.pay(order.order_id)
        self.import_orders()
        self.assertEqual(binding.line_ids.mapped("ebay_sku"), ["SHIRT"])
        self.assertEqual(binding.import_state, "imported", binding.hold_note)
        skus = self.env["ebay.product.product"].search([("ebay_sku", "=", "MUG")])
        self.assertEqual(self.env["ebay.sku.sync"]._unknown_sales(skus), {})
        lines = self.env["ebay.sale.order.line"]
        self.assertNotIn(skus.id, lines._unbooked_quantities(self.backend))
        self.set_stock("MUG", 6)
        self.run_jobs_late()
        self.assertEqual(self.available(mug), 6)
        self.backend.import_stock()
        self.run_jobs_late()
        self.assertEqual(self.available(mug), 6)
        # One that is sold and not paid is still seen.
        self.sim.orders.buy(mug.item_id, 1, unpaid=True)
        self.pass_time(60)
        self.backend.import_stock()
        self.run_jobs_late()
        self.set_stock("MUG", 8)
        self.run_jobs_late()
        self.assertEqual(self.available(mug), 7)


class TestStockOfPublished(PublishingMixin, StockCase):
    """A listing that Odoo has published has no count of sold units yet."""

    def test_its_quantity_follows_the_stock(self):
        self.set_up_publishing()
        product = self.product(is_storable=True)
        self.set_stock("FH-13", 5)
        listing = self.drafts(product)
        self.publish(listing)
        self.assert_published(listing)
        self.backend.stock_master = "odoo"
        self.run_jobs_late()
        self.set_stock("FH-13", 8)
        self.backend.export_offers()
        self.run_jobs_late()
        self.assertFalse(self.jobs("failed"))
        live = self.sim.seller.listings[listing.external_id]
        self.assertEqual(self.available(live), 8)
