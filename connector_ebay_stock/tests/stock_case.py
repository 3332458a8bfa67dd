# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the tests of quantities share."""

from odoo.addons.connector_ebay.tests.listing_case import MUG, SHIRTS, ListingCase

__all__ = ["MUG", "SHIRTS", "StockCase"]


class StockCase(ListingCase):
    """Odoo's stock sold on the simulated eBay."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.warehouse = cls.backend.warehouse_id
        cls.location = cls.warehouse.lot_stock_id
        cls.backend.write({"price_floor": "none", "push_budget": 0})

    def sell_from_odoo(self, stock=None, **values):
        """Import what is listed with its stock; from now on Odoo is right."""
        self.import_all()
        self.backend.import_stock()
        self.run_jobs_late()
        for reference, quantity in (stock or {}).items():
            self.set_stock(reference, quantity)
        self.backend.write({"stock_master": "odoo", **values})
        self.run_jobs_late()
        self.sim.requests.clear()

    def pass_time(self, seconds=30):
        """eBay's clock goes on, and the backend learns it."""
        self.sim.clock.advance(seconds)
        with self.backend.work_on("ebay.backend") as work:
            work.component(usage="backend.adapter").ping()

    def set_stock(self, reference, quantity):
        """Count a product in the warehouse."""
        self.env.flush_all()
        self.env.invalidate_all()
        product = self.products(reference)
        before = product.with_context(location=self.location.id).qty_available
        if quantity != before:
            self.env["stock.quant"]._update_available_quantity(
                product, self.location, quantity - before
            )

    def on_hand(self, reference):
        """What Odoo has in the warehouse."""
        self.env.invalidate_all()
        product = self.products(reference)
        return product.with_context(warehouse_id=self.warehouse.id).qty_available

    def available(self, listing, sku=None):
        """What eBay's buyers see."""
        listing = self.sim.seller.listing(listing.item_id)
        entry = self.sim.seller.entry(listing, sku) if sku else listing
        return entry.available

    def sell_in_odoo(self, reference, quantity):
        """A confirmed sales order of somebody else."""
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
        """Calls that wrote something to eBay."""
        calls = self.sim.requests
        return calls.count("ReviseInventoryStatus") + calls.count(
            "bulkUpdatePriceQuantity"
        )
