# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging
import os
import time
from datetime import UTC, datetime, timedelta

from psycopg2.errors import SerializationFailure

from odoo import fields, models

from ..ebay_client import EbayClient, OAuth, UnauthorizedError, make_http
from ..exceptions import EbayWait
from ..tools.fingerprint import fingerprint
from ..tools.job_kinds import BLOCKED_ACCOUNT_SECONDS

_logger = logging.getLogger(__name__)

# Our own line a call says more, and no address with its query.
logging.getLogger("httpx").setLevel(logging.WARNING)

#: Kept-alive connections: one ``httpx.Client`` per process, database and backend.
_HTTP = {}

#: eBay's clock less ours, by the same key.
_CLOCKS = {}

#: A client asks for its token again after so long: less than it is good for.
TOKEN_SECONDS = 300

#: Workers that meet at the token's row: one gets it, the others look again.
TOKEN_TRIES = 5


class TokenSource:
    """Access tokens for an ``EbayClient``, from the table that workers share.

    A client lives as long as a job, a token is good for ten minutes at least: it is
    looked up once, and again when eBay refuses it.
    """

    def __init__(self, backend):
        self.backend = backend
        self._known = {}

    def user_token(self, stale=None):
        return self._token("user", stale)

    def application_token(self, stale=None):
        return self._token("application", stale)

    def _token(self, kind, stale):
        until, value = self._known.get(kind, (0, None))
        if stale or time.monotonic() > until:
            value = self.backend._ebay_access_token(kind, stale)
            self._known[kind] = time.monotonic() + TOKEN_SECONDS, value
        return value


class EbayBackend(models.Model):
    """The backend's line to eBay: client, access tokens, log of calls."""

    _inherit = "ebay.backend"

    def _ebay_client(self, flow):
        """A client that speaks for this seller.

        :param flow: what the calls are for; goes into their log
        :raise EbayWait: the backend may not talk to eBay now
        """
        self.ensure_one()
        self._ebay_ensure_connected()
        return self._ebay_raw_client(flow)

    def _ebay_raw_client(self, flow):
        return EbayClient(
            self._ebay_environment(),
            self._ebay_credentials(),
            TokenSource(self),
            self._ebay_http(),
            observer=self._ebay_observe,
            flow=flow,
            site_id=self.marketplace_id.site_id,
        )

    def _ebay_process_key(self):
        """A fork must not share its parent's sockets: hence the process id."""
        return os.getpid(), self.env.cr.dbname, self.id

    def _ebay_http(self):
        key = self._ebay_process_key()
        if key not in _HTTP:
            _HTTP[key] = make_http()
        return _HTTP[key]

    def _ebay_oauth(self):
        return OAuth(
            self._ebay_environment(),
            self._ebay_credentials(),
            self._ebay_http(),
            observer=self._ebay_observe,
        )

    def _ebay_observe(self, call):
        """Keep a record of one HTTP call that outlives a rollback; learn the time."""
        if call.server_time:
            _CLOCKS[self._ebay_process_key()] = call.server_time - datetime.now(UTC)
        _logger.info(
            "eBay backend %s, %s: %s %s %s, %.0f ms, request id %s",
            self.id,
            call.flow,
            call.api,
            call.endpoint,
            call.status,
            call.duration_ms,
            call.request_id,
        )
        self.env["ebay.api.call"]._log(self, call)

    def _ebay_access_token(self, kind, stale=None):
        """The cached access token, renewed when it is due or was refused.

        On a cursor of its own: what eBay gave is kept though the job fails, and
        other workers see it at once.

        :param stale: the value that eBay just refused
        :raise EbayWait: the seller has to consent again
        """
        for attempt in range(TOKEN_TRIES):
            try:
                with self.env.registry.cursor() as cr:
                    value = self._ebay_locked_token(cr, kind, stale)
                break
            except SerializationFailure:
                # Another worker has just renewed it; a new transaction sees that.
                if attempt == TOKEN_TRIES - 1:
                    raise
        if not value:
            raise EbayWait(self._reconnect_message(), BLOCKED_ACCOUNT_SECONDS)
        return value

    def _ebay_locked_token(self, cr, kind, stale):
        """The token, or False where the consent is gone; a new one under the row's
        lock."""
        tokens = self.env(cr=cr, su=True)["ebay.token"]
        current = tokens._of(self.id, kind)._current(stale)
        if current:
            return current
        row = tokens._lock(self.id, kind)
        if kind == "application":
            return row._store(self._ebay_oauth().application_token())
        refresh_token = self._refresh_token()
        if not refresh_token or row.refused_digest == fingerprint(refresh_token):
            return False
        try:
            return row._store(self._ebay_oauth().refresh(refresh_token))
        except UnauthorizedError as error:
            if not error.revoked:
                raise
            row.write({"refused_digest": fingerprint(refresh_token), "value": False})
            self._ebay_mark_reconnect(cr)
            return False

    def _reconnect_message(self):
        return self.env._(
            "eBay wants the seller's consent again: open %s and press "
            "'Connect to eBay'. The job goes on by itself afterwards.",
            self.name,
        )

    def _ebay_now(self):
        """Now, by eBay's clock as its last answer to this process told; naive UTC."""
        offset = _CLOCKS.get(self._ebay_process_key(), timedelta())
        return fields.Datetime.now() + offset

    @staticmethod
    def _naive(moment):
        """An aware datetime as Odoo keeps it."""
        return moment and moment.astimezone(UTC).replace(tzinfo=None)
