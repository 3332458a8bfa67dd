# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``odoo ebay refresh-token``: is the seller's consent still good?"""

from .terminal import say


def run(backend, options):
    """Fetch a new access token of the seller, and say how long both tokens last."""
    backend._ebay_ensure_connected()
    token = backend.env["ebay.token"].search(
        [("backend_id", "=", backend.id), ("kind", "=", "user")], limit=1
    )
    backend._ebay_access_token("user", stale=token.value or None)
    token.invalidate_recordset()
    backend.invalidate_recordset()
    with backend.env.registry.cursor() as cr:
        fresh = (
            backend.with_env(backend.env(cr=cr))
            .env["ebay.token"]
            .search([("backend_id", "=", backend.id), ("kind", "=", "user")], limit=1)
        )
        say(f"{backend.name}: new access token, good until {fresh.expires_at} UTC.")
    if backend.refresh_token_expires_at:
        say(f"The consent ends on {backend.refresh_token_expires_at} UTC.")
    return 0
