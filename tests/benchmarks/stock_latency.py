# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A stock move of one product until eBay has it: a real server, an idle system.

.dev/venv/bin/python tests/benchmarks/stock_latency.py [--moves 20]
"""

import argparse
import statistics
import sys
import time

import harness

sys.path.append(str(harness.ROOT / "tests"))

from selling import count, sell_from_odoo  # noqa: E402

from lib.odoo_server import OdooServer
from lib.processes import wait_until
from lib.simulator_process import connect_backend

POLL_SECONDS = 0.05
LONGEST_WAIT = 120


def prepare(odoo, simulator):
    """Import listings and stock, make Odoo the master; return SKUs with products."""
    sell_from_odoo(odoo, connect_backend(odoo, simulator))
    return odoo.execute(
        "ebay.product.product",
        "search_read",
        [("odoo_id", "!=", False), ("status", "=", "active")],
        ["odoo_id", "ebay_listing_id"],
    )


def measure(odoo, simulator, skus, moves):
    """Return the seconds from each change until eBay shows its quantity."""
    seconds = []
    for number in range(moves):
        sku = skus[number % len(skus)]
        quantity = 20 + number
        count(odoo, {sku["odoo_id"][0]: quantity})
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
