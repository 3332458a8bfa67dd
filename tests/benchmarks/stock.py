# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Prices and quantities: the cost of many changes, and of a comparison.

.dev/venv/bin/python tests/benchmarks/stock.py [--skus 10000] [--compare 50000]
"""

import argparse
import sys
from collections import Counter

import harness

EXPORT = "root.ebay.export"
WRITES = ("bulk_update_price_quantity", "ReviseInventoryStatus")

#: Changes of stock that are booked in one transaction.
CHUNK = 500


def prepare(registry, simulator, **values):
    """A backend whose listings, offers and stock are in Odoo, and which is right."""
    with harness.transaction(registry) as env:
        harness.connect(
            env, simulator, import_pictures=False, price_floor="none", push_budget=0
        )
    with harness.transaction(registry) as env:
        env["ebay.backend"].search([]).import_listings()
    harness.run_jobs(registry)
    with harness.transaction(registry) as env:
        backend = env["ebay.backend"].search([])
        # As if orders had been imported a moment ago: a push reads what came since.
        now = backend._ebay_now()
        env["ebay.run"].create(
            {
                "backend_id": backend.id,
                "flow": "orders",
                "kind": "full",
                "phase": "orders",
                "state": "done",
                "window_from": now,
                "window_to": now,
            }
        )
        env["ebay.backend"].search([]).import_stock()
    harness.run_jobs(registry)
    with harness.transaction(registry) as env:
        env["ebay.backend"].search([]).write(
            {"stock_master": "odoo", "guard_zero": 0, **values}
        )
    settle(registry)


def settle(registry):
    """Run the export to its end, pauses left out."""
    number = 0
    while True:
        with harness.transaction(registry) as env:
            env.cr.execute("UPDATE ebay_offer_change SET due_at = '2020-01-01'")
        ran = harness.run_jobs(registry, EXPORT) + harness.run_jobs(registry)
        number += ran
        if not ran:
            return number


def change_stock(registry, quantity):
    """Count all products anew: the bookings of a stock-taking."""
    with harness.transaction(registry) as env:
        ids = (
            env["ebay.product.product"].search([("status", "=", "active")]).odoo_id.ids
        )
        location = env["ebay.backend"].search([]).warehouse_id.lot_stock_id
    for start in range(0, len(ids), CHUNK):
        with harness.transaction(registry) as env:
            quants = env["stock.quant"]
            for product in env["product.product"].browse(ids[start : start + CHUNK]):
                quants._update_available_quantity(
                    product, location.with_env(env), quantity
                )
    return len(ids)


def calls_since(registry, call_id):
    """Calls of the export by endpoint, and the newest call's id."""
    with harness.transaction(registry) as env:
        rows = env["ebay.api.call"].search([("id", ">", call_id)])
        return Counter(row.endpoint for row in rows), max(rows.ids, default=call_id)


def measure_changes(registry, cursor_class, skus, channel):
    """All SKUs change; what it costs until eBay has accepted them."""
    _calls, last = calls_since(registry, 0)
    marking_cursor = harness.measured(cursor_class)
    with marking_cursor as marking:
        changed = change_stock(registry, 3)
    with harness.measured(cursor_class) as sending:
        jobs = settle(registry)
    calls, _last = calls_since(registry, last)
    with harness.transaction(registry) as env:
        accepted = env["ebay.export.batch.line"].search_count(
            [("state", "=", "accepted"), ("has_quantity", "=", True)]
        )
    writes = sum(n for name, n in calls.items() if name.endswith(WRITES))
    print(
        f"{channel}: {changed} products changed, {accepted} SKUs accepted, {jobs} jobs"
    )
    print(f"  marking      {marking.seconds:8.1f} s with the bookings themselves")
    print(
        f"  sending      {sending.seconds:8.1f} s   "
        f"{accepted / sending.seconds * 60:.0f} SKUs a minute"
    )
    print(f"  SQL queries  {sending.queries / max(1, accepted):8.2f} a SKU")
    print(f"  calls        {writes:8d} writing; all: {dict(calls)}")
    print(f"  peak memory  {harness.peak_megabytes():8.0f} MB", flush=True)


def measure_comparison(registry, cursor_class, channel):
    """A full two-sided comparison that finds nothing different."""
    with harness.measured(cursor_class) as reading:
        with harness.transaction(registry) as env:
            env["ebay.backend"].search([]).import_stock()
        harness.run_jobs(registry)
    with harness.measured(cursor_class) as comparing:
        with harness.transaction(registry) as env:
            env["ebay.backend"].search([]).export_all_offers()
        settle(registry)
    with harness.transaction(registry) as env:
        skus = env["ebay.offer"].search_count([])
    print(f"{channel}: full comparison of {skus} SKUs")
    print(f"  eBay's side  {reading.seconds:8.1f} s, {reading.queries} queries")
    print(f"  Odoo's side  {comparing.seconds:8.1f} s, {comparing.queries} queries")
    print(f"  peak memory  {harness.peak_megabytes():8.0f} MB", flush=True)


def run(name, listings, latency, channel, inventory, changes=True):
    """One account with one channel."""
    with (
        harness.scratch_database(name) as database,
        harness.running_simulator(
            listings=listings,
            variations=0,
            inventory=inventory,
            seed=7,
            latency=latency,
            validate="none",
        ) as simulator,
    ):
        registry = harness.open_registry(database)
        from odoo.sql_db import Cursor

        prepare(registry, simulator)
        if changes:
            # The first time each offer's id is looked up: not what is measured.
            change_stock(registry, 1)
            settle(registry)
            with harness.transaction(registry) as env:
                env.cr.execute("DELETE FROM ebay_export_batch")
            measure_changes(registry, Cursor, listings, channel)
        measure_comparison(registry, Cursor, channel)


def main():
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--skus", type=int, default=10000)
    parser.add_argument("--compare", type=int, default=0, help="0: leave it out")
    parser.add_argument("--latency", type=float, default=0.05)
    parser.add_argument("--channel", choices=("inventory", "trading"))
    options = parser.parse_args()
    for channel in ("inventory", "trading"):
        if options.skus and options.channel in (None, channel):
            share = 1 if channel == "inventory" else 0
            run(
                f"benchmark_stock_{channel}",
                options.skus,
                options.latency,
                channel,
                share,
            )
    if options.compare:
        run("benchmark_stock_compare", options.compare, 0, "trading", 0, changes=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
