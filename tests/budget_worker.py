# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Take calls out of a budget until none is left, as one server's workers.

Started as a process by ``faults/test_budget.py``; prints what each worker got.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "benchmarks"))

import harness  # noqa: E402

WORKERS = 4


def create_backend(registry):
    """Create an account and print its id."""
    with harness.transaction(registry) as env:
        backend = env["ebay.backend"].create(
            {"name": "Budget", "environment": "simulator"}
        )
        print(backend.id)


def take_all(registry, backend_id, limit):
    """Return how many calls one worker got before the budget was used up."""
    with harness.transaction(registry) as env:
        backend = env["ebay.backend"].browse(backend_id)
        budget = env["ebay.api.budget"]
        taken = 0
        while not budget._take(backend, "push", limit):
            taken += 1
        return taken


def main():
    """Create an account, or let the workers take its calls."""
    name, *arguments = sys.argv[1:]
    registry = harness.open_registry(name)
    if not arguments:
        create_backend(registry)
        return
    backend_id, limit = map(int, arguments)
    with ThreadPoolExecutor(WORKERS) as workers:
        takes = [
            workers.submit(take_all, registry, backend_id, limit)
            for _worker in range(WORKERS)
        ]
        print(*(take.result() for take in takes))


if __name__ == "__main__":
    main()
