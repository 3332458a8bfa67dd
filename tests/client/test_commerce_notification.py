# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Config, destinations, topics and subscriptions of eBay's push notifications."""

import json

import pytest

from ebay_client import NotFoundError, RejectedError, TokenKind, TransientError
from ebay_client.commerce_notification import choose_version

ROOT = "/commerce/notification/v1"
HOST = "https://api.ebay.com" + ROOT
ENDPOINT = "https://odoo.example/api/ebay/webhook"
USER, APPLICATION = TokenKind.USER, TokenKind.APPLICATION


def bearer(ebay):
    return ebay.request.headers["authorization"].removeprefix("Bearer ")


def test_a_public_key(client, ebay):
    ebay.say_json('{"key": "-----BEGIN", "algorithm": "ECDSA", "digest": "SHA1"}')
    assert client.notification.get_public_key("a-b")["digest"] == "SHA1"
    assert ebay.request.url.path == f"{ROOT}/public_key/a-b"
    assert bearer(ebay) == "application-token-1"


def test_the_config(client, ebay):
    ebay.say_json('{"errors": [{"errorId": 195026, "message": "none"}]}', 404)
    with pytest.raises(NotFoundError):
        client.notification.get_config()
    ebay.say(204)
    client.notification.update_config("alerts@example.com")
    assert (ebay.request.method, ebay.request.url.path) == ("PUT", f"{ROOT}/config")
    assert json.loads(ebay.request.content) == {"alertEmail": "alerts@example.com"}


def test_all_pages_are_read(client, ebay):
    """The next page's token is taken from its address, which is not followed."""
    following = "https://elsewhere.example/?limit=100&continuation_token=a%2Bb%3D"
    ebay.say_json(json.dumps({"topics": [{"topicId": "A"}], "next": following}))
    ebay.say_json('{"topics": [{"topicId": "B"}]}')
    topics = client.notification.get_topics()
    assert [topic["topicId"] for topic in topics] == ["A", "B"]
    first, second = ebay.requests
    assert first.url.query == b"limit=100"
    assert second.url.query == b"limit=100&continuation_token=a%2Bb%3D"
    assert second.url.host == first.url.host == "api.sandbox.ebay.com"


def test_paging_without_end_is_ended(client, ebay):
    following = f"{HOST}/topic?continuation_token=again"
    for _ in range(50):
        ebay.say_json(json.dumps({"topics": [], "next": following}))
    assert client.notification.get_topics() == []


def test_no_rows_at_all(client, ebay):
    ebay.say_json('{"total": 0}')
    assert client.notification.get_destinations() == []


def test_a_destination(client, ebay):
    ebay.say(201, headers={"location": f"{HOST}/destination/d-1"})
    made = client.notification.create_destination("odoo", ENDPOINT, "token")
    assert made == "d-1"
    body = {
        "name": "odoo",
        "status": "ENABLED",
        "deliveryConfig": {
            "endpoint": ENDPOINT,
            "verificationToken": "token",
        },
    }
    assert json.loads(ebay.request.content) == body
    ebay.say(204)
    client.notification.update_destination("d-1", "odoo", ENDPOINT, "token")
    assert ebay.request.url.path == f"{ROOT}/destination/d-1"
    assert json.loads(ebay.request.content) == body


def test_a_destination_that_fails_its_challenge(client, ebay):
    ebay.say_json('{"errors": [{"errorId": 195020, "message": "challenge"}]}', 409)
    with pytest.raises(RejectedError) as caught:
        client.notification.create_destination("odoo", ENDPOINT, "token")
    assert 195020 in caught.value.error_ids


@pytest.mark.parametrize(
    ("kind", "token"), [(USER, "user-token-1"), (APPLICATION, "application-token-1")]
)
def test_subscriptions_are_the_sellers_or_the_applications(client, ebay, kind, token):
    ebay.say_json('{"subscriptions": [{"subscriptionId": "s-1"}]}')
    assert len(client.notification.get_subscriptions(kind)) == 1
    assert bearer(ebay) == token
    ebay.say(201, headers={"location": f"{HOST}/subscription/s-2"})
    made = client.notification.create_subscription(
        "ORDER_CONFIRMATION", "d", "1.1", kind
    )
    assert made == "s-2"
    assert bearer(ebay) == token
    assert json.loads(ebay.request.content) == {
        "topicId": "ORDER_CONFIRMATION",
        "status": "ENABLED",
        "destinationId": "d",
        "payload": {
            "format": "JSON",
            "schemaVersion": "1.1",
            "deliveryProtocol": "HTTPS",
        },
    }


def test_a_subscription_is_changed_and_ended(client, ebay):
    ebay.say(204)
    client.notification.update_subscription("s-1", "d", "1.0", USER)
    assert "topicId" not in json.loads(ebay.request.content)
    ebay.say(204)
    client.notification.delete_subscription("s-1", USER)
    assert (ebay.request.method, ebay.request.url.path) == (
        "DELETE",
        f"{ROOT}/subscription/s-1",
    )


def test_what_was_made_without_saying_where_has_to_be_looked_for(client, ebay):
    ebay.say(201)
    with pytest.raises(TransientError):
        client.notification.create_subscription("T", "d", "1.0", USER)


@pytest.mark.parametrize(
    ("topic_id", "versions", "chosen"),
    [
        ("ORDER_CONFIRMATION", ["1.0", "1.1"], "1.0"),
        ("ORDER_CONFIRMATION", ["1.1", "1.10", "1.2"], "1.1"),
        ("MARKETPLACE_ACCOUNT_DELETION", ["1.0"], "1.0"),
        ("SOMETHING_NEW", ["2.0"], "2.0"),
        ("ORDER_CONFIRMATION", [], "1.0"),
    ],
)
def test_choose_the_payload_version_that_ebay_publishes(topic_id, versions, chosen):
    payloads = [{"schemaVersion": version} for version in versions]
    topic = {"topicId": topic_id, "supportedPayloads": payloads}
    assert choose_version(topic) == chosen


def test_a_deprecated_payload_version_is_the_last_resort():
    payloads = [
        {"schemaVersion": "1.0", "deprecated": True},
        {"schemaVersion": "2.0", "deprecated": False},
    ]
    topic = {"topicId": "ORDER_CONFIRMATION", "supportedPayloads": payloads}
    assert choose_version(topic) == "2.0"
