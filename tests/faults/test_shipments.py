# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Each shipment is on eBay exactly once: kill -9, lost answers, several workers."""

import pytest
from shipping import DUE_SECONDS, on_ebay, prepare, validate

from lib.processes import wait_until

pytestmark = pytest.mark.catalogue(listings=0)

PAUSE_SECONDS = 120

#: Steps at which a worker is killed: event and condition of a database trigger.
STEPS = {
    # Not the record that announces the shipment when the delivery is validated.
    "before the shipment is planned": (
        "INSERT ON ebay_stock_picking",
        "NEW.key <> '-'",
    ),
    "before the intent is committed": (
        "UPDATE ON ebay_stock_picking",
        "NEW.state = 'sending'",
    ),
    "after eBay has created the fulfillment": (
        "UPDATE ON ebay_stock_picking",
        "NEW.state = 'done'",
    ),
    "before the job is done": (
        "UPDATE ON queue_job",
        "NEW.state = 'done' AND NEW.method_name = 'export_picking'",
    ),
}


def pause_at(odoo, step):
    """Let the worker's transaction sleep at a step, before the row is written."""
    event, condition = STEPS[step]
    odoo.query(
        "CREATE FUNCTION pause() RETURNS trigger LANGUAGE plpgsql AS $$"
        f"BEGIN PERFORM pg_sleep({PAUSE_SECONDS}); RETURN NEW; END $$;"
        f"CREATE TRIGGER pause BEFORE {event} FOR EACH ROW WHEN ({condition})"
        " EXECUTE FUNCTION pause()"
    )


def paused(odoo):
    return odoo.query(
        "SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
        f" AND datname = '{odoo.database}'"
    )


def kill_paused(odoo):
    """Kill Odoo with ``kill -9`` and end its sleeping transaction without commit."""
    wait_until(lambda: paused(odoo), timeout=60, what="worker at the step")
    odoo.kill()
    for pid in paused(odoo):
        odoo.query(f"SELECT pg_terminate_backend({pid})")
    wait_until(lambda: not paused(odoo), timeout=30, what="end of the transaction")
    odoo.query("DROP FUNCTION pause() CASCADE")


def let_calls_end(odoo):
    """Let interrupted calls be so old that eBay has finished processing them."""
    odoo.query("UPDATE ebay_stock_picking SET sent_at = sent_at - interval '1 hour'")


def finish(odoo):
    """Start Odoo again and wait for all jobs."""
    odoo.start()
    assert odoo.wait_jobs(timeout=240, progress=odoo.wake_job_runner).keys() == {"done"}
    backend = odoo.execute("ebay.backend", "search", [], limit=1)
    odoo.execute("ebay.backend", "export_fulfillments", backend)
    assert odoo.wait_jobs().keys() == {"done"}


def assert_once(odoo, simulator, order_id):
    assert on_ebay(simulator, order_id) == [("DHL001", 2)]
    rows = odoo.query("SELECT state || ' ' || external_id FROM ebay_stock_picking")
    assert rows == ["done DHL001"]


@pytest.mark.parametrize("step", STEPS)
def test_kill_9_of_a_worker(odoo, simulator, backend, step):
    [picking], [order] = prepare(odoo, simulator, quantity=2)
    pause_at(odoo, step)
    validate(odoo, picking, "DHL001")
    kill_paused(odoo)
    let_calls_end(odoo)
    finish(odoo)
    assert_once(odoo, simulator, order)
    assert simulator.requests.count("createShippingFulfillment") == 1


def test_kill_9_while_ebay_is_called(odoo, simulator, backend):
    [picking], [order] = prepare(odoo, simulator, quantity=2)
    fault = simulator.faults.add("createShippingFulfillment", "timeout")
    validate(odoo, picking, "DHL001")
    wait_until(lambda: fault.seen, timeout=DUE_SECONDS, what="the call")
    odoo.kill()
    simulator.faults.clear()
    let_calls_end(odoo)
    finish(odoo)
    assert_once(odoo, simulator, order)


def test_lost_answer_of_a_created_fulfillment(odoo, simulator, backend):
    [picking], [order] = prepare(odoo, simulator, quantity=2)
    simulator.faults.add("createShippingFulfillment", "lost_answer")
    validate(odoo, picking, "DHL001")
    assert odoo.wait_jobs().keys() == {"done"}
    assert_once(odoo, simulator, order)
    assert simulator.requests.count("createShippingFulfillment") == 1
    assert simulator.requests.count("getShippingFulfillments") == 1


def test_two_workers_the_cron_and_the_event_at_once(odoo, simulator, backend):
    [picking], [order] = prepare(odoo, simulator, quantity=2)
    simulator.faults.add("createShippingFulfillment", "slow", seconds=3)
    validate(odoo, picking, "DHL001")
    started = "SELECT 1 FROM ebay_stock_picking WHERE state = 'sending'"
    wait_until(lambda: odoo.query(started), timeout=DUE_SECONDS, what="the call")
    # More jobs, by event, scheduled search and button, during the first one's call.
    odoo.execute("ebay.backend", "export_fulfillments", [backend])
    odoo.execute(
        "stock.picking", "write", [picking], {"carrier_tracking_ref": "DHL001"}
    )
    odoo.execute("stock.picking", "action_ebay_send_again", [picking])
    assert odoo.wait_jobs().keys() == {"done"}
    jobs = "SELECT count(*) FROM queue_job WHERE method_name = 'export_picking'"
    assert int(odoo.query(jobs)[0]) > 1, "no other job was created"
    assert_once(odoo, simulator, order)
    assert simulator.requests.count("createShippingFulfillment") == 1
