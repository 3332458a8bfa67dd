# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Notifications are set up, signed and delivered as eBay documents."""

import base64
import json
import textwrap
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from simulator.webhook import VERIFICATION_TOKEN, Webhook

BASE = "/commerce/notification/v1"


@pytest.fixture
def webhook():
    """Return a webhook on this machine."""
    with Webhook() as webhook:
        yield webhook


def destination(webhook, **changes):
    """Return the body that creates a destination."""
    delivery = {"endpoint": webhook.url, "verificationToken": VERIFICATION_TOKEN}
    return {"name": "odoo", "status": "ENABLED", "deliveryConfig": delivery} | changes


def subscribe(caller, webhook, topic="ORDER_CONFIRMATION", application=False):
    """Set everything up for a topic."""
    caller.rest(
        "PUT", f"{BASE}/config", json={"alertEmail": "a@example.com"}, application=True
    )
    made = caller.rest(
        "POST", f"{BASE}/destination", json=destination(webhook), application=True
    )
    assert made.status_code == 201, made.text
    return caller.rest(
        "POST",
        f"{BASE}/subscription",
        json={
            "topicId": topic,
            "status": "ENABLED",
            "destinationId": made.headers["location"].rpartition("/")[2],
            "payload": {
                "format": "JSON",
                "schemaVersion": "1.0",
                "deliveryProtocol": "HTTPS",
            },
        },
        application=application,
    )


def verify(caller, body, header):
    """Check a signature with the key that the API gives; raises when it is bad."""
    parts = json.loads(base64.b64decode(header))
    answer = caller.rest("GET", f"{BASE}/public_key/{parts['kid']}", application=True)
    one_line = answer.json()["key"]
    assert "\n" not in one_line
    content = one_line.removeprefix("-----BEGIN PUBLIC KEY-----")
    content = content.removesuffix("-----END PUBLIC KEY-----")
    lines = "\n".join(textwrap.wrap(content, 64))
    pem = f"-----BEGIN PUBLIC KEY-----\n{lines}\n-----END PUBLIC KEY-----\n"
    key = serialization.load_pem_public_key(pem.encode())
    signature = base64.b64decode(parts["signature"])
    key.verify(signature, body, ec.ECDSA(hashes.SHA1()))


def test_a_purchase_is_told_and_signed(simulator, caller, webhook):
    assert subscribe(caller, webhook).status_code == 201
    listing = simulator.seller.add_listing("Tasse", available=3)
    order = simulator.orders.buy(listing.item_id)
    assert simulator.notifications.wait()
    [(body, header)] = webhook.received
    told = json.loads(body)
    assert told["metadata"]["topic"] == "ORDER_CONFIRMATION"
    assert told["notification"]["data"]["order"]["orderId"] == order.order_id
    verify(caller, body, header)
    assert simulator.violations == []


def test_a_tampered_notification_does_not_verify(simulator, caller, webhook):
    subscribe(caller, webhook)
    simulator.notifications.publish("ORDER_CONFIRMATION", {}, tamper=True)
    assert simulator.notifications.wait()
    [(body, header)] = webhook.received
    with pytest.raises(InvalidSignature):
        verify(caller, body, header)


def test_what_is_not_accepted_comes_again_and_then_no_more(simulator, caller, webhook):
    subscribe(caller, webhook)
    webhook.answers = [500, 503, 500, 500]
    simulator.notifications.courier.retry_seconds = 0
    simulator.notifications.publish("ORDER_CONFIRMATION", {})
    assert simulator.notifications.wait()
    bodies = [json.loads(body)["notification"] for body, _header in webhook.received]
    assert [one["publishAttemptCount"] for one in bodies] == [1, 2, 3]
    assert len({one["notificationId"] for one in bodies}) == 1
    assert [one.status for one in simulator.notifications.deliveries] == [500, 503, 500]


def test_copies_are_of_one_notification(simulator, caller, webhook):
    subscribe(caller, webhook)
    sent = simulator.notifications.publish("ORDER_CONFIRMATION", {}, copies=3)
    assert simulator.notifications.wait()
    told = [json.loads(body)["notification"] for body, _header in webhook.received]
    assert [one["notificationId"] for one in told] == [sent] * 3


def test_a_wrong_challenge_answer_makes_no_destination(simulator, caller, webhook):
    caller.rest(
        "PUT", f"{BASE}/config", json={"alertEmail": "a@example.com"}, application=True
    )
    webhook.token = "another-token-than-the-one-registered-xx"
    refused = caller.rest(
        "POST", f"{BASE}/destination", json=destination(webhook), application=True
    )
    assert refused.json()["errors"][0]["errorId"] == 195020
    assert simulator.notifications.destinations == {}


def test_before_the_configuration_nothing_can_be_set_up(caller, webhook):
    missing = caller.rest("GET", f"{BASE}/config", application=True)
    refused = caller.rest(
        "POST", f"{BASE}/destination", json=destination(webhook), application=True
    )
    assert missing.json()["errors"][0]["errorId"] == 195026
    assert refused.json()["errors"][0]["errorId"] == 195003


@pytest.mark.parametrize(
    ("topic", "application", "error_id"),
    [
        ("ORDER_CONFIRMATION", True, 195011),
        ("MARKETPLACE_ACCOUNT_DELETION", False, 195011),
        ("LISTING", False, 195011),
        ("ITEM_SOLD", False, 195027),
    ],
)
def test_a_topic_wants_its_own_token_and_scope(
    caller, webhook, topic, application, error_id
):
    refused = subscribe(caller, webhook, topic, application)
    assert refused.json()["errors"][0]["errorId"] == error_id


def test_there_is_one_subscription_a_topic(simulator, caller, webhook):
    made = subscribe(caller, webhook)
    listed = caller.rest("GET", f"{BASE}/subscription").json()["subscriptions"]
    assert made.headers["location"].endswith(listed[0]["subscriptionId"])
    path = f"{BASE}/subscription/{listed[0]['subscriptionId']}"
    again = caller.rest(
        "POST",
        f"{BASE}/subscription",
        json={
            key: listed[0][key]
            for key in ("topicId", "status", "destinationId", "payload")
        },
    )
    assert again.json()["errors"][0]["errorId"] == 195012
    assert caller.rest("POST", f"{path}/disable").status_code == 204
    simulator.notifications.publish("ORDER_CONFIRMATION", {})
    assert simulator.notifications.wait()
    assert webhook.received == []
    assert caller.rest("DELETE", path).status_code == 204
    assert simulator.violations == []


def test_topics_come_page_by_page(simulator, caller):
    first = caller.rest("GET", f"{BASE}/topic?limit=10", application=True).json()
    token = parse_qs(urlsplit(first["next"]).query)["continuation_token"][0]
    rest = caller.rest(
        "GET",
        f"{BASE}/topic?limit=10&continuation_token={token}",
        application=True,
    ).json()
    assert len(first["topics"]) + len(rest["topics"]) == first["total"]
    assert simulator.violations == []
