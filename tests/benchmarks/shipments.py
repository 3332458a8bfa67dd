# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Measure shipments with a real Odoo, two workers and its job runner.

    .dev/venv/bin/python tests/benchmarks/shipments.py [--deliveries 1000]

Prints the calls for all deliveries, the deliveries per minute, and the seconds from the
validation of a delivery to eBay on an idle system.
"""

import argparse
import sys
import time
from collections import Counter

import harness  # noqa: F401  puts setup/ and the simulator on the path

sys.path.append(str(harness.ROOT / "tests"))

from shipping import NO_QUESTIONS, prepare, validate  # noqa: E402
from webhook_server import running_system  # noqa: E402

CALL = "createShippingFulfillment"
CHUNK = 100


def sold(odoo, simulator, count):
    """Return ids of ``count`` deliveries that are ready and have tracking numbers."""
    pickings, _orders = prepare(odoo, simulator, count)
    for start in range(0, count, CHUNK):
        for number, picking in enumerate(pickings[start : start + CHUNK], start):
            odoo.execute(
                "stock.picking",
                "write",
                [picking],
                {"carrier_tracking_ref": f"BENCH{number:06d}"},
            )
        moves = odoo.execute(
            "stock.move", "search", [("picking_id", "in", pickings[start:][:CHUNK])]
        )
        odoo.execute("stock.move", "write", moves, {"picked": True})
    return pickings


def arrived(simulator):
    """Return how many fulfillments eBay has."""
    return sum(len(one.fulfillments) for one in simulator.orders.orders.values())


def wait_for(simulator, count, timeout):
    """Wait until eBay has ``count`` fulfillments; return the time of that moment."""
    end = time.monotonic() + timeout
    while arrived(simulator) < count:
        if time.monotonic() > end:
            raise TimeoutError(f"{arrived(simulator)} of {count} after {timeout} s")
        time.sleep(0.02)
    return time.monotonic()


def latencies(odoo, simulator, pickings):
    """Return the sorted seconds from the end of *Validate* to eBay, one by one."""
    seconds = []
    for number, picking in enumerate(pickings):
        before = arrived(simulator)
        validate(odoo, picking, f"IDLE{number:06d}")
        start = time.monotonic()
        seconds.append(max(0.0, wait_for(simulator, before + 1, 120) - start))
    return sorted(seconds)


def throughput(odoo, simulator, pickings):
    """Return the seconds until eBay has all shipments, without the validation."""
    odoo.query(
        "CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$"
        " BEGIN NEW.eta = now() + interval '1 day'; RETURN NEW; END $$;"
        "CREATE TRIGGER hold BEFORE INSERT ON queue_job FOR EACH ROW"
        " EXECUTE FUNCTION hold()"
    )
    for start in range(0, len(pickings), CHUNK):
        odoo.execute(
            "stock.picking",
            "button_validate",
            pickings[start : start + CHUNK],
            context=NO_QUESTIONS,
        )
    odoo.query("DROP FUNCTION hold() CASCADE")
    simulator.requests.clear()
    target = arrived(simulator) + len(pickings)
    start = time.monotonic()
    odoo.query("UPDATE queue_job SET eta = NULL WHERE state = 'pending'")
    return wait_for(simulator, target, 3600) - start


def main():
    """Measure and print the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--deliveries", type=int, default=1000)
    parser.add_argument("--idle", type=int, default=40)
    options = parser.parse_args()
    with running_system("benchmark_shipments", listings=0) as (
        odoo,
        simulator,
        _backend,
    ):
        pickings = sold(odoo, simulator, options.deliveries + options.idle)
        idle, mass = pickings[: options.idle], pickings[options.idle :]
        seconds = latencies(odoo, simulator, idle)
        took = throughput(odoo, simulator, mass)
        odoo.wait_jobs(timeout=600)
        calls = Counter(simulator.requests.calls())
        rows = Counter(odoo.query("SELECT state FROM ebay_stock_picking"))
    report(seconds, took, len(mass), calls, rows)
    return 0


def report(seconds, took, count, calls, rows):
    """Print the results."""
    p50 = seconds[len(seconds) // 2]
    p95 = seconds[max(0, round(len(seconds) * 0.95) - 1)]
    print(f"idle system    p50 {p50:.1f} s, p95 {p95:.1f} s, worst {seconds[-1]:.1f} s")
    print(f"{count} deliveries {took:8.1f} s   {60 * count / took:.0f} a minute")
    print(f"calls          {dict(calls)}")
    print(f"rows           {dict(rows)}")


if __name__ == "__main__":
    sys.exit(main())
