# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Notifications bring orders within seconds; the scheduled import brings them, too."""

import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest
from webhook_tools import envelope

from lib.processes import wait_until

SECONDS = 30


@pytest.fixture(autouse=True)
def euros(odoo):
    """Activate the euro, in which the seller sells."""
    domain = [("name", "=", "EUR"), ("active", "=", False)]
    ids = odoo.execute("res.currency", "search", domain)
    odoo.execute("res.currency", "write", ids, {"active": True})


@pytest.fixture
def subscribed(odoo, simulator, backend):
    """Return the backend, with eBay's notifications sent to this Odoo."""
    address = f"{odoo.url}/api/ebay/webhook"
    odoo.execute(
        "ir.config_parameter", "set_param", "connector_ebay.webhook_url", address
    )
    odoo.execute("res.users", "write", [2], {"email": "shop@example.com"})
    odoo.execute("ebay.backend", "subscribe_notifications", [backend])
    assert odoo.wait_jobs().keys() == {"done"}
    topics = {one.topic_id for one in simulator.notifications.subscriptions.values()}
    assert "ORDER_CONFIRMATION" in topics
    return backend


def buy(simulator):
    """Buy one unit of the first listing without variations; return the order."""
    listing = next(
        one for one in simulator.seller.active() if not one.variations and one.available
    )
    return simulator.orders.buy(listing.item_id, 1)


def orders(odoo):
    """Return eBay's ids of the orders in Odoo."""
    return odoo.query("SELECT external_id FROM ebay_sale_order ORDER BY 1")


def wait_for_order(odoo, order):
    """Wait until the order is in Odoo."""
    wait_until(
        lambda: order.order_id in orders(odoo),
        timeout=SECONDS,
        what=f"order {order.order_id} in Odoo",
    )


def run_until_in_odoo(odoo, simulator, backend, order):
    """Repeat the scheduled import until the order is in Odoo."""
    # The first run only learns eBay's time; the next one imports orders before it.
    simulator.clock.advance(300)

    def came_in():
        odoo.execute("ebay.backend", "import_orders", [backend])
        odoo.wait_jobs()
        return order.order_id in orders(odoo)

    wait_until(came_in, timeout=SECONDS, what=f"order {order.order_id} in Odoo")


def test_an_order_is_in_odoo_within_seconds(odoo, simulator, subscribed):
    order = buy(simulator)
    wait_for_order(odoo, order)
    odoo.wait_jobs()
    [event] = odoo.execute(
        "ebay.webhook.event", "search_read", [], ["topic", "state", "lag", "reference"]
    )
    assert (event["state"], event["reference"]) == ("done", order.order_id)
    assert event["lag"] < SECONDS
    print(f"lag from eBay's event to the order in Odoo: {event['lag']:.0f} s")


def test_without_notifications_the_scheduled_import_brings_the_order(
    odoo, simulator, backend
):
    order = buy(simulator)
    assert not simulator.notifications.deliveries
    run_until_in_odoo(odoo, simulator, backend, order)
    assert odoo.query("SELECT count(*) FROM ebay_webhook_event") == ["0"]


def test_with_both_the_order_is_imported_once(odoo, simulator, subscribed):
    order = buy(simulator)
    simulator.notifications.order_confirmation(order, copies=5)
    simulator.clock.advance(300)
    for _run in range(2):
        odoo.execute("ebay.backend", "import_orders", [subscribed])
    wait_for_order(odoo, order)
    assert simulator.notifications.wait(SECONDS)
    assert odoo.wait_jobs().keys() == {"done"}
    assert orders(odoo) == [order.order_id]
    assert odoo.query("SELECT count(*) FROM sale_order") == ["1"]
    # One event of the sale, and one that was delivered five times.
    assert odoo.query("SELECT count(*) FROM ebay_webhook_event") == ["2"]


def test_a_forged_order_is_refused(odoo, simulator, subscribed):
    order = buy(simulator)
    wait_for_order(odoo, order)
    simulator.notifications.order_confirmation(order, tamper=True)
    simulator.notifications.order_confirmation(order, key_id="0" * 36)
    assert simulator.notifications.wait(SECONDS)
    statuses = [delivery.status for delivery in simulator.notifications.deliveries]
    assert statuses == [204, *[412] * 6]
    assert odoo.query("SELECT count(*) FROM ebay_webhook_event") == ["1"]


def test_a_failed_event_shows_its_error_and_is_processed_again(
    odoo, simulator, subscribed
):
    refusal = '{"errors": [{"errorId": 32110, "message": "Not this order."}]}'
    simulator.faults.add(
        "getOrder", "status", status=400, body=refusal, mimetype="application/json"
    )
    order = buy(simulator)
    domain = [("state", "=", "failed")]
    [event] = wait_until(
        lambda: odoo.execute(
            "ebay.webhook.event", "search_read", domain, ["error", "tries"]
        ),
        timeout=SECONDS,
        what="failed event",
    )
    assert "Not this order." in event["error"]
    odoo.execute("ebay.webhook.event", "action_replay", [event["id"]])
    wait_for_order(odoo, order)


def test_a_notification_while_odoo_is_down_is_not_lost(odoo, simulator, subscribed):
    simulator.notifications.courier.retry_seconds = 0
    odoo.kill()
    order = buy(simulator)
    assert simulator.notifications.wait(SECONDS)
    odoo.start()
    assert order.order_id not in orders(odoo)
    run_until_in_odoo(odoo, simulator, subscribed, order)


def test_a_burst_of_notifications_is_stored_once_each(odoo, simulator, backend):
    odoo.execute("ebay.backend", "connect", [backend])
    signer, seller = simulator.notifications.signer, simulator.seller
    bodies = [
        envelope("NEW_MESSAGE", {"userId": seller.user_id, "messageId": f"m-{number}"})
        for number in range(100)
    ]

    def deliver(body):
        headers = {
            "Content-Type": "application/json",
            "X-EBAY-SIGNATURE": signer.header(body),
        }
        request = urllib.request.Request(f"{odoo.url}/api/ebay/webhook", body, headers)
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            return answer.status

    # Copies next to each other, so that both workers get the same one at a time.
    copies = [body for body in bodies for _copy in range(3)]
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(deliver, copies)) == {204}
    assert odoo.query("SELECT count(*) FROM ebay_webhook_event") == ["100"]
    assert odoo.query(
        "SELECT count(*) FROM queue_job WHERE method_name = 'process'"
    ) == ["100"]
    assert simulator.requests.count("getPublicKey") == 1
    assert odoo.wait_jobs().keys() == {"done"}
    assert odoo.query("SELECT count(*) FROM mail_activity") == ["100"]
