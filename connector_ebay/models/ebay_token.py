# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import UTC, timedelta

from odoo import fields, models

#: Renewed this long before eBay would refuse it (it lives two hours).
REFRESH_AHEAD = timedelta(minutes=10)


class EbayToken(models.Model):
    """The access tokens eBay gave a backend, shared by all workers.

    A table of its own because it is written from a cursor of its own, in the middle
    of a job: were the token on the backend's row, a job that had touched that row
    would wait for itself. Nobody has access rights: code reads it as superuser.
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
        help="Fingerprint of the refresh token that eBay refused for good: "
        "it is not tried again, a new one is."
    )

    _backend_kind_uniq = models.Constraint(
        "unique(backend_id, kind)", "One token of each kind per backend."
    )

    def _of(self, backend_id, kind):
        """The row of this backend and kind, as it is."""
        return self.search_fetch(
            [("backend_id", "=", backend_id), ("kind", "=", kind)],
            ["value", "expires_at", "refused_digest"],
        )

    def _lock(self, backend_id, kind):
        """The row of this backend and kind, locked until the cursor's end.

        Workers that need a new token at the same time queue up here: the first
        fetches it, the others find it.
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
        """The cached value, or False where a new one is due.

        :param stale: the value that eBay just refused
        """
        soon = fields.Datetime.now() + REFRESH_AHEAD
        if not self.value or self.value == stale:
            return False
        return self.value if self.expires_at and self.expires_at > soon else False

    def _store(self, token):
        """Keep an ``ebay_client`` AccessToken."""
        self.write(
            {
                "value": token.value,
                "expires_at": token.expires_at.astimezone(UTC).replace(tzinfo=None),
                "refused_digest": False,
            }
        )
        return token.value
