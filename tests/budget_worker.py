# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Let jobs ask for calls of a budget, as one server's workers do.

Started as a process by ``faults/test_budget.py``. Each line of its input is the id of
an account and the numbers of jobs; the answer is a line with the jobs that got a call.
An empty line creates an account, and its id is the answer.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "benchmarks"))

import harness  # noqa: E402

WORKERS = 4

CREATE_JOBS = """
    INSERT INTO queue_job (uuid, name, state, priority, model_name, method_name,
        date_created, user_id, ebay_backend_id, ebay_trigger)
    SELECT 'budget-' || number, 'Budget', 'pending', 10, 'ebay.backend', 'push_offers',
        now(), 1, %s, 'schedule' FROM generate_series(0, 999) number
"""


def create_backend(registry):
    """Create an account with waiting jobs, and return its id."""
    with harness.transaction(registry) as env:
        backend = env["ebay.backend"].create(
            {"name": "Budget", "environment": "simulator"}
        )
        env.cr.execute(CREATE_JOBS, (backend.id,))
        return backend.id


def ask(registry, backend_id, numbers):
    """Let these jobs ask for a call each; return those that got one."""
    from odoo.addons.connector_ebay.exceptions import EbayBudgetWait

    got = []
    for number in numbers:
        context = {"ebay_trigger": "schedule", "job_uuid": f"budget-{number}"}
        with harness.transaction(registry, **context) as env:
            backend = env["ebay.backend"].browse(backend_id)
            with backend.work_on("ebay.backend") as work:
                try:
                    with work.ebay_budget.calling("push"):
                        work.ebay_budget.admit()
                except EbayBudgetWait:
                    continue
        got.append(number)
    return got


def work(registry, backend_id, numbers):
    """Let the workers of this server run these jobs; return those that got a call."""
    with ThreadPoolExecutor(WORKERS) as workers:
        shares = [numbers[place::WORKERS] for place in range(WORKERS)]
        got = workers.map(lambda share: ask(registry, backend_id, share), shares)
        return [number for share in got for number in share]


def main():
    """Answer each line of the input by a line."""
    registry = harness.open_registry(sys.argv[1])
    for line in sys.stdin:
        numbers = [int(number) for number in line.split()]
        if numbers:
            answer = work(registry, numbers[0], numbers[1:])
        else:
            answer = [create_backend(registry)]
        print(*answer, flush=True)


if __name__ == "__main__":
    main()
