# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component

from ...ebay_client.rest import TokenKind
from ...exceptions import EbayNotFound


class EbayNotificationAdapter(Component):
    """eBay's Notification API: destination, topics and subscriptions."""

    _name = "ebay.notification.adapter"
    _inherit = "ebay.adapter"
    _apply_on = "ebay.backend"
    _usage = "notification.adapter"
    _flow = "notifications"

    def alert_email(self):
        """Whom eBay writes to; False while nobody is set."""
        try:
            return self._call("notification", "get_config").get("alertEmail")
        except EbayNotFound:
            return False

    def set_alert_email(self, address):
        """Have eBay write to this address when deliveries fail."""
        self._call("notification", "update_config", address)

    def topics(self):
        """All topics, by their id."""
        rows = self._call("notification", "get_topics")
        return {row.get("topicId"): row for row in rows}

    def destinations(self):
        """The application's destinations."""
        return self._call("notification", "get_destinations")

    def create_destination(self, name, address, token):
        """Create a destination; its id. eBay challenges the address meanwhile."""
        return self._call("notification", "create_destination", name, address, token)

    def update_destination(self, destination_id, name, address, token):
        """Change a destination and switch it on."""
        self._call(
            "notification", "update_destination", destination_id, name, address, token
        )

    def subscriptions(self, for_user):
        """The seller's subscriptions, or the application's, by topic."""
        rows = self._call("notification", "get_subscriptions", self._kind(for_user))
        return {row.get("topicId"): row for row in rows}

    def create_subscription(self, topic_id, destination_id, version, for_user):
        """Subscribe; the subscription's id."""
        return self._call(
            "notification",
            "create_subscription",
            topic_id,
            destination_id,
            version,
            self._kind(for_user),
        )

    def update_subscription(self, subscription_id, destination_id, version, for_user):
        """Change a subscription and switch it on."""
        self._call(
            "notification",
            "update_subscription",
            subscription_id,
            destination_id,
            version,
            self._kind(for_user),
        )

    def renew_consent(self):
        """See whether the seller's consent still holds, by a new access token.

        :raise EbayWait: it does not; the backend is marked by then
        """
        with self._translated("oauth"):
            current = self.backend._ebay_access_token("user")
            self.backend._ebay_access_token("user", stale=current)

    @staticmethod
    def _kind(for_user):
        return TokenKind.USER if for_user else TokenKind.APPLICATION
