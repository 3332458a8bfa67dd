# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the log of calls and the budgets add to a call to eBay.

    .dev/venv/bin/python tests/benchmarks/calls.py [--calls 5000]

Each is measured alone and with eight workers, who all add to the same sums and take
calls out of the same budget.
"""

import argparse
import sys
import threading
import time
from datetime import UTC, datetime
from statistics import median

import harness

WORKERS = 8
NAME = "benchmark_calls"


def record(number):
    """Return a call as the client describes it."""
    from odoo.addons.connector_ebay.ebay_client.call_record import CallRecord

    return CallRecord(
        flow="orders",
        api="sell.fulfillment",
        method="GET",
        endpoint=f"/sell/fulfillment/v1/order/{number % 5}",
        status=200,
        duration_ms=120.0,
        request_bytes=0,
        response_bytes=4000,
        request_id=f"request-{number}",
        error="",
        started_at=datetime.now(UTC),
        server_time=None,
    )


def log_calls(registry, backend_id, number):
    """Log calls; return the milliseconds that each took, writing included."""
    from odoo.addons.connector_ebay.connection.call_log import CallLog
    from odoo.addons.connector_ebay.connection.process import log_call

    calls = [record(one) for one in range(number)]
    with harness.transaction(registry) as env:
        backend = env["ebay.backend"].browse(backend_id)
        start = time.perf_counter()
        for call in calls:
            log_call(backend, call)
        CallLog.of(env).flush()
        return 1000 * (time.perf_counter() - start) / number


def take_calls(registry, backend_id, number):
    """Take calls out of a budget; return the milliseconds of the median."""
    times = []
    with harness.transaction(registry, ebay_trigger="schedule") as env:
        backend = env["ebay.backend"].browse(backend_id)
        with backend.work_on("ebay.backend") as work:
            for _call in range(number):
                start = time.perf_counter()
                with work.ebay_budget.calling("push"):
                    work.ebay_budget.admit()
                times.append(1000 * (time.perf_counter() - start))
    return median(times)


def at_once(work, *arguments):
    """Let eight workers do this at once; return the slowest one's figure."""
    figures = []
    threads = [
        threading.Thread(target=lambda: figures.append(work(*arguments)))
        for _worker in range(WORKERS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(figures) == WORKERS
    return max(figures)


def main():
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=5000)
    number = parser.parse_args().calls
    with harness.scratch_database(NAME) as name:
        registry = harness.open_registry(name)
        with harness.transaction(registry) as env:
            backend_id = (
                env["ebay.backend"]
                .create(
                    {
                        "name": "Benchmark",
                        "environment": "simulator",
                        "push_budget": 60,
                    }
                )
                .id
            )
        logged = log_calls(registry, backend_id, number)
        together = at_once(log_calls, registry, backend_id, number // WORKERS)
        with harness.transaction(registry) as env:
            stored = env["ebay.api.call"].search_count([])
            summed = sum(env["ebay.api.call.hour"].search([]).mapped("calls"))
        taken = take_calls(registry, backend_id, 50)
        with harness.transaction(registry) as env:
            env["ebay.backend"].browse(backend_id).push_budget = 100_000
        crowd = at_once(take_calls, registry, backend_id, 50)
        print(f"log of calls:     {logged:.3f} ms a call, {together:.3f} ms each of 8")
        print(f"logged, summed:   {stored}, {summed}")
        print(f"budget of 60:     {taken:.3f} ms a call, {crowd:.3f} ms each of 8")
    return int(stored != summed or stored != number + number // WORKERS * WORKERS)


if __name__ == "__main__":
    sys.exit(main())
