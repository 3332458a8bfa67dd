# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Notification topics, as far as an ordinary application meets them.

https://developer.ebay.com/api-docs/commerce/notification/resources/topic/methods/getTopics
"""

from dataclasses import dataclass

from ..keyset import API_SCOPE, scope

USER = "USER"
APPLICATION = "APPLICATION"


@dataclass(frozen=True)
class Topic:
    """One topic; a USER one needs one of its scopes in the user's token."""

    topic_id: str
    context: str
    scopes: tuple = (API_SCOPE,)
    versions: tuple = ("1.0",)
    description: str = ""

    def as_json(self):
        """Return the topic as the API shows it."""
        return {
            "topicId": self.topic_id,
            "description": self.description or self.topic_id.replace("_", " ").lower(),
            "authorizationScopes": list(self.scopes),
            "context": self.context,
            "status": "ENABLED",
            "filterable": False,
            "supportedPayloads": [
                {
                    "format": ["JSON"],
                    "schemaVersion": version,
                    "deliveryProtocol": "HTTPS",
                    "deprecated": False,
                }
                for version in self.versions
            ],
        }


TOPICS = {
    topic.topic_id: topic
    for topic in (
        Topic("MARKETPLACE_ACCOUNT_DELETION", APPLICATION),
        Topic("AUTHORIZATION_REVOCATION", APPLICATION),
        Topic(
            "ORDER_CONFIRMATION",
            USER,
            (scope("sell.fulfillment"), scope("sell.fulfillment.readonly")),
            ("1.0", "1.1"),
        ),
        Topic("NEW_MESSAGE", USER, (scope("commerce.message"),)),
        Topic("FEEDBACK_RECEIVED", USER, (scope("sell.reputation"),)),
        # Their scopes are given to no ordinary keyset.
        Topic("LISTING", USER, (scope("sell.listing.read"),)),
        Topic(
            "ORDER_CANCELLATION_ACTIVITY",
            USER,
            (scope("sell.cancellation"), scope("sell.cancellation.read")),
        ),
        Topic("ORDER_RETURN_ACTIVITY", USER, (scope("sell.return"),)),
        Topic("ITEM_MARKED_SHIPPED", USER, (scope("commerce.shipping"),)),
        Topic("ITEM_AVAILABILITY", APPLICATION, (scope("buy.item.stream"),)),
        Topic("PLA_CAMPAIGN_BUDGET_STATUS", USER, (scope("sell.marketing"),)),
        Topic("OFFER_ACTIVITY", USER),
    )
}
