# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``setup/demo`` works as described in the README."""

import os
import re
import signal
import subprocess
from contextlib import contextmanager

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


@contextmanager
def started_demo(database_name, *options, until, prepare=None):
    """Run the demo until it has printed a text; afterwards check that it has stopped.

    Yield the process and what it has printed.
    """
    command = [*COMMAND, "--listings=20", f"--database={database_name}", *options]
    printed = []
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=prepare,
    ) as demo:
        try:
            for line in demo.stdout:
                printed.append(line)
                if until in line:
                    break
            assert demo.poll() is None, "".join(printed)
            yield demo, "".join(printed)
        finally:
            demo.send_signal(signal.SIGINT)
            demo.communicate(timeout=60)
    connected = f"SELECT 1 FROM pg_stat_activity WHERE datname = '{database_name}'"
    assert not database.query(connected)


def test_an_interrupt_while_it_imports_stops_everything(demo_database):
    with started_demo(demo_database, "--orders=0", until="Importing") as (demo, _text):
        pass
    assert demo.returncode == 130


#: What the demo leaves to be solved, by an SQL condition that finds it.
PROBLEMS = {
    "an order held for an item": "ebay_sale_order WHERE hold_reason = 'match'",
    "an order held for a tax": "ebay_sale_order WHERE hold_reason = 'tax'",
    "a buyer who asks to cancel": "ebay_sale_order WHERE hold_reason = 'cancel'",
    "a refund to confirm": "ebay_order_request WHERE state = 'to_confirm'",
    "a refused shipment": "ebay_stock_picking WHERE state = 'failed'",
    "a shipment without number": "ebay_stock_picking WHERE state = 'waiting'",
    "a late delivery": "stock_picking WHERE ebay_is_open AND state = 'assigned'"
    " AND ebay_ship_by < now() AT TIME ZONE 'UTC'",
    "a delivery for today or tomorrow": "stock_picking WHERE ebay_is_open"
    " AND state = 'assigned' AND ebay_ship_by > now() AT TIME ZONE 'UTC'",
    "a SKU that eBay refused": "ebay_sku_sync WHERE price_error_text IS NOT NULL",
    "a price held by the guard": "ebay_sku_sync WHERE hold_reason = 'jump'",
    "differences": "ebay_sku_sync WHERE drift_since IS NOT NULL",
    "a comparison": "ebay_take_over WHERE kind = 'comparison' AND change_count > 0",
    "a listing to match": "ebay_product_product WHERE match_state <> 'matched'",
    "a draft with a problem": "ebay_listing_problem WHERE severity = 'error'",
    "a failed job": "queue_job WHERE state = 'failed'",
    "a notification of a buyer": "ebay_webhook_event WHERE state = 'done'"
    " AND topic = 'ORDER_CONFIRMATION'",
}


def test_it_opens_a_shop_in_polish_until_interrupted(demo_database):
    with started_demo(
        demo_database,
        "--orders=20",
        "--language=pl_PL",
        until="Ctrl-C",
        prepare=ignore_interrupts,
    ) as (demo, printed):
        for what, rows in PROBLEMS.items():
            found = database.query(f"SELECT 1 FROM {rows} LIMIT 1", demo_database)
            assert found, f"{what}\n{printed}"
        users = database.query(
            "SELECT login || ' ' || lang FROM res_users"
            " JOIN res_partner ON res_partner.id = res_users.partner_id"
            " WHERE login IN ('admin', 'assistant', 'warehouse') ORDER BY 1",
            demo_database,
        )
        assert users == ["admin pl_PL", "assistant pl_PL", "warehouse pl_PL"]
        for user in ("admin / admin", "assistant / assistant", "warehouse / warehouse"):
            assert user in printed
    assert demo.returncode == 0
