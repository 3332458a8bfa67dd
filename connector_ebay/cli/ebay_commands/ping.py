# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``odoo ebay ping``: one cheap call to each API in use.

The Feed, Media and Post-Order APIs have no call that is cheap and needs no id; they
accept the same token.
"""

import time
from datetime import timedelta

from ...connection.clients import ClientProvider
from ...ebay_client import EbayError
from .terminal import reason, say, say_json


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
        "Account": client.account.get_privileges,
        "Taxonomy": lambda: client.taxonomy.get_default_category_tree_id(marketplace),
        "Metadata": lambda: client.metadata.get_currencies(marketplace),
        "Notification": client.notification.get_topics,
        "Key Management": client.key_management.get_signing_keys,
        "Analytics": lambda: client.analytics.get_rate_limits("sell", "inventory"),
    }
    rows = [_ping(name, call) for name, call in calls.items()]
    is_ok = all(row["ok"] for row in rows)
    if options.json:
        say_json({"backend": backend.name, "ok": is_ok, "apis": rows})
    else:
        for row in rows:
            outcome = "ok" if row["ok"] else row["error"]
            say(f"{row['api']:<15}{row['milliseconds']:>7} ms  {outcome}")
    return 0 if is_ok else 1


def _ping(name, call):
    """Make one call; return what became of it."""
    started = time.monotonic()
    row = {"api": name, "ok": True}
    try:
        call()
    except EbayError as error:
        row.update(ok=False, error=reason(error))
    row["milliseconds"] = round((time.monotonic() - started) * 1000)
    return row
