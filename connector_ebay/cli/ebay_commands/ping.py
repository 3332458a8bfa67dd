# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``odoo ebay ping``: one cheap call to each API in use."""

import time
from datetime import timedelta

from ...connection.clients import ClientProvider
from ...ebay_client import EbayError
from .terminal import reason, say


def run(backend, options):
    """Call each API once; status 1 if one of them does not work."""
    client = ClientProvider(backend).client("ping")
    marketplace = backend.marketplace_id.code or "EBAY_US"
    calls = {
        "Identity": client.identity.get_user,
        "Trading": client.trading.get_user_preferences_out_of_stock,
        "Inventory": lambda: client.inventory.get_inventory_items(1, limit=1),
        "Fulfillment": lambda: client.fulfillment.get_orders(
            client.server_now() - timedelta(days=1), limit=1
        ),
        "Taxonomy": lambda: client.taxonomy.get_default_category_tree_id(marketplace),
        "Notification": client.notification.get_topics,
        "Analytics": lambda: client.analytics.get_rate_limits("sell", "inventory"),
    }
    return max(_ping(name, call) for name, call in calls.items())


def _ping(name, call):
    started = time.monotonic()
    try:
        call()
    except EbayError as error:
        outcome, status = reason(error), 1
    else:
        outcome, status = "ok", 0
    milliseconds = (time.monotonic() - started) * 1000
    say(f"{name:<14}{milliseconds:>7.0f} ms  {outcome}")
    return status
