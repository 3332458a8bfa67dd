# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the application has set up, and what eBay sends it."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from ..clock import timestamp
from .delivery import Courier
from .signer import Signer
from .topics import TOPICS


@dataclass
class Destination:
    """A webhook: ENABLED, DISABLED or MARKED_DOWN."""

    destination_id: str
    name: str
    status: str
    endpoint: str
    verification_token: str


@dataclass
class Subscription:
    """That notifications of a topic go to a destination; of a user or the app."""

    subscription_id: str
    topic_id: str
    destination_id: str
    status: str
    schema_version: str
    context: str
    created_at: datetime


class NotificationHub:
    """Publish notifications to all subscriptions. Nothing is sent off this machine."""

    def __init__(self, clock, seller):
        self.clock = clock
        self.seller = seller
        self.signer = Signer()
        self.courier = Courier()
        self.alert_email = ""
        self.destinations = {}
        self.subscriptions = {}

    @property
    def deliveries(self):
        """Return every attempt so far."""
        return list(self.courier.deliveries)

    def wait(self, timeout=30):
        """Wait until everything is delivered or given up; False when time is up."""
        return self.courier.wait(timeout)

    def publish(
        self,
        topic_id,
        data,
        *,
        copies=1,
        notification_id=None,
        key_id=None,
        tamper=False,
    ):
        """Send a notification to all enabled subscriptions; returns its id.

        ``copies`` sends the same one several times, ``key_id`` names a key that is
        not eBay's, ``tamper`` signs something else than what is sent.
        """
        notification_id = notification_id or f"{uuid.uuid4()}_{uuid.uuid4()}"
        for subscription in self._enabled(topic_id):
            destination = self.destinations[subscription.destination_id]
            for _copy in range(copies):
                self.courier.send(
                    destination.endpoint,
                    self._message(subscription, notification_id, data),
                    self._signature(key_id, tamper),
                )
        return notification_id

    def order_confirmation(self, order, **options):
        """Tell the seller's applications that a buyer has paid."""
        data = {
            "user": {
                "userId": self.seller.user_id,
                "username": self.seller.username,
            },
            "order": {
                "orderId": order.order_id,
                "orderLineItems": [
                    {
                        "orderLineItemId": line.line_item_id,
                        "listingId": line.item_id,
                        "quantity": line.quantity,
                    }
                    for line in order.lines
                ],
            },
        }
        return self.publish("ORDER_CONFIRMATION", data, **options)

    def account_deletion(self, username, user_id, **options):
        """Tell that some eBay user, a buyer of this seller or not, has been deleted."""
        data = {
            "username": username,
            "userId": user_id,
            "eiasToken": "c2ltdWxhdGVkLWVpYXMtdG9rZW4=",
        }
        return self.publish("MARKETPLACE_ACCOUNT_DELETION", data, **options)

    def authorization_revocation(self, reason="REVOKED_BY_USER", **options):
        """Tell that the seller's consent has been withdrawn."""
        data = {
            "username": self.seller.username,
            "userId": self.seller.user_id,
            "eiasToken": "c2ltdWxhdGVkLWVpYXMtdG9rZW4=",
            "revokeReason": reason,
            "revocationDate": timestamp(self.clock.now()),
        }
        return self.publish("AUTHORIZATION_REVOCATION", data, **options)

    def new_id(self):
        """Return an id for a destination or subscription."""
        return str(uuid.uuid4())

    def _enabled(self, topic_id):
        for subscription in list(self.subscriptions.values()):
            destination = self.destinations.get(subscription.destination_id)
            if (
                subscription.topic_id == topic_id
                and subscription.status == "ENABLED"
                and destination
                and destination.status == "ENABLED"
            ):
                yield subscription

    def _message(self, subscription, notification_id, data):
        now = timestamp(self.clock.now())
        return {
            "metadata": {
                "topic": TOPICS[subscription.topic_id].topic_id,
                "schemaVersion": subscription.schema_version,
                "deprecated": False,
            },
            "notification": {
                "notificationId": notification_id,
                "eventDate": now,
                "publishDate": now,
                "publishAttemptCount": 1,
                "data": data,
            },
        }

    def _signature(self, key_id, tamper):
        def sign(content):
            return self.signer.header(content + b" " if tamper else content, key_id)

        return sign
