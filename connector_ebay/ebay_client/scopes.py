# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""OAuth scopes of the APIs in use.

A scope that eBay has not granted to the keyset fails the whole consent, so none is
listed here that an ordinary keyset does not have.
https://developer.ebay.com/api-docs/static/oauth-scopes.html
"""

from __future__ import annotations

API_SCOPE = "https://api.ebay.com/oauth/api_scope"

SELL_INVENTORY = f"{API_SCOPE}/sell.inventory"
SELL_FULFILLMENT = f"{API_SCOPE}/sell.fulfillment"
SELL_FINANCES = f"{API_SCOPE}/sell.finances"
SELL_ACCOUNT = f"{API_SCOPE}/sell.account"
IDENTITY_READONLY = f"{API_SCOPE}/commerce.identity.readonly"
NOTIFICATION_SUBSCRIPTION = f"{API_SCOPE}/commerce.notification.subscription"

# What the connector asks a seller for. Trading needs no scope beyond the base one.
SELLER_SCOPES = (
    API_SCOPE,
    SELL_INVENTORY,
    SELL_FULFILLMENT,
    SELL_FINANCES,
    SELL_ACCOUNT,
    IDENTITY_READONLY,
    NOTIFICATION_SUBSCRIPTION,
)
