# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Prices and quantities: the cost of many changes, by each channel, and of a
comparison of everything.

.dev/venv/bin/python tests/benchmarks/stock.py
    [--inventory 10000] [--trading 2000] [--feed 20000] [--latency 0.05]
"""

import argparse
import subprocess
import sys
import time
from collections import Counter

import harness

EXPORT = "root.ebay.export"
WRITES = ("bulk_update_price_quantity", "ReviseInventoryStatus")

#: Changes of stock in one transaction.
CHUNK = 500

CLAIM = """
    UPDATE queue_job SET state = 'started' WHERE id = (
        SELECT id FROM queue_job
        WHERE state = 'pending' AND channel = %s
          AND (eta IS NULL OR eta <= now() AT TIME ZONE 'UTC')
        ORDER BY priority, id LIMIT 1 FOR UPDATE SKIP LOCKED
    ) RETURNING uuid
"""


def prepare(registry, simulator, **values):
    """Create a backend with imported listings and stock; Odoo is master."""
    with harness.transaction(registry) as env:
        harness.connect(
            env, simulator, import_pictures=False, price_floor="none", push_budget=0
        )
    with harness.transaction(registry) as env:
        env["ebay.backend"].search([]).import_listings()
    harness.run_jobs(registry)
    with harness.transaction(registry) as env:
        backend = env["ebay.backend"].search([])
        # As if orders had just been imported: the export reads those modified since.
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
        env.cr.execute(
            """
            INSERT INTO stock_quant (
                product_id, location_id, company_id, quantity, reserved_quantity,
                in_date
            )
            SELECT odoo_id, %s, %s, sum(quantity), 0, now() AT TIME ZONE 'UTC'
            FROM ebay_product_product
            WHERE odoo_id IS NOT NULL AND active GROUP BY odoo_id
            """,
            (backend.warehouse_id.lot_stock_id.id, backend.company_id.id),
        )
    with harness.transaction(registry) as env:
        env["ebay.backend"].search([]).write(
            {"stock_master": "odoo", "guard_zero": 0, **values}
        )
    settle(registry)


def settle(registry, simulator=None):
    """Run all jobs of the export without their pauses.

    :param simulator: its clock is to go on where a job would wait
    """
    number = passed = 0

    def wait(job):
        nonlocal passed
        ahead = (job.eta - job.env.cr.now()).total_seconds() if job.eta else 0
        if simulator and ahead > passed:
            simulator.control("clock", {"advance": ahead - passed})
            passed = ahead

    while True:
        with harness.transaction(registry) as env:
            env.cr.execute("UPDATE ebay_sku_mark SET due_at = '2020-01-01'")
        ran = harness.run_jobs(registry, EXPORT, before=wait)
        ran += harness.run_jobs(registry)
        number += ran
        if not ran:
            return number


def work(database):
    """Run the jobs of the export in a process of its own until there are none."""
    registry = harness.open_registry(database)
    from psycopg2.errors import SerializationFailure

    from odoo.addons.queue_job.controllers.main import _prevent_commit
    from odoo.addons.queue_job.exception import RetryableJobError
    from odoo.addons.queue_job.job import Job

    idle = 0
    while idle < 20:
        try:
            with harness.transaction(registry) as env:
                env.cr.execute(CLAIM, (EXPORT,))
                row = env.cr.fetchone()
        except SerializationFailure:
            continue
        if not row:
            idle += 1
            time.sleep(0.1)
            continue
        idle = 0
        with harness.transaction(registry) as env:
            job = Job.load(env, row[0])
            try:
                with _prevent_commit(env.cr), env.cr.savepoint():
                    job.perform()
                    env.flush_all()
                job.set_done()
            except (RetryableJobError, SerializationFailure) as error:
                job.postpone(seconds=getattr(error, "seconds", None) or 1)
                job.set_pending(reset_retry=False)
            job.store()
    print(f"  a worker's peak memory {harness.peak_megabytes():.0f} MB", flush=True)


def change_stock(registry, quantity):
    """Count the stock of all products."""
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


def change_all_stock(registry, quantity):
    """Raise the stock of all products in one transaction."""
    with harness.transaction(registry) as env:
        backend = env["ebay.backend"].search([])
        env.cr.execute(
            "UPDATE stock_quant SET quantity = quantity + %s WHERE location_id = %s",
            (quantity, backend.warehouse_id.lot_stock_id.id),
        )
        number = env.cr.rowcount
        backend._mark_all_skus()
    return number


def calls_since(registry, call_id):
    """Return the calls of the export by endpoint, and the id of the newest call."""
    with harness.transaction(registry) as env:
        rows = env["ebay.api.call"].search([("id", ">", call_id)])
        return Counter(row.endpoint for row in rows), max(rows.ids, default=call_id)


def accepted(env):
    """Return the number of quantities that eBay has accepted."""
    return env["ebay.export.batch.line"].search_count(
        [("state", "=", "accepted"), ("has_quantity", "=", True)]
    )


def measure_changes(registry, simulator, cursor_class, channel):
    """Change all SKUs, and measure until eBay has accepted them."""
    with harness.transaction(registry) as env:
        env.cr.execute("DELETE FROM ebay_export_batch")
    _calls, last = calls_since(registry, 0)
    with harness.measured(cursor_class) as marking:
        change = change_all_stock if channel == "feed" else change_stock
        changed = change(registry, 3)
    with harness.measured(cursor_class) as sending:
        jobs = settle(registry, simulator)
    calls, _last = calls_since(registry, last)
    with harness.transaction(registry) as env:
        number = accepted(env)
    writes = sum(n for name, n in calls.items() if name.endswith(WRITES))
    rate = number / sending.seconds * 60
    print(f"{channel}: {changed} products changed, {number} SKUs accepted, {jobs} jobs")
    print(f"  marking      {marking.seconds:8.1f} s with the changes themselves")
    print(f"  sending      {sending.seconds:8.1f} s, {rate:.0f} SKUs a minute")
    print(f"  SQL queries  {sending.queries / max(1, number):8.2f} a SKU")
    print(f"  calls        {writes:8d} writing, {calls.total()} in all: {dict(calls)}")
    print(f"  peak memory  {harness.peak_megabytes():8.0f} MB", flush=True)


def measure_workers(registry, database, number):
    """Measure the same with workers in processes of their own."""
    with harness.transaction(registry) as env:
        env.cr.execute("DELETE FROM ebay_export_batch")
    change_stock(registry, 2)
    with harness.transaction(registry) as env:
        env.cr.execute("UPDATE queue_job SET eta = NULL WHERE state = 'pending'")
    command = [sys.executable, __file__, "--work", database]
    workers = [subprocess.Popen(command) for _one in range(number)]
    for worker in workers:
        worker.wait()
    with harness.transaction(registry) as env:
        skus = accepted(env)
        env.cr.execute(
            """
            SELECT extract(epoch FROM max(called_at) - min(called_at)), count(*)
            FROM ebay_api_call WHERE batch_id IS NOT NULL
            """
        )
        seconds, calls = env.cr.fetchone()
    rate = skus / float(seconds) * 60
    print(f"  {number} workers    {seconds:8.1f} s from the first call to the last,")
    print(f"               {calls} calls, {skus} SKUs, {rate:.0f} a minute", flush=True)


def measure_comparison(registry, cursor_class, channel):
    """Measure a full comparison of both sides without differences."""
    with harness.measured(cursor_class) as reading:
        with harness.transaction(registry) as env:
            env["ebay.backend"].search([]).import_stock()
        harness.run_jobs(registry)
    with harness.measured(cursor_class) as comparing:
        with harness.transaction(registry) as env:
            env["ebay.backend"].search([]).export_all_offers()
        settle(registry)
    with harness.transaction(registry) as env:
        skus = env["ebay.sku.sync"].search_count([])
    print(f"{channel}: full comparison of {skus} SKUs")
    print(f"  eBay's side  {reading.seconds:8.1f} s, {reading.queries} queries")
    print(f"  Odoo's side  {comparing.seconds:8.1f} s, {comparing.queries} queries")
    print(f"  peak memory  {harness.peak_megabytes():8.0f} MB", flush=True)


def run(channel, listings, latency):
    """Measure one account with one transport."""
    name = f"benchmark_stock_{channel}"
    with (
        harness.scratch_database(name) as database,
        harness.running_simulator(
            listings=listings,
            variations=0,
            inventory=int(channel == "inventory"),
            seed=7,
            validate="none",
        ) as simulator,
    ):
        registry = harness.open_registry(database)
        from odoo.sql_db import Cursor

        threshold = 2000 if channel == "feed" else 0
        prepare(registry, simulator, feed_threshold=threshold)
        if channel == "inventory":
            # Reading the id of each offer the first time is not measured.
            change_stock(registry, 1)
            settle(registry)
        measure_comparison(registry, Cursor, channel)
        simulator.control("limits", {"latency": latency})
        measure_changes(registry, simulator, Cursor, channel)
        if channel != "feed":
            measure_workers(registry, database, 2)


def main():
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inventory", type=int, default=10000, help="SKUs; 0: none")
    parser.add_argument("--trading", type=int, default=2000)
    parser.add_argument("--feed", type=int, default=20000)
    parser.add_argument("--latency", type=float, default=0.05)
    parser.add_argument("--work", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        work(options.work)
        return 0
    for channel in ("inventory", "trading", "feed"):
        skus = getattr(options, channel)
        if skus:
            run(channel, skus, options.latency)
    return 0


if __name__ == "__main__":
    sys.exit(main())
