# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Notification API: subscriptions, with the user's token or the application's.

https://developer.ebay.com/api-docs/commerce/notification/resources/subscription/methods
"""

from ..clock import timestamp
from ..errors import insufficient_permissions, json_response
from ..keyset import API_SCOPE, scope
from ..routing import ANY, Routes
from . import topics
from .hub import Subscription
from .set_up import (
    API,
    BASE,
    BASE_URL,
    configuration_missing,
    notification_error,
    page,
)
from .topics import TOPICS

routes = Routes(BASE, API)
SUBSCRIPTION_SCOPE = scope("commerce.notification.subscription")
EITHER = {"token": ANY, "scopes": [API_SCOPE, SUBSCRIPTION_SCOPE]}
PATH = "/subscription/{subscription_id}"
CONTEXTS = {"user": topics.USER, "application": topics.APPLICATION}


@routes.add("GET", "/subscription", "getSubscriptions", **EITHER)
def get_subscriptions(call):
    """Answer with the subscriptions of the token's user, or the application's own."""
    found = [
        _as_json(one)
        for one in call.simulator.notifications.subscriptions.values()
        if one.context == CONTEXTS[call.grant.kind]
    ]
    return page(call, "/subscription", "subscriptions", found)


@routes.add("POST", "/subscription", "createSubscription", **EITHER)
def create_subscription(call):
    """Subscribe; there is one subscription for each application, user and topic."""
    hub, body = call.simulator.notifications, call.json()
    if not hub.alert_email:
        raise configuration_missing()
    topic = TOPICS.get(body.get("topicId"))
    if topic is None:
        raise notification_error(400, 195027, "Invalid or missing topic id.")
    _check_token(call, topic)
    if any(one.topic_id == topic.topic_id for one in hub.subscriptions.values()):
        raise notification_error(409, 195012, "Subscription already exists")
    subscription = Subscription(
        hub.new_id(),
        topic.topic_id,
        body.get("destinationId", ""),
        body.get("status", ""),
        _schema_version(topic, body.get("payload", {})),
        topic.context,
        call.simulator.clock.now(),
    )
    _check(hub, subscription)
    hub.subscriptions[subscription.subscription_id] = subscription
    location = f"{BASE_URL}/subscription/{subscription.subscription_id}"
    return json_response(None, 201, {"Location": location})


@routes.add("GET", PATH, "getSubscription", **EITHER)
def get_subscription(call):
    """Answer with one subscription."""
    return _as_json(_known(call))


@routes.add("PUT", PATH, "updateSubscription", **EITHER)
def update_subscription(call):
    """Change a subscription's status, destination or payload version."""
    hub, body, old = call.simulator.notifications, call.json(), _known(call)
    changed = Subscription(
        old.subscription_id,
        old.topic_id,
        body.get("destinationId", ""),
        body.get("status", ""),
        _schema_version(TOPICS[old.topic_id], body.get("payload", {})),
        old.context,
        old.created_at,
    )
    _check(hub, changed)
    hub.subscriptions[old.subscription_id] = changed
    return json_response(None, 204)


@routes.add("DELETE", PATH, "deleteSubscription", **EITHER)
def delete_subscription(call):
    """End a subscription."""
    subscription = _known(call)
    del call.simulator.notifications.subscriptions[subscription.subscription_id]
    return json_response(None, 204)


@routes.add("POST", PATH + "/enable", "enableSubscription", **EITHER)
def enable_subscription(call):
    """Let notifications come."""
    subscription = _known(call)
    subscription.status = "ENABLED"
    return json_response(None, 204)


@routes.add("POST", PATH + "/disable", "disableSubscription", **EITHER)
def disable_subscription(call):
    """Let no notification come."""
    subscription = _known(call)
    subscription.status = "DISABLED"
    return json_response(None, 204)


@routes.add("POST", PATH + "/test", "testSubscription", **EITHER)
def test_subscription(call):
    """Send an example of the topic."""
    subscription = _known(call)
    data = {"user": {"userId": "0", "username": "test"}, "test": True}
    call.simulator.notifications.publish(subscription.topic_id, data)
    return json_response(None, 202)


def _check_token(call, topic):
    """Refuse a token that is not of the topic's kind or has none of its scopes."""
    if CONTEXTS[call.grant.kind] != topic.context:
        raise notification_error(403, 195011, "Not authorized for this topic.")
    if not call.grant.scopes.intersection(topic.scopes):
        raise notification_error(403, 195011, "Not authorized for this topic.")
    if topic.context == topics.USER and SUBSCRIPTION_SCOPE not in call.grant.scopes:
        raise insufficient_permissions()


def _check(hub, subscription):
    destination = hub.destinations.get(subscription.destination_id)
    if destination is None:
        raise notification_error(400, 195007, "Invalid or missing destination id.")
    if subscription.status not in ("ENABLED", "DISABLED"):
        raise notification_error(400, 195006, "Invalid or missing subscription status.")
    if subscription.status == "ENABLED" and destination.status != "ENABLED":
        raise notification_error(
            409,
            195015,
            "The subscription cannot be enabled since the destination is not enabled.",
        )


def _schema_version(topic, payload):
    if payload.get("format") != "JSON":
        raise notification_error(
            400, 195009, "Specified format is not supported for the topic."
        )
    if payload.get("deliveryProtocol") != "HTTPS":
        raise notification_error(400, 195010, "Invalid or missing protocol")
    if payload.get("schemaVersion") not in topic.versions:
        raise notification_error(
            400,
            195008,
            "Invalid or missing schema version. Please refer to /topic/{topic_id} for"
            " supported schema versions.",
        )
    return payload["schemaVersion"]


def _known(call):
    hub = call.simulator.notifications
    subscription = hub.subscriptions.get(call.path["subscription_id"])
    if subscription is None or subscription.context != CONTEXTS[call.grant.kind]:
        raise notification_error(404, 195013, "The subscription id does not exist.")
    return subscription


def _as_json(subscription):
    return {
        "subscriptionId": subscription.subscription_id,
        "topicId": subscription.topic_id,
        "destinationId": subscription.destination_id,
        "status": subscription.status,
        "creationDate": timestamp(subscription.created_at),
        "payload": {
            "format": "JSON",
            "schemaVersion": subscription.schema_version,
            "deliveryProtocol": "HTTPS",
        },
    }
