# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``setup/demo`` works as described in the README."""

import os
import re
import signal
import subprocess

import pytest

from lib import database
from lib.paths import DEV, ROOT

COMMAND = [str(ROOT / "setup/demo"), "--port=0", "--simulator-port=0"]


@pytest.fixture
def demo_database(product_template):
    """Yield the name of a database for one demo; delete it afterwards."""
    name = f"demo_{os.getpid()}"
    yield name
    database.drop_database(name)
    for note in ("installed", "catalogue"):
        (DEV / f"{name}.{note}").unlink(missing_ok=True)


def run_once(database_name, listings):
    """Run the demo with ``--once``; return its exit status and what it printed."""
    command = [*COMMAND, "--once", f"--database={database_name}"]
    done = subprocess.run(
        [*command, f"--listings={listings}"],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_once_imports_reports_and_exits(demo_database):
    status, printed = run_once(demo_database, listings=5)
    assert status == 0, printed
    assert re.search(r"^ +Listings +5$", printed, re.MULTILINE)
    assert "failed" not in printed
    # Another catalogue needs another database.
    status, printed = run_once(demo_database, listings=12)
    assert status == 1
    assert "was created for 5 listings" in printed
    assert f"--database {demo_database}_12" in printed


def ignore_interrupts():
    """Ignore SIGINT, as a shell does for a command that it starts with ``&``."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@pytest.mark.parametrize("prepare", [None, ignore_interrupts])
def test_it_stays_up_until_interrupted_and_stops_everything(demo_database, prepare):
    command = [*COMMAND, "--listings=5", f"--database={demo_database}"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, preexec_fn=prepare
    ) as demo:
        for line in demo.stdout:
            if "Ctrl-C" in line:
                break
        assert demo.poll() is None
        demo.send_signal(signal.SIGINT)
        demo.communicate(timeout=60)
    assert demo.returncode == 0
    connected = f"SELECT 1 FROM pg_stat_activity WHERE datname = '{demo_database}'"
    assert not database.query(connected)
