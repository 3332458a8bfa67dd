# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The keyset of the simulated eBay developer account. Nothing here is a credential.

eBay gives an application an App ID (client id), a Cert ID (client secret), a Dev ID
and a RuName, the name under which the addresses of its consent page are kept.
"""

from dataclasses import dataclass, field

CLIENT_ID = "Simulated-Connector-SIM-000000000-00000000"
CLIENT_SECRET = "SIM-not-a-secret-0000-0000-0000-000000000000"
DEV_ID = "00000000-0000-0000-0000-000000000000"
RU_NAME = "Simulated_Seller-Simulated-Connec-simula"
#: What a seller who agreed long ago left behind: valid from the start.
REFRESH_TOKEN = "v^1.1#i^1#simulated#refresh^token/of+the=seller"

ACCEPT_URL = "http://127.0.0.1:8069/api/ebay/oauth/callback"
DECLINE_URL = "http://127.0.0.1:8069/api/ebay/oauth/callback?declined=1"

API_SCOPE = "https://api.ebay.com/oauth/api_scope"


def scope(name):
    """Return the full name of eBay's scope, e.g. ``scope("sell.inventory")``."""
    return f"{API_SCOPE}/{name}"


#: Scopes that eBay gives to an ordinary keyset. Any other one makes the whole consent
#: fail with *invalid_scope*.
USER_SCOPES = frozenset(
    [API_SCOPE]
    + [
        scope(name)
        for name in (
            "sell.inventory",
            "sell.inventory.readonly",
            "sell.fulfillment",
            "sell.fulfillment.readonly",
            "sell.finances",
            "sell.payment.dispute",
            "sell.account",
            "sell.account.readonly",
            "sell.stores",
            "sell.stores.readonly",
            "sell.marketing",
            "sell.marketing.readonly",
            "sell.analytics.readonly",
            "sell.reputation",
            "sell.reputation.readonly",
            "commerce.identity.readonly",
            "commerce.notification.subscription",
            "commerce.notification.subscription.readonly",
            "commerce.message",
        )
    ]
)
APPLICATION_SCOPES = frozenset([API_SCOPE])


@dataclass
class Keyset:
    """One application's keys and where its RuName sends the seller after consent."""

    client_id: str = CLIENT_ID
    client_secret: str = CLIENT_SECRET
    dev_id: str = DEV_ID
    ru_name: str = RU_NAME
    refresh_token: str = REFRESH_TOKEN
    accept_url: str = ACCEPT_URL
    decline_url: str = DECLINE_URL
    user_scopes: frozenset = field(default=USER_SCOPES)
