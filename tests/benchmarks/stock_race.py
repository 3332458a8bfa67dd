# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Buyers on eBay and sales in Odoo race for the same last pieces.

    .dev/venv/bin/python tests/benchmarks/stock_race.py [--rounds 1000]

A round is a product that gets one piece more, for which a buyer on eBay and a customer
in Odoo may be equally quick, and a push in between. Orders are imported by schedule
every fifth time; the push looks at them first, or, for comparison, does not.
"""

import argparse
import random
import sys
from collections import Counter
from unittest.mock import patch

import harness
import stock

PRODUCTS = 50
IMPORT_EVERY = 5
CONTEXT = {"tracking_disable": True}


class Shop:
    """An account with a few products that are almost sold out."""

    def __init__(self, registry, simulator):
        self.registry = registry
        self.simulator = simulator
        self.received, self.sold = Counter(), Counter()
        with harness.transaction(registry) as env:
            skus = env["ebay.product.product"].search([("status", "=", "active")])
            self.products = {
                sku.ebay_listing_id: sku.odoo_id.id for sku in skus if sku.odoo_id
            }
            self.location = env["ebay.backend"].search([]).warehouse_id.lot_stock_id.id
            self.partner = env["res.partner"].create({"name": "Walk-in"}).id

    def receive(self, quantity):
        """Add units to the stock of each product."""
        with harness.transaction(self.registry, **CONTEXT) as env:
            location = env["stock.location"].browse(self.location)
            for product in env["product.product"].browse(self.products.values()):
                env["stock.quant"]._update_available_quantity(
                    product, location, quantity
                )
                self.received[product.id] += quantity

    def buyers(self, chance):
        """Let buyers on eBay buy what eBay offers."""
        for item_id, product in self.products.items():
            listing = self.simulator.seller.listing(item_id)
            while listing.available and random.random() < chance:
                self.simulator.orders.buy(item_id, 1)
                self.sold[product] += 1

    def customers(self, chance):
        """Let customers in Odoo buy what is free in stock."""
        with harness.transaction(self.registry, **CONTEXT) as env:
            free = env["product.product"].browse(self.products.values())
            lucky = [
                product
                for product in free
                if product.free_qty > 0 and random.random() < chance
            ]
            if not lucky:
                return
            lines = [
                (0, 0, {"product_id": product.id, "product_uom_qty": 1})
                for product in lucky
            ]
            order = env["sale.order"].create(
                {"partner_id": self.partner, "order_line": lines}
            )
            order.action_confirm()
            self.sold.update(product.id for product in lucky)

    def let_time_pass(self, seconds):
        """Advance eBay's clock, and let Odoo learn it."""
        self.simulator.clock.advance(seconds)
        with harness.transaction(self.registry) as env:
            with env["ebay.backend"].search([]).work_on("ebay.backend") as work:
                work.component(usage="backend.adapter").ping()

    def import_orders(self):
        """Run the scheduled import of orders."""
        with harness.transaction(self.registry) as env:
            env["ebay.backend"].search([]).import_orders()
        harness.run_jobs(self.registry)

    def oversold(self):
        """Return the number of units that were sold and are not in stock."""
        return sum(
            max(0, self.sold[product] - self.received[product])
            for product in self.products.values()
        )


def race(registry, simulator, rounds):
    """Run the race; return the units sold and oversold."""
    shop = Shop(registry, simulator)
    with harness.transaction(registry) as env:
        # Initial stock counts as received.
        for product in env["product.product"].browse(shop.products.values()):
            shop.received[product.id] += int(product.qty_available)
    for number in range(rounds // len(shop.products)):
        shop.receive(1)
        shop.buyers(0.4)
        shop.customers(0.4)
        shop.let_time_pass(random.choice((3, 10, 60)))
        stock.settle(registry)
        shop.buyers(0.4)
        if number % IMPORT_EVERY == IMPORT_EVERY - 1:
            shop.let_time_pass(180)
            shop.import_orders()
    return sum(shop.sold.values()), shop.oversold()


def run(name, rounds, orders_first):
    """Run the race with or without reading orders first."""
    from simulator import Catalogue, Simulator

    random.seed(7)
    with (
        harness.scratch_database(name) as database,
        Simulator(Catalogue(0), validate="none") as simulator,
    ):
        for number in range(PRODUCTS):
            simulator.seller.add_listing(f"P{number}", sku=f"P{number}", available=1)
        registry = harness.open_registry(database)
        stock.prepare(registry, simulator)
        if orders_first:
            return race(registry, simulator, rounds)
        with harness.transaction(registry) as env:
            backend = env["ebay.backend"].search([], limit=1)
            with backend.work_on("ebay.backend") as work:
                importer = type(work.component(usage="recent.orders"))
        with patch.object(importer, "import_recent", lambda component: True):
            return race(registry, simulator, rounds)


def main():
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--only", choices=("first", "without"))
    options = parser.parse_args()
    for title, orders_first in (("orders first", True), ("without", False)):
        if options.only and (options.only == "first") != orders_first:
            continue
        name = f"benchmark_stock_race_{int(orders_first)}"
        sold, oversold = run(name, options.rounds, orders_first)
        print(f"{title:14} {sold} pieces sold, {oversold} oversold", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
