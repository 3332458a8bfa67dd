# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import fields, models

from ..tools.ebay_time import to_naive_utc

#: A token, which is valid for two hours, is renewed this long before its end.
REFRESH_AHEAD = timedelta(minutes=10)


class EbayToken(models.Model):
    """An access token of an account, shared by all workers.

    It has a table of its own because it is written in a transaction of its own, in the
    middle of a job: were it on the backend's row, a job that had written that row would
    wait for itself. Nobody has access rights; code reads it as superuser.
    """

    _name = "ebay.token"
    _description = "eBay Access Token"
    _rec_name = "kind"
    _log_access = False

    backend_id = fields.Many2one("ebay.backend", required=True, ondelete="cascade")
    kind = fields.Selection(
        [("user", "Seller"), ("application", "Application")], required=True
    )
    value = fields.Char()
    expires_at = fields.Datetime()
    refused_digest = fields.Char(
        help="Fingerprint of the refresh token that eBay refused for good. "
        "It is not used again; a new one is."
    )

    _backend_kind_uniq = models.Constraint(
        "unique(backend_id, kind)", "One token of each kind per backend."
    )

    def _find(self, backend_id, kind):
        """Return the row of this account and kind, not locked; may be empty."""
        return self.search_fetch(
            [("backend_id", "=", backend_id), ("kind", "=", kind)],
            ["value", "expires_at", "refused_digest"],
        )

    def _lock(self, backend_id, kind):
        """Return the row of this account and kind, locked until the transaction ends.

        Workers that need a new token at the same time wait here: the first gets it
        from eBay, the others find it.
        """
        self.env.cr.execute(
            """
            INSERT INTO ebay_token (backend_id, kind) VALUES (%s, %s)
            ON CONFLICT (backend_id, kind) DO NOTHING
            """,
            (backend_id, kind),
        )
        self.env.cr.execute(
            """
            SELECT id FROM ebay_token WHERE backend_id = %s AND kind = %s
            FOR NO KEY UPDATE
            """,
            (backend_id, kind),
        )
        return self.browse(self.env.cr.fetchone()[0])

    def _current(self, stale=None):
        """Return the stored value; False if a new one is needed.

        :param stale: the value that eBay has just refused
        """
        soon = fields.Datetime.now() + REFRESH_AHEAD
        if not self.value or self.value == stale:
            return False
        return self.value if self.expires_at and self.expires_at > soon else False

    def _store(self, token):
        """Store an ``ebay_client`` AccessToken; return its value."""
        self.write(
            {
                "value": token.value,
                "expires_at": to_naive_utc(token.expires_at),
                "refused_digest": False,
            }
        )
        return token.value
