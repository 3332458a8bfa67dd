# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Alerts about the job runner, with the real one, and without it."""

from contextlib import contextmanager

from lib.odoo_server import OdooServer
from lib.processes import wait_until

#: The scheduled action does not wait for five minutes, and neither do the jobs.
LONG_AGO = """
    UPDATE queue_job SET ebay_due_at = ebay_due_at - interval '20 minutes',
        date_started = date_started - interval '20 minutes'
    WHERE state IN ('pending', 'enqueued', 'done')
"""


def watch(odoo):
    """Run the scheduled action; return the codes of the open alerts."""
    [cron] = odoo.execute(
        "ir.cron", "search", [("code", "=", "model._cron_watch()")], limit=1
    )
    odoo.execute("ir.cron", "method_direct_trigger", [cron])
    return odoo.query("SELECT code FROM ebay_alert WHERE state = 'open' ORDER BY 1")


def activities(odoo):
    """Return the open activities that belong to an alert."""
    return odoo.query(
        "SELECT res_model FROM mail_activity WHERE active AND ebay_alert_id IS NOT NULL"
    )


@contextmanager
def running(server):
    """Run another server on the database of a test."""
    server.start()
    try:
        yield server
    finally:
        server.kill()


def test_a_missing_job_runner_is_noticed_although_no_job_runs(odoo, simulator, backend):
    odoo.stop()
    with running(OdooServer(odoo.database, job_runner=False, websockets=False)) as idle:
        idle.execute("ebay.backend", "import_listings", [backend])
        assert watch(idle) == [], "the job has just become due"
        idle.query(LONG_AGO)
        assert watch(idle) == ["runner_missing"]
        assert activities(idle) == ["ebay.backend"]
    odoo.start()
    assert odoo.wait_jobs().keys() == {"done"}
    assert watch(odoo) == []
    assert activities(odoo) == []


def test_work_that_waits_behind_jobs_that_hang(odoo, simulator, backend):
    """Two jobs at a time are run; both hang, and a third one waits."""
    odoo.execute("ebay.backend", "connect", [backend])
    odoo.stop()
    with running(OdooServer(odoo.database, workers=4, websockets=False)) as busy:
        listings = simulator.faults.add("GetSellerList", "timeout")
        orders = simulator.faults.add("getOrders", "timeout")
        busy.execute("ebay.backend", "import_listings", [backend])
        busy.execute("ebay.backend", "import_orders", [backend])
        wait_until(
            lambda: listings.seen and orders.seen, timeout=60, what="jobs that hang"
        )
        busy.execute("ebay.backend", "import_categories", [backend])
        assert watch(busy) == []
        busy.query(LONG_AGO)
        assert watch(busy) == ["queue_stuck"]
        simulator.faults.clear()
        busy.wait_jobs()
        assert watch(busy) == []
        assert activities(busy) == []
