# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import secrets
from datetime import timedelta

from odoo import api, fields, models

from ..tools.fingerprint import fingerprint

#: A consent must be given within this time.
LIFETIME = timedelta(minutes=10)


class EbayOauthState(models.Model):
    """The OAuth state token that ties eBay's redirect to the user who asked for it.

    Without it anybody could send a manager to the callback with the code of another
    eBay account. It is stored as a fingerprint and valid once, for ten minutes.
    """

    _name = "ebay.oauth.state"
    _description = "eBay Consent Under Way"
    _rec_name = "backend_id"
    _log_access = False

    backend_id = fields.Many2one("ebay.backend", required=True, ondelete="cascade")
    user_id = fields.Many2one("res.users", required=True, ondelete="cascade")
    digest = fields.Char(required=True, index=True)
    expires_at = fields.Datetime(required=True)

    @api.model
    def _issue(self, backend):
        """Return a new state token for the current user; store its fingerprint."""
        token = secrets.token_urlsafe(32)
        self.sudo().create(
            {
                "backend_id": backend.id,
                "user_id": self.env.uid,
                "digest": fingerprint(token),
                "expires_at": fields.Datetime.now() + LIFETIME,
            }
        )
        return token

    @api.model
    def _redeem(self, token):
        """Return the account a token was issued for; empty if it is not valid.

        The row is deleted in a transaction of its own: the token cannot be used again,
        whatever happens next. Of two requests with one token, one finds it.
        """
        with self.env.registry.cursor() as cr:
            cr.execute(
                """
                DELETE FROM ebay_oauth_state WHERE digest = %s
                RETURNING backend_id, user_id, expires_at
                """,
                (fingerprint(token or ""),),
            )
            row = cr.fetchone()
        backend = self.env["ebay.backend"]
        if not row:
            return backend
        backend_id, user_id, expires_at = row
        if user_id != self.env.uid or expires_at < fields.Datetime.now():
            return backend
        return backend.browse(backend_id).exists()
