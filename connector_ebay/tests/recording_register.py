# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a recording is, and the register of all recordings."""

from dataclasses import dataclass
from datetime import datetime

#: The recordings by name.
RECORDINGS = {}
#: Those that change something on eBay, or create something there.
WRITING = {
    "feed_active_inventory_report",
    "feed_upload",
    "fulfillment_create_shipping_fulfillment",
    "fulfillment_issue_refund",
    "inventory_bulk_update_price_quantity",
    "key_management_create_signing_key",
    "media_images",
    "notification_set_up",
    "oauth_exchange_code",
    "post_order_cancellation",
    "publish_group",
    "publish_offer",
    "trading_revise_inventory_status",
}


@dataclass
class Ebay:
    """One side to talk to: our client and OAuth, and what time it is there."""

    client: object
    oauth: object
    now: datetime
    refresh_token: str
    #: Our client's types for price and quantity.
    price_quantity: type
    offer_price: type
    inventory_status: type
    code: str = ""
    marketplace: str = "EBAY_DE"
    #: Where notifications go: it must answer eBay's challenge while one records.
    webhook: str = "https://ebay.example/api/ebay/webhook"
    verification_token: str = "a-verification-token-of-40-characters-xx"


def recording(function):
    """Register a recording under the function's name, which is its cassette's."""
    RECORDINGS[function.__name__] = function
    return function
