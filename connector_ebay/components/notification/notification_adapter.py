# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.addons.component.core import Component

from ...connection.tokens import AccessTokens
from ...ebay_client.rest import TokenKind
from ...exceptions import EbayNotFound


class EbayNotificationAdapter(Component):
    """Read and write destination, topics and subscriptions of the Notification API."""

    _name = "ebay.notification.adapter"
    _inherit = "ebay.adapter"
    _apply_on = "ebay.backend"
    _usage = "notification.adapter"
    _flow = "notifications"

    def alert_email(self) -> str | bool:
        """Return the address that eBay's alerts go to; False if none is set."""
        try:
            return self._call("notification", "get_config").get("alertEmail")
        except EbayNotFound:
            return False

    def set_alert_email(self, address: str) -> None:
        """Set the address that eBay writes to when deliveries fail."""
        self._call("notification", "update_config", address)

    def topics(self) -> dict[str, dict[str, Any]]:
        """Return all topics by their id."""
        rows = self._call("notification", "get_topics")
        return {row.get("topicId"): row for row in rows}

    def destinations(self) -> list[dict[str, Any]]:
        """Return the application's destinations."""
        return self._call("notification", "get_destinations")

    def create_destination(self, name: str, address: str, token: str) -> str:
        """Create a destination and return its id; eBay sends a challenge meanwhile."""
        return self._call("notification", "create_destination", name, address, token)

    def update_destination(
        self, destination_id: str, name: str, address: str, token: str
    ) -> None:
        """Change and enable a destination."""
        self._call(
            "notification", "update_destination", destination_id, name, address, token
        )

    def subscriptions(self, for_user: bool) -> dict[str, dict[str, Any]]:
        """Return the seller's or the application's subscriptions by topic."""
        rows = self._call(
            "notification", "get_subscriptions", self._token_kind(for_user)
        )
        return {row.get("topicId"): row for row in rows}

    def create_subscription(
        self, topic_id: str, destination_id: str, version: str, for_user: bool
    ) -> str:
        """Create a subscription and return its id."""
        return self._call(
            "notification",
            "create_subscription",
            topic_id,
            destination_id,
            version,
            self._token_kind(for_user),
        )

    def update_subscription(
        self, subscription_id: str, destination_id: str, version: str, for_user: bool
    ) -> None:
        """Change and enable a subscription."""
        self._call(
            "notification",
            "update_subscription",
            subscription_id,
            destination_id,
            version,
            self._token_kind(for_user),
        )

    def renew_access_token(self) -> None:
        """Get a new access token of the seller, to check that the consent still holds.

        :raise EbayWait: it does not; the account is then marked for reconnection
        """
        tokens = AccessTokens(self.backend)
        with self._translated("oauth"):
            tokens.get("user", stale=tokens.get("user"))

    @staticmethod
    def _token_kind(for_user: bool) -> TokenKind:
        return TokenKind.USER if for_user else TokenKind.APPLICATION
