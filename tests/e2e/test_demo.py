# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``setup/demo`` does what the README says of it."""

import os
import re
import signal
import subprocess

import pytest

from lib import database
from lib.paths import DEV, ROOT

COMMAND = [str(ROOT / "setup/demo"), "--port=0", "--simulator-port=0", "--listings=5"]


@pytest.fixture
def demo_database(product_template):
    """The name of a database for one demo, removed afterwards."""
    name = f"demo_{os.getpid()}"
    yield name
    database.drop_database(name)
    (DEV / f"{name}.installed").unlink(missing_ok=True)


def test_once_imports_reports_and_exits(demo_database):
    command = [*COMMAND, "--once", f"--database={demo_database}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^ +Listings +5$", done.stdout, re.MULTILINE)
    assert "failed" not in done.stdout


def test_it_stays_up_until_interrupted_and_stops_everything(demo_database):
    command = [*COMMAND, f"--database={demo_database}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as demo:
        for line in demo.stdout:
            if "Ctrl-C" in line:
                break
        assert demo.poll() is None
        demo.send_signal(signal.SIGINT)
        demo.communicate(timeout=60)
    assert demo.returncode == 0
    connected = f"SELECT 1 FROM pg_stat_activity WHERE datname = '{demo_database}'"
    assert not database.query(connected)
