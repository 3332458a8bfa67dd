# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from decimal import Decimal

from ..export_case import ExportCase
from ..listing_case import MUG, SHIRTS


class TestExportOffers(ExportCase):
    def test_quantity_reaches_ebay_by_trading(self):
        mug = self.list(**MUG)
        self.sell_from_odoo()
        self.push(MUG=3)
        self.assertEqual(self.on_ebay(mug), 3)
        sync = self.sync("MUG")
        self.assertEqual((sync.state, sync.accepted_quantity), ("in_sync", 3))
        self.assertEqual(self.sim.requests.count("ReviseInventoryStatus"), 1)

    def test_equal_is_not_sent(self):
        self.list(**MUG)
        self.sell_from_odoo()
        self.push(MUG=5)
        self.push(MUG=3)
        self.sim.requests.clear()
        self.push(MUG=3)
        self.assertEqual(self.sim.requests.count("ReviseInventoryStatus"), 0)

    def test_variations_are_distinguished(self):
        shirts = self.list(**SHIRTS)
        self.sell_from_odoo()
        self.push(**{"TS-B-M": 9, "TS-R-M": 0})
        self.assertEqual(self.on_ebay(shirts, "TS-B-M"), 9)
        self.assertEqual(self.on_ebay(shirts, "TS-B-L"), 1)
        self.assertEqual(self.on_ebay(shirts, "TS-R-M"), 0)

    def test_four_a_call_by_trading_25_by_inventory(self):
        for number in range(9):
            self.list(title=f"T{number}", sku=f"T{number}", available=5)
        for number in range(26):
            self.list_inventory(number)
        self.sell_from_odoo()
        self.push(**{f"T{n}": 7 for n in range(9)}, **{f"I{n}": 7 for n in range(26)})
        self.assertEqual(self.sim.requests.count("ReviseInventoryStatus"), 3)
        self.assertEqual(self.sim.requests.count("bulkUpdatePriceQuantity"), 2)
        left = {listing.available for listing in self.sim.seller.active()}
        self.assertEqual(left, {7})

    def test_item_and_offer_both_get_the_quantity(self):
        listing = self.list_inventory(1)
        self.sell_from_odoo()
        self.push(I1=8)
        self.push(I1=11)
        listing = self.sim.seller.listing(listing.item_id)
        self.assertEqual((listing.ship_to, listing.offered), (11, 11))

    def test_price_from_the_pricelist(self):
        mug = self.list(**MUG)
        self.sell_from_odoo(pricelist_id=self.pricelist.id)
        product = self.products("MUG")
        self.pricelist.item_ids = [
            (
                0,
                0,
                {
                    "applied_on": "0_product_variant",
                    "product_id": product.id,
                    "compute_price": "fixed",
                    "fixed_price": 11.999,
                },
            )
        ]
        self.run_jobs_late()
        self.assertEqual(mug.price, Decimal("12.00"))
        self.assertEqual(self.on_ebay(mug), 5, "the quantity is left alone")

    def test_a_sku_that_changes_while_it_is_sent_is_sent_again(self):
        mug = self.list(**MUG)
        self.sell_from_odoo()
        adapter = self.component_of("ebay.price.quantity.adapter")
        revise = adapter.revise

        def meanwhile(component, statuses):
            if self.stock["MUG"] == 3:
                self.change(MUG=2)
            return revise(component, statuses)

        self.patch(adapter, "revise", meanwhile)
        self.push(MUG=3)
        self.assertEqual(self.on_ebay(mug), 2)
        self.assertEqual(self.sim.requests.count("ReviseInventoryStatus"), 2)

    def component_of(self, name):
        with self.backend.work_on("ebay.export.batch") as work:
            return type(work.component_by_name(name))

    def test_a_value_outdated_in_the_queue_is_not_sent(self):
        mug = self.list(**MUG)
        self.sell_from_odoo()
        self.change(MUG=3)
        self.run_job(self.jobs("pending", method_name="push_offers"))
        self.change(MUG=1)
        self.run_jobs_late()
        self.assertEqual(self.on_ebay(mug), 1)
        self.assertEqual(self.sim.requests.count("ReviseInventoryStatus"), 1)
        self.assertEqual(self.lines().mapped("state"), ["dropped", "accepted"])

    def test_ebay_master_sends_nothing(self):
        mug = self.list(**MUG)
        self.sell_from_odoo()
        self.backend.stock_master = "ebay"
        self.push(MUG=1)
        self.assertEqual(self.on_ebay(mug), 5)

    def test_test_mode_shows_and_does_not_send(self):
        mug = self.list(**MUG)
        self.sell_from_odoo(test_mode=True)
        self.push(MUG=3)
        self.assertEqual(self.on_ebay(mug), 5)
        self.assertEqual(self.lines().mapped("state"), ["would_send"])
        self.assertEqual(self.sim.requests.count("ReviseInventoryStatus"), 0)
        self.backend.test_mode = False
        self.run_jobs_late()
        self.assertEqual(self.on_ebay(mug), 3)

    def test_the_offer_is_found_once(self):
        """eBay lists offers by SKU only: one call for each SKU, only once."""
        self.list_inventory(1)
        self.sell_from_odoo()
        self.push(I1=4)
        self.push(I1=6)
        self.assertEqual(self.sim.requests.count("getOffers"), 1)
        self.assertEqual(self.sync("I1").sku_id.ebay_offer_id, "9000000001")
