# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Base of the tests of quantities."""

from odoo.addons.connector_ebay.tests.listing_case import MUG, SHIRTS, ListingCase

__all__ = ["MUG", "SHIRTS", "StockCase"]


class StockCase(ListingCase):
    """Sell the stock of Odoo on the simulator."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.warehouse = cls.backend.warehouse_id
        cls.location = cls.warehouse.lot_stock_id
        cls.backend.write(
            {"price_floor": "none", "push_budget": 0, "guard_price_jump": 0}
        )

    def sell_from_odoo(self, stock=None, **values):
        """Import listings with their stock, and make Odoo the master."""
        self.import_all()
        self.backend.import_stock()
        self.run_jobs_late()
        for reference, quantity in (stock or {}).items():
            self.set_stock(reference, quantity)
        self.backend.write({"stock_master": "odoo", **values})
        self.run_jobs_late()
        self.sim.requests.clear()

    def pass_time(self, seconds=30):
        """Advance eBay's clock, and let the backend learn it."""
        self.sim.clock.advance(seconds)
        with self.backend.work_on("ebay.backend") as work:
            work.component(usage="backend.adapter").ping()

    def set_stock(self, reference, quantity):
        """Set the stock of a product in the warehouse."""
        self.env.flush_all()
        self.env.invalidate_all()
        product = self.products(reference)
        before = product.with_context(location=self.location.id).qty_available
        if quantity != before:
            self.env["stock.quant"]._update_available_quantity(
                product, self.location, quantity - before
            )

    def on_hand(self, reference):
        """Return the stock of a product in the warehouse."""
        self.env.invalidate_all()
        product = self.products(reference)
        return product.with_context(warehouse_id=self.warehouse.id).qty_available

    def available(self, listing, sku=None):
        """Return the quantity that buyers see on eBay."""
        listing = self.sim.seller.listing(listing.item_id)
        entry = self.sim.seller.entry(listing, sku) if sku else listing
        return entry.available

    def sell_in_odoo(self, reference, quantity):
        """Confirm a sales order that does not come from eBay."""
        order = self.env["sale.order"].create(
            {
                "partner_id": self.env["res.partner"].create({"name": "Walk-in"}).id,
                "warehouse_id": self.warehouse.id,
                "order_line": [
                    (
                        0,
                        0,
                        {
                            "product_id": self.products(reference).id,
                            "product_uom_qty": quantity,
                        },
                    )
                ],
            }
        )
        order.action_confirm()
        return order

    def revisions(self):
        """Return the number of calls that wrote to eBay."""
        calls = self.sim.requests
        return calls.count("ReviseInventoryStatus") + calls.count(
            "bulkUpdatePriceQuantity"
        )
