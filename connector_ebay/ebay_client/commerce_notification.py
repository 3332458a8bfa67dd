# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Commerce Notification API: what eBay pushes, and where to.

https://developer.ebay.com/api-docs/commerce/notification/overview.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from .rest import RestApi, TokenKind, created_id

PAGE_SIZE = 100
# Far beyond what eBay has; ends a paging that never would.
MAX_PAGES = 50


# The payload versions of which eBay publishes a contract (AsyncAPI 1.0.0 is "1.0").
# ORDER_CONFIRMATION also offers 1.1, whose fields are published nowhere.
# https://developer.ebay.com/api-docs/master/commerce/notification/asyncapi/order_confirmation.yaml
PUBLISHED_VERSIONS = {
    "AUTHORIZATION_REVOCATION": "1.0",
    "MARKETPLACE_ACCOUNT_DELETION": "1.0",
    "ORDER_CONFIRMATION": "1.0",
}


def choose_version(topic: Mapping[str, Any]) -> str:
    """Return the payload version to subscribe to: the published one, else the oldest.

    :param topic: as ``get_topics`` returns it
    """
    payloads = topic.get("supportedPayloads") or []
    current = [row for row in payloads if not row.get("deprecated")] or payloads
    versions = [row["schemaVersion"] for row in current if row.get("schemaVersion")]
    published = PUBLISHED_VERSIONS.get(str(topic.get("topicId")), "1.0")
    if published in versions or not versions:
        return published
    return min(versions, key=_as_numbers)


def _as_numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".") if part.isdecimal()]


class CommerceNotification(RestApi):
    """Config, destinations, topics, subscriptions and eBay's public keys.

    All but the subscriptions of a seller take the application's token.
    """

    api = "commerce.notification"
    root = "/commerce/notification/v1"
    token_kind = TokenKind.APPLICATION

    def get_public_key(self, key_id: str) -> dict[str, Any]:
        """Return ``key`` (PEM without line breaks), ``algorithm`` and ``digest``.

        eBay asks to cache it, for about an hour.
        https://developer.ebay.com/api-docs/commerce/notification/resources/public_key/methods/getPublicKey
        """
        return self._call(
            "GET", "/public_key/{public_key_id}", path={"public_key_id": key_id}
        )

    def get_config(self) -> dict[str, Any]:
        """Return ``alertEmail``.

        https://developer.ebay.com/api-docs/commerce/notification/resources/config/methods/getConfig

        :raises NotFoundError: none has been set yet (195026)
        """
        return self._call("GET", "/config")

    def update_config(self, alert_email: str) -> None:
        """Set whom eBay writes to about deliveries; nothing else works before.

        https://developer.ebay.com/api-docs/commerce/notification/resources/config/methods/updateConfig
        """
        self._call("PUT", "/config", body={"alertEmail": alert_email})

    def get_topics(self) -> list[dict[str, Any]]:
        """Return every topic with its scope, payloads and ``authorizationScopes``.

        https://developer.ebay.com/api-docs/commerce/notification/resources/topic/methods/getTopics
        """
        return list(self._pages("/topic", "topics", self.token_kind))

    def get_destinations(self) -> list[dict[str, Any]]:
        """Return the application's destinations, with their status.

        https://developer.ebay.com/api-docs/commerce/notification/resources/destination/methods/getDestinations
        """
        return list(self._pages("/destination", "destinations", self.token_kind))

    def create_destination(self, name: str, endpoint: str, token: str) -> str:
        """Create a destination and return its id.

        eBay sends the endpoint its challenge before it answers.
        https://developer.ebay.com/api-docs/commerce/notification/resources/destination/methods/createDestination

        :param token: the verification token
        """
        answer = self._call(
            "POST", "/destination", body=_destination(name, endpoint, token)
        )
        return created_id(answer)

    def update_destination(
        self, destination_id: str, name: str, endpoint: str, token: str
    ) -> None:
        """Change a destination and switch it on; eBay challenges it again.

        https://developer.ebay.com/api-docs/commerce/notification/resources/destination/methods/updateDestination
        """
        self._call(
            "PUT",
            "/destination/{destination_id}",
            path={"destination_id": destination_id},
            body=_destination(name, endpoint, token),
        )

    def get_subscriptions(self, token_kind: TokenKind) -> list[dict[str, Any]]:
        """Return the subscriptions of the seller, or of the application.

        https://developer.ebay.com/api-docs/commerce/notification/resources/subscription/methods/getSubscriptions
        """
        return list(self._pages("/subscription", "subscriptions", token_kind))

    def create_subscription(
        self,
        topic_id: str,
        destination_id: str,
        schema_version: str,
        token_kind: TokenKind,
    ) -> str:
        """Subscribe to a topic and return the subscription's id.

        https://developer.ebay.com/api-docs/commerce/notification/resources/subscription/methods/createSubscription

        :raises RejectedError: 195012, there is one already
        """
        body = {"topicId": topic_id, **_subscription(destination_id, schema_version)}
        return created_id(
            self._call("POST", "/subscription", body=body, token_kind=token_kind)
        )

    def update_subscription(
        self,
        subscription_id: str,
        destination_id: str,
        schema_version: str,
        token_kind: TokenKind,
    ) -> None:
        """Change a subscription and switch it on.

        https://developer.ebay.com/api-docs/commerce/notification/resources/subscription/methods/updateSubscription
        """
        self._call(
            "PUT",
            "/subscription/{subscription_id}",
            path={"subscription_id": subscription_id},
            body=_subscription(destination_id, schema_version),
            token_kind=token_kind,
        )

    def delete_subscription(self, subscription_id: str, token_kind: TokenKind) -> None:
        """End a subscription.

        https://developer.ebay.com/api-docs/commerce/notification/resources/subscription/methods/deleteSubscription
        """
        self._call(
            "DELETE",
            "/subscription/{subscription_id}",
            path={"subscription_id": subscription_id},
            token_kind=token_kind,
        )

    def _pages(
        self, template: str, key: str, token_kind: TokenKind
    ) -> Iterator[dict[str, Any]]:
        """Yield the rows of all pages; the next page's token is in ``next``."""
        token = None
        for _page in range(MAX_PAGES):
            answer = self._call(
                "GET",
                template,
                query={"limit": PAGE_SIZE, "continuation_token": token},
                token_kind=token_kind,
            )
            yield from answer.get(key) or ()
            query = parse_qs(urlsplit(answer.get("next") or "").query)
            token = query.get("continuation_token", [None])[0]
            if not token:
                return


def _destination(name: str, endpoint: str, token: str) -> dict[str, Any]:
    return {
        "name": name,
        "status": "ENABLED",
        "deliveryConfig": {"endpoint": endpoint, "verificationToken": token},
    }


def _subscription(destination_id: str, schema_version: str) -> dict[str, Any]:
    return {
        "status": "ENABLED",
        "destinationId": destination_id,
        "payload": {
            "format": "JSON",
            "schemaVersion": schema_version,
            "deliveryProtocol": "HTTPS",
        },
    }
