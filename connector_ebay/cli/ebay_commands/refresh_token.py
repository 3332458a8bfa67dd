# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``odoo ebay refresh-token``: is the seller's consent still good?"""

from ...connection.clients import ensure_connected
from ...connection.tokens import AccessTokens
from ...tools.transactions import new_transaction
from .terminal import say


def run(backend, options):
    """Fetch a new access token of the seller, and say how long both tokens last."""
    ensure_connected(backend)
    token = backend.env["ebay.token"]._find(backend.id, "user")
    AccessTokens(backend).get("user", stale=token.value or None)
    token.invalidate_recordset()
    backend.invalidate_recordset()
    with new_transaction(backend) as fresh:
        token = fresh.env["ebay.token"]._find(backend.id, "user")
        say(f"{backend.name}: new access token, valid until {token.expires_at} UTC.")
    if backend.refresh_token_expires_at:
        say(f"The consent ends on {backend.refresh_token_expires_at} UTC.")
    return 0
