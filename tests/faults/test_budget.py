# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The budget of calls, taken by eight workers on two servers at once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lib import database

WORKER = Path(__file__).parents[1] / "budget_worker.py"
LIMIT = 120


@pytest.fixture
def copied_database(product_template):
    """The name of a fresh database without a server."""
    name = f"budget_{os.getpid()}"
    database.copy_database(product_template, name)
    yield name
    database.drop_database(name)


def start(*arguments):
    return subprocess.Popen(
        [sys.executable, str(WORKER), *map(str, arguments)],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_eight_workers_never_exceed_it(copied_database):
    backend_id = int(start(copied_database).communicate()[0])
    servers = [start(copied_database, backend_id, LIMIT) for _server in range(2)]
    taken = [
        int(number)
        for server in servers
        for number in server.communicate(timeout=300)[0].split()
    ]
    assert len(taken) == 8
    assert sum(taken) == LIMIT
