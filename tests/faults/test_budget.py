# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The budget of calls, taken by eight workers on two servers at once."""

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from lib import database
from lib.odoo_server import OdooServer

WORKER = Path(__file__).parents[1] / "budget_worker.py"
LIMIT, JOBS = 30, 80

#: The window of ten minutes, the margin included, has passed.
LATER = """
    UPDATE ebay_api_budget SET taken_at = taken_at - interval '603 seconds',
        asked_at = asked_at - interval '603 seconds',
        due_at = now() AT TIME ZONE 'UTC' + interval '5 minutes'
    RETURNING 1
"""


@pytest.fixture
def server(product_template):
    """A fresh database; no Odoo runs on it."""
    name = f"budget_{os.getpid()}"
    database.copy_database(product_template, name)
    yield OdooServer(name)
    database.drop_database(name)


@pytest.fixture
def workers(server):
    """Two servers of four workers each, which run until the test ends."""
    command = [sys.executable, str(WORKER), server.database]
    with ExitStack() as running:
        yield [
            running.enter_context(
                subprocess.Popen(
                    command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
                )
            )
            for _server in range(2)
        ]


def tell(worker, *numbers):
    print(*numbers, file=worker.stdin, flush=True)


def answer(worker):
    line = worker.stdout.readline()
    assert line.endswith("\n"), "the server has ended"
    return [int(number) for number in line.split()]


def run(workers, backend_id, jobs):
    """Let two servers with four workers each run these jobs; return who got a call."""
    for place, worker in enumerate(workers):
        tell(worker, backend_id, *jobs[place::2])
    return sorted(number for worker in workers for number in answer(worker))


def test_eight_workers_never_exceed_it_and_each_job_has_its_turn(server, workers):
    tell(workers[0])
    [backend_id] = answer(workers[0])
    server.query(f"UPDATE ebay_backend SET push_budget = {LIMIT} RETURNING 1")
    waiting = list(range(JOBS))
    served = run(workers, backend_id, waiting)
    assert len(served) == LIMIT, "the whole budget, and no call more"
    asked = server.query(
        "SELECT job_uuid FROM ebay_api_budget WHERE taken_at IS NULL ORDER BY asked_at"
    )
    line = [int(uuid.rpartition("-")[2]) for uuid in asked]
    assert sorted(line + served) == waiting
    # Those who come later do not pass those who wait, though they may ask first.
    late = list(range(JOBS, JOBS + 40))
    server.query(LATER)
    assert run(workers, backend_id, late) == []
    assert run(workers, backend_id, line) == sorted(line[:LIMIT])
    server.query(LATER)
    assert run(workers, backend_id, line[LIMIT:] + late)[: len(line) - LIMIT] == sorted(
        line[LIMIT:]
    )
    [total] = server.query(
        "SELECT count(*) FROM ebay_api_budget WHERE taken_at > now()"
        " AT TIME ZONE 'UTC' - interval '10 minutes'"
    )
    assert int(total) == LIMIT
