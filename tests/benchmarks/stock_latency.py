# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A stock move of one product until eBay has it: a real server, an idle system.

.dev/venv/bin/python tests/benchmarks/stock_latency.py [--moves 20]
"""

import argparse
import statistics
import sys
import time

import harness

from lib.odoo_server import OdooServer
from lib.processes import wait_until
from lib.simulator_process import connect_backend

POLL_SECONDS = 0.05
LONGEST_WAIT = 120

#: As if orders had been imported: a push then reads what came since.
ORDERS_RUN = """
    INSERT INTO ebay_run (backend_id, flow, kind, phase, state, window_from, window_to,
                          page, create_date)
    SELECT id, 'orders', 'full', 'orders', 'done', now() AT TIME ZONE 'UTC',
           now() AT TIME ZONE 'UTC', 0, now() AT TIME ZONE 'UTC' FROM ebay_backend
"""


def prepare(odoo, simulator):
    """Listings, stock, and Odoo in charge; the product ids."""
    backend = connect_backend(
        odoo, simulator, import_pictures=False, price_floor="none"
    )
    odoo.execute("ebay.backend", "import_listings", [backend])
    odoo.wait_jobs()
    odoo.query(ORDERS_RUN)
    odoo.execute("ebay.backend", "import_stock", [backend])
    odoo.wait_jobs()
    odoo.execute("ebay.backend", "write", [backend], {"stock_master": "odoo"})
    odoo.wait_jobs()
    return odoo.execute(
        "ebay.product.product",
        "search_read",
        [("odoo_id", "!=", False), ("status", "=", "active")],
        ["odoo_id", "ebay_listing_id"],
    )


def move(odoo, location, product, quantity):
    """Count a product: one stock move, validated."""
    values = {
        "product_id": product,
        "location_id": location,
        "inventory_quantity": quantity,
    }
    context = {"inventory_mode": True}
    quant = odoo.execute("stock.quant", "create", values, context=context)
    odoo.execute("stock.quant", "action_apply_inventory", [quant], context=context)


def measure(odoo, simulator, skus, moves):
    """Seconds from the end of each booking until eBay shows its quantity."""
    [warehouse] = odoo.execute(
        "stock.warehouse", "search_read", [], ["lot_stock_id"], limit=1
    )
    location = warehouse["lot_stock_id"][0]
    seconds = []
    for number in range(moves):
        sku = skus[number % len(skus)]
        quantity = 20 + number
        move(odoo, location, sku["odoo_id"][0], quantity)
        start = time.monotonic()

        def there(item=sku["ebay_listing_id"], quantity=quantity):
            listing = simulator.control(f"listings/{item}")
            return listing["available"] == quantity

        wait_until(there, timeout=LONGEST_WAIT, what="the quantity on eBay")
        seconds.append(time.monotonic() - start)
        odoo.wait_jobs()
    return seconds


def main():
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moves", type=int, default=20)
    options = parser.parse_args()
    with (
        harness.scratch_database("benchmark_stock_latency") as name,
        harness.running_simulator(listings=20, variations=0, latency=0.05) as simulator,
    ):
        odoo = OdooServer(name)
        odoo.start()
        try:
            skus = prepare(odoo, simulator)
            seconds = measure(odoo, simulator, skus, options.moves)
        finally:
            odoo.kill()
    cuts = statistics.quantiles(seconds, n=20)
    median = statistics.median(seconds)
    print(f"{len(seconds)} moves: p50 {median:.1f} s, p95 {cuts[-1]:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
