# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The budget of calls, taken by eight workers on two servers at once."""

import os
import subprocess
import sys
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


def start(*arguments):
    return subprocess.Popen(
        [sys.executable, str(WORKER), *map(str, arguments)],
        stdout=subprocess.PIPE,
        text=True,
    )


def run(server, backend_id, jobs):
    """Let two servers with four workers each run these jobs; return who got a call."""
    servers = [start(server.database, backend_id, *jobs[half::2]) for half in range(2)]
    output = [one.communicate(timeout=300)[0] for one in servers]
    assert not any(one.returncode for one in servers)
    return sorted(int(number) for text in output for number in text.split())


def test_eight_workers_never_exceed_it_and_each_job_has_its_turn(server):
    backend_id = int(start(server.database).communicate(timeout=300)[0])
    server.query(f"UPDATE ebay_backend SET push_budget = {LIMIT} RETURNING 1")
    waiting = list(range(JOBS))
    served = run(server, backend_id, waiting)
    assert len(served) == LIMIT, "the whole budget, and no call more"
    asked = server.query(
        "SELECT job_uuid FROM ebay_api_budget WHERE taken_at IS NULL ORDER BY asked_at"
    )
    line = [int(uuid.rpartition("-")[2]) for uuid in asked]
    assert sorted(line + served) == waiting
    # Those who come later do not pass those who wait, though they may ask first.
    late = list(range(JOBS, JOBS + 40))
    server.query(LATER)
    assert run(server, backend_id, late) == []
    assert run(server, backend_id, line) == sorted(line[:LIMIT])
    server.query(LATER)
    assert run(server, backend_id, line[LIMIT:] + late)[: len(line) - LIMIT] == sorted(
        line[LIMIT:]
    )
    [total] = server.query(
        "SELECT count(*) FROM ebay_api_budget WHERE taken_at > now()"
        " AT TIME ZONE 'UTC' - interval '10 minutes'"
    )
    assert int(total) == LIMIT
