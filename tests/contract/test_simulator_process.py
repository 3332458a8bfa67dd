# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The simulator as a process: it starts, answers and goes when told."""

import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

FOLDER = Path(__file__).parents[2] / "connector_ebay" / "tests" / "simulator"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_starts_answers_and_goes(number):
    command = [
        sys.executable,
        FOLDER,
        "--port",
        "0",
        "--listings",
        "7",
        "--orders",
        "3",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        url = process.stdout.readline().rpartition(" ")[2].strip()
        state = httpx.get(f"{url}/_sim/state").json()
        process.send_signal(number)
        assert process.wait(timeout=10) == 0
    assert (state["active"], state["orders"]) == (7, 3)


def test_it_knows_neither_odoo_nor_our_client():
    words = ("odoo", "ebay_client")
    for path in FOLDER.rglob("*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            imports = line.strip().startswith(("import ", "from "))
            assert not (imports and any(word in line for word in words)), path
