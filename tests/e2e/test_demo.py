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
    (DEV / f"{name}.installed").unlink(missing_ok=True)


def run_once(database_name, listings):
    """Run the demo with ``--once``; return what it printed."""
    command = [*COMMAND, "--once", f"--database={database_name}"]
    done = subprocess.run(
        [*command, f"--listings={listings}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "failed" not in done.stdout
    return done.stdout


def imported_listings(report):
    """Return the number of listings in a report of the demo."""
    return int(re.search(r"^ +Listings +(\d+)$", report, re.MULTILINE)[1])


def test_once_imports_reports_and_exits(demo_database):
    assert imported_listings(run_once(demo_database, listings=5)) == 5


def test_a_larger_catalogue_is_imported_into_an_existing_database(demo_database):
    run_once(demo_database, listings=5)
    report = run_once(demo_database, listings=12)
    assert imported_listings(report) == 12
    assert "more listings than before" in report
    report = run_once(demo_database, listings=12)
    assert "more listings than before" not in report


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
