# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Access tokens, shared by all workers through the table ``ebay_token``."""

import time
from typing import Any

from psycopg2.errors import SerializationFailure

from ..ebay_client import UnauthorizedError
from ..exceptions import EbayWait
from ..tools.fingerprint import fingerprint
from ..tools.job_kinds import BLOCKED_ACCOUNT_SECONDS
from . import Backend
from .consent import make_oauth, mark_reconnect, reconnect_message
from .keyset import Keyset

#: Seconds for which a client uses a token without reading the table. Every token in
#: the table is valid for ten minutes at least.
CACHE_SECONDS = 300

#: Tries to read or renew a token while other workers renew it.
TRIES = 5


class AccessTokens:
    """Access tokens of one account, in the form that ``EbayClient`` expects.

    Each is read from the table once per client, and renewed when eBay refuses it.
    """

    def __init__(self, backend: Backend):
        self.backend = backend
        self._cached: dict[str, tuple[float, str]] = {}

    def user_token(self, stale: str | None = None) -> str:
        """Return an access token of the seller.

        :param stale: the token that eBay has just refused
        """
        return self._cached_token("user", stale)

    def application_token(self, stale: str | None = None) -> str:
        """Return an access token of the application.

        :param stale: the token that eBay has just refused
        """
        return self._cached_token("application", stale)

    def _cached_token(self, kind: str, stale: str | None) -> str:
        until, value = self._cached.get(kind, (0.0, ""))
        if stale or time.monotonic() > until:
            value = self.get(kind, stale)
            self._cached[kind] = time.monotonic() + CACHE_SECONDS, value
        return value

    def get(self, kind: str, stale: str | None = None) -> str:
        """Return the token in the table; renew it if it ends soon or is refused.

        In a transaction of its own: a new token is stored even if the job fails, and
        other workers see it at once.

        :param kind: ``user`` or ``application``
        :param stale: the token that eBay has just refused
        :raise EbayWait: the seller has to give consent again
        """
        for attempt in range(TRIES):
            try:
                # Not new_transaction(): its lock timeout is shorter than a slow answer
                # of eBay to the worker that holds the lock.
                with self.backend.env.registry.cursor() as cr:
                    value = self._read_or_renew(cr, kind, stale)
                break
            except SerializationFailure:
                # Another worker has just renewed it; a new transaction sees that.
                if attempt == TRIES - 1:
                    raise
        if not value:
            raise EbayWait(reconnect_message(self.backend), BLOCKED_ACCOUNT_SECONDS)
        return value

    def _read_or_renew(self, cr: Any, kind: str, stale: str | None) -> str | None:
        """Return the token, renewed under a lock of its row; None without consent."""
        backend = self.backend
        tokens = backend.env(cr=cr, su=True)["ebay.token"]
        current = tokens._find(backend.id, kind)._current(stale)
        if current:
            return current
        row = tokens._lock(backend.id, kind)
        if kind == "application":
            return row._store(make_oauth(backend).application_token())
        refresh_token = Keyset(backend).refresh_token
        if not refresh_token or row.refused_digest == fingerprint(refresh_token):
            return None
        try:
            return row._store(make_oauth(backend).refresh(refresh_token))
        except UnauthorizedError as error:
            if not error.revoked:
                raise
            row.write({"refused_digest": fingerprint(refresh_token), "value": False})
            mark_reconnect(backend, cr)
            return None

    def is_refresh_token_refused(self) -> bool:
        """Return whether eBay has refused the current refresh token for good."""
        token = self.backend.env["ebay.token"].search(
            [("backend_id", "=", self.backend.id), ("kind", "=", "user")], limit=1
        )
        refused = token.refused_digest
        return bool(refused) and refused == fingerprint(
            Keyset(self.backend).refresh_token
        )
