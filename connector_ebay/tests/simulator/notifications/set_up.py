# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Notification API: config, destinations, topics, and the public key.

https://developer.ebay.com/api-docs/commerce/notification/resources/methods
"""

import re

from ..errors import RestError, json_response
from ..keyset import API_SCOPE
from ..routing import APPLICATION, Routes
from .delivery import answers_challenge, is_loopback
from .hub import Destination
from .topics import TOPICS

BASE = "/commerce/notification/v1"
API = "commerce.notification"
BASE_URL = f"https://api.ebay.com{BASE}"
routes = Routes(BASE, API)
APP = {"token": APPLICATION, "scopes": [API_SCOPE]}
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32,80}")
SMALLEST_PAGE, DEFAULT_PAGE, LARGEST_PAGE = 10, 20, 100


def notification_error(status, error_id, message):
    """Return an error of the Notification API."""
    return RestError(status, error_id, "API_NOTIFICATION", message)


def page(call, path, name, members):
    """Return one page of a list; the continuation token says where the next one
    begins."""
    limit = call.query.get("limit", str(DEFAULT_PAGE))
    first = call.query.get("continuation_token", "0")
    if not limit.isdigit() or not SMALLEST_PAGE <= int(limit) <= LARGEST_PAGE:
        raise notification_error(
            400, 195004, "Invalid limit. Supported ranges 10 - 100."
        )
    if not first.isdigit() or int(first) > len(members):
        raise notification_error(400, 195005, "Invalid continuation token.")
    limit, first = int(limit), int(first)
    body = {
        "href": f"{BASE_URL}{path}?limit={limit}",
        "limit": limit,
        "total": len(members),
        name: members[first : first + limit],
    }
    if first + limit < len(members):
        body["next"] = (
            f"{BASE_URL}{path}?limit={limit}&continuation_token={first + limit}"
        )
    return body


@routes.add("GET", "/config", "getConfig", **APP)
def get_config(call):
    """Answer with where eBay writes to when a destination fails; 404 before it is
    set."""
    email = call.simulator.notifications.alert_email
    if not email:
        raise notification_error(404, 195026, "Configuration Not Found.")
    return {"alertEmail": email}


@routes.add("PUT", "/config", "updateConfig", **APP)
def update_config(call):
    """Set the e-mail address; nothing else can be set up before."""
    email = call.json().get("alertEmail", "")
    if "@" not in email:
        raise notification_error(400, 195025, "Invalid or missing email.")
    call.simulator.notifications.alert_email = email
    return json_response(None, 204)


@routes.add("GET", "/topic", "getTopics", **APP)
def get_topics(call):
    """Answer with all topics."""
    return page(call, "/topic", "topics", [one.as_json() for one in TOPICS.values()])


@routes.add("GET", "/topic/{topic_id}", "getTopic", **APP)
def get_topic(call):
    """Answer with one topic."""
    topic = TOPICS.get(call.path["topic_id"])
    if topic is None:
        raise notification_error(404, 195002, "Invalid or missing topic id.")
    return topic.as_json()


@routes.add("GET", "/public_key/{public_key_id}", "getPublicKey", **APP)
def get_public_key(call):
    """Answer with the key of a signature; eBay wants it to be cached."""
    signer = call.simulator.notifications.signer
    if call.path["public_key_id"] != signer.key_id:
        raise notification_error(404, 195001, "The specified key id is invalid.")
    return signer.public_key()


@routes.add("GET", "/destination", "getDestinations", **APP)
def get_destinations(call):
    """Answer with all destinations."""
    found = call.simulator.notifications.destinations.values()
    return page(
        call, "/destination", "destinations", [_destination(one) for one in found]
    )


@routes.add("POST", "/destination", "createDestination", **APP)
def create_destination(call):
    """Create a webhook, which must answer eBay's challenge during this very call."""
    hub = call.simulator.notifications
    if not hub.alert_email:
        raise configuration_missing()
    destination = _read_destination(call.json(), hub.new_id())
    if any(one.endpoint == destination.endpoint for one in hub.destinations.values()):
        raise notification_error(409, 195021, "Destination exists for this endpoint")
    hub.destinations[destination.destination_id] = destination
    location = f"{BASE_URL}/destination/{destination.destination_id}"
    return json_response(None, 201, {"Location": location})


@routes.add("GET", "/destination/{destination_id}", "getDestination", **APP)
def get_destination(call):
    """Answer with one destination."""
    return _destination(_known(call))


@routes.add("PUT", "/destination/{destination_id}", "updateDestination", **APP)
def update_destination(call):
    """Change a destination; it is challenged anew."""
    destination = _known(call)
    changed = _read_destination(call.json(), destination.destination_id)
    call.simulator.notifications.destinations[changed.destination_id] = changed
    return json_response(None, 204)


@routes.add("DELETE", "/destination/{destination_id}", "deleteDestination", **APP)
def delete_destination(call):
    """Remove a destination that nothing is sent to."""
    hub, destination = call.simulator.notifications, _known(call)
    used = {one.destination_id for one in hub.subscriptions.values()}
    if destination.destination_id in used:
        raise notification_error(
            409, 195024, "Destination is in use and cannot be deleted."
        )
    del hub.destinations[destination.destination_id]
    return json_response(None, 204)


def configuration_missing():
    """Return the error before an alert e-mail address is set."""
    return notification_error(
        409,
        195003,
        "Please provide configurations required for notifications. Refer to /config",
    )


def _known(call):
    hub = call.simulator.notifications
    destination = hub.destinations.get(call.path["destination_id"])
    if destination is None:
        raise notification_error(404, 195022, "Invalid or missing destination id.")
    return destination


def _read_destination(body, destination_id):
    delivery = body.get("deliveryConfig", {})
    endpoint = delivery.get("endpoint", "")
    token = delivery.get("verificationToken", "")
    name = body.get("name", "")
    if not name or len(name) > 64 or "<" in name:
        raise notification_error(
            400,
            195016,
            "Invalid name. Markups or lengths greater than 64 not supported",
        )
    # eBay wants a public https address; this simulator leaves the machine for none.
    if not is_loopback(endpoint):
        raise notification_error(400, 195017, "Invalid or missing endpoint.")
    if body.get("status") not in ("ENABLED", "DISABLED"):
        raise notification_error(
            400,
            195018,
            "Invalid or missing destination status. Supported"
            " values:[ENABLED,DISABLED]",
        )
    if not _TOKEN.fullmatch(token):
        raise notification_error(
            400,
            195019,
            "Invalid or missing verification token for this endpoint.",
        )
    if not answers_challenge(endpoint, token):
        raise notification_error(
            409, 195020, "Challenge verification failed for requested endpoint"
        )
    return Destination(destination_id, name, body["status"], endpoint, token)


def _destination(destination):
    return {
        "destinationId": destination.destination_id,
        "name": destination.name,
        "status": destination.status,
        "deliveryConfig": {
            "endpoint": destination.endpoint,
            "verificationToken": destination.verification_token,
        },
    }
