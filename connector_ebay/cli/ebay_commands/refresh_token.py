# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``odoo ebay refresh-token``: is the seller's consent still good?"""

from ...connection.clients import ensure_connected
from ...connection.tokens import AccessTokens
from ...tools.transactions import new_transaction
from .terminal import say, say_json


def run(backend, options):
    """Fetch a new access token of the seller, and say how long both tokens last."""
    ensure_connected(backend)
    token = backend.env["ebay.token"]._find(backend.id, "user")
    AccessTokens(backend).get("user", stale=token.value or None)
    token.invalidate_recordset()
    backend.invalidate_recordset()
    with new_transaction(backend) as fresh:
        expires = fresh.env["ebay.token"]._find(backend.id, "user").expires_at
    ends = backend.refresh_token_expires_at
    if options.json:
        say_json(
            {
                "backend": backend.name,
                "access_token_until": f"{expires}",
                "consent_until": ends and f"{ends}",
            }
        )
        return 0
    say(f"{backend.name}: new access token, valid until {expires} UTC.")
    if ends:
        say(f"The consent ends on {ends} UTC.")
    return 0
