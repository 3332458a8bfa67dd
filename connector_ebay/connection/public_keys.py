# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""eBay's public keys, with which a notification's signature is verified.

Keys come from ``getPublicKey`` and are shared by all workers in the table
``ebay_public_key``. Anybody can send a request that names a key, so the number of calls
to eBay is bounded.
"""

import logging
import time
from collections import OrderedDict
from datetime import timedelta
from typing import Any

from psycopg2.errors import LockNotAvailable

from odoo import fields
from odoo.api import Environment
from odoo.exceptions import UserError

from odoo.addons.queue_job.exception import RetryableJobError

from ..ebay_client import EbayError, RejectedError
from ..ebay_client.notification import PublicKey, SignatureError, load_public_key
from ..exceptions import KeyUnavailableError, KeyUnknownError, PublicKeyError
from ..tools.fingerprint import fingerprint
from . import Backend
from .clients import is_copied_database, make_client
from .keyset import CALL_KEYS, Keyset

_logger = logging.getLogger(__name__)

#: A key is fetched again after this time, as in eBay's own SDKs.
LIFETIME = timedelta(hours=1)

#: While eBay cannot be asked, a known key is trusted for this time at most.
MAX_AGE = timedelta(hours=24)

#: Seconds without a new try after a known key could not be renewed.
RENEWAL_PAUSE = 60

#: Number of unknown key ids that all workers together look up in a window: for one
#: source, and for all sources.
SOURCE_BUDGET = 15
BUDGET = 45
BUDGET_WINDOW = timedelta(minutes=10)

#: Number of look-ups in a window that are kept for key ids requested repeatedly: eBay
#: delivers a notification again if it gets no answer, whoever makes up ids does not.
RESERVE = 10

#: Time for which requests of a key id are counted.
REQUEST_WINDOW = timedelta(hours=24)

#: Number of key ids and sources that are counted.
MAX_COUNTED = 5000

#: Numbers of keys and of unknown ids that a process remembers.
MAX_KEYS = 32
MAX_UNKNOWN = 1024

#: Seconds for which an id counts as unknown.
UNKNOWN_SECONDS = 600

#: A worker waits no longer than this for another that fetches a key.
LOCK_TIMEOUT = "4s"


class BoundedDict:
    """A dict of bounded size: the entry that was set first is removed first."""

    def __init__(self, size: int):
        self.size = size
        self._entries: OrderedDict[Any, Any] = OrderedDict()

    def __len__(self) -> int:
        return len(self._entries)

    def __setitem__(self, key: Any, value: Any) -> None:
        self._entries.pop(key, None)
        self._entries[key] = value
        while len(self._entries) > self.size:
            self._entries.popitem(last=False)

    def get(self, key: Any, default: Any = None) -> Any:
        """Return the value of a key, or the default."""
        return self._entries.get(key, default)

    def clear(self) -> None:
        """Remove all entries."""
        self._entries.clear()


#: (database, environment, key id) -> (PublicKey, monotonic time of its renewal)
_KEYS = BoundedDict(MAX_KEYS)

#: (database, environments, key id) -> monotonic time until which it counts as unknown
_UNKNOWN = BoundedDict(MAX_UNKNOWN)


class PublicKeys:
    """Find eBay's public keys: in this process, in the table, at eBay."""

    def __init__(self, env: Environment):
        self.env = env

    def find(
        self, kid: str, environments: list[str], source: str = ""
    ) -> tuple[PublicKey, str]:
        """Return the key with this id and the environment it belongs to.

        :param environments: those that a notification may come from
        :param source: address of whoever named the key
        :raise KeyUnavailableError: eBay could not be asked
        :raise KeyUnknownError: eBay does not know the key
        """
        if not environments:
            raise KeyUnavailableError("no account that may call eBay")
        database = self.env.cr.dbname
        now = time.monotonic()
        for environment in environments:
            public_key, due = _KEYS.get((database, environment, kid), (None, 0))
            if public_key and now < due:
                return public_key, environment
        if _UNKNOWN.get((database, tuple(environments), kid), 0) > now:
            raise KeyUnknownError
        return self._look_up(kid, environments, source)

    def _look_up(
        self, kid: str, environments: list[str], source: str
    ) -> tuple[PublicKey, str]:
        """Return the key from the table or from eBay; one worker at a time asks eBay.

        The others wait for an advisory lock and then find the key in the table. Each
        step has a transaction of its own, because one that has waited for the lock
        still sees the table as it was before.
        """
        found = self._read_table(kid, environments)
        if found and found[2]:
            return found[:2]
        with self.env.registry.cursor() as lock:
            lock.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
            try:
                lock.execute(
                    "SELECT pg_advisory_xact_lock(hashtext('ebay_public_key'))",
                    log_exceptions=False,
                )
            except LockNotAvailable as error:
                raise KeyUnavailableError("busy") from error
            with self.env.registry.cursor() as cr:
                keys = PublicKeys(self.env(cr=cr, su=True))
                outcome = keys._look_up_locked(kid, environments, source)
        if isinstance(outcome, PublicKeyError):
            raise outcome
        return outcome

    def _look_up_locked(
        self, kid: str, environments: list[str], source: str
    ) -> tuple[PublicKey, str] | PublicKeyError:
        """Return what :meth:`find` returns, or the error that it raises.

        An error is returned, so that the transaction is committed.
        """
        found = self._read_table(kid, environments)
        if found and found[2]:
            return found[:2]
        database = self.env.cr.dbname
        if not found and not KeyBudget(self.env).spend(kid, source):
            return KeyUnavailableError("budget")
        unreachable = False
        for environment in [found[1]] if found else environments:
            try:
                return self._fetch(kid, environment), environment
            except RejectedError:
                continue
            except (
                EbayError,
                KeyUnavailableError,
                RetryableJobError,
                UserError,
            ) as error:
                _logger.info("eBay public key of %s: %s", environment, error)
                unreachable = True
        if found and unreachable:
            return self._remember(kid, found[1], found[0], RENEWAL_PAUSE), found[1]
        if unreachable:
            return KeyUnavailableError("eBay cannot be asked")
        until = time.monotonic() + UNKNOWN_SECONDS
        _UNKNOWN[database, tuple(environments), kid] = until
        return KeyUnknownError()

    def _read_table(
        self, kid: str, environments: list[str]
    ) -> tuple[PublicKey, str, bool] | None:
        """Return a stored key, its environment and whether it needs no renewal."""
        self.env.cr.execute(
            """
            SELECT environment, key, digest, fetched_at FROM ebay_public_key
            WHERE kid = %s AND environment IN %s
            """,
            (kid, tuple(environments)),
        )
        for environment, key, digest, fetched_at in self.env.cr.fetchall():
            age = fields.Datetime.now() - fetched_at
            if age > MAX_AGE:
                continue
            public_key = load_public_key({"key": key, "digest": digest})
            if age < LIFETIME:
                self._remember(kid, environment, public_key, (LIFETIME - age).seconds)
            return public_key, environment, age < LIFETIME
        return None

    def _remember(
        self, kid: str, environment: str, public_key: PublicKey, seconds: float
    ) -> PublicKey:
        """Remember the key in this process for so many seconds; return it."""
        due = time.monotonic() + seconds
        _KEYS[self.env.cr.dbname, environment, kid] = (public_key, due)
        return public_key

    def _fetch(self, kid: str, environment: str) -> PublicKey:
        """Ask eBay, with short timeouts; store and return the key.

        :raise RejectedError: eBay does not know the key
        :raise KeyUnavailableError: no account may ask, or the answer is not a key
        """
        backend = self._backend_for(environment)
        if not backend:
            raise KeyUnavailableError("no account that may call eBay")
        answer = make_client(backend, "webhook").notification.get_public_key(kid)
        try:
            public_key = load_public_key(answer)
        except (SignatureError, TypeError, AttributeError) as error:
            raise KeyUnavailableError(f"unexpected answer: {error}") from error
        self.env.cr.execute(
            """
            INSERT INTO ebay_public_key (environment, kid, key, digest, fetched_at)
            VALUES (%(environment)s, %(kid)s, %(key)s, %(digest)s, %(now)s)
            ON CONFLICT (environment, kid) DO UPDATE
            SET key = %(key)s, digest = %(digest)s, fetched_at = %(now)s
            """,
            {
                "environment": environment,
                "kid": kid,
                "key": answer["key"].replace("\0", ""),
                "digest": answer["digest"],
                "now": fields.Datetime.now(),
            },
        )
        return self._remember(kid, environment, public_key, LIFETIME.seconds)

    def _backend_for(self, environment: str) -> Backend:
        """Return an account whose keyset may ask eBay for a public key.

        A paused account may: the key is asked for in the application's name. In a
        copied database none may.
        """
        backends = self.env["ebay.backend"].sudo()
        able = backends.search([("environment", "=", environment)]).filtered(
            lambda backend: not Keyset(backend).missing(CALL_KEYS)
            and backend.pause_reason != "copied"
            and not is_copied_database(backend)
        )
        return able[:1].with_context(ebay_short_timeouts=True)


class KeyBudget:
    """Bound the number of unknown key ids for which eBay is asked.

    One source cannot use up the calls of the others, and all sources together cannot
    use up the reserve with ids that are requested once.
    """

    def __init__(self, env: Environment):
        self.env = env

    def spend(self, kid: str, source: str) -> bool:
        """Take one call off the budget; return False if eBay must not be asked.

        In a transaction of its own: the call counts even if it fails. The advisory
        lock prevents two workers from doing so at the same time.
        """
        with self.env.registry.cursor() as cr:
            self._forget_old(cr)
            requests = self._count(cr, f"kid:{kid}", REQUEST_WINDOW)
            own = f"source:{fingerprint(source)}"
            if self._spent(cr, own) < SOURCE_BUDGET and self._spent(cr, "all") < BUDGET:
                self._count(cr, own, BUDGET_WINDOW)
                self._count(cr, "all", BUDGET_WINDOW)
                return True
            # Each call needs one request more than the one before.
            reserved = self._spent(cr, "reserve")
            if reserved < RESERVE and requests >= reserved + 2:
                self._count(cr, "reserve", BUDGET_WINDOW)
                return True
            return False

    @staticmethod
    def _spent(cr: Any, scope: str) -> int:
        """Return what was counted for a scope in the current window."""
        cr.execute(
            "SELECT spent FROM ebay_public_key_budget WHERE scope = %s AND until > %s",
            (scope, fields.Datetime.now()),
        )
        row = cr.fetchone()
        return row[0] if row else 0

    @staticmethod
    def _count(cr: Any, scope: str, window: timedelta) -> int:
        """Count one for a scope; return the number in the current window."""
        now = fields.Datetime.now()
        cr.execute(
            """
            INSERT INTO ebay_public_key_budget AS budget (scope, until, spent)
            VALUES (%(scope)s, %(until)s, 1)
            ON CONFLICT (scope) DO UPDATE SET
                until = CASE WHEN budget.until < %(now)s THEN %(until)s
                        ELSE budget.until END,
                spent = CASE WHEN budget.until < %(now)s THEN 1
                        ELSE budget.spent + 1 END
            RETURNING spent
            """,
            {"scope": scope, "now": now, "until": now + window},
        )
        return cr.fetchone()[0]

    @staticmethod
    def _forget_old(cr: Any) -> None:
        """Keep the number of rows bounded, whatever arrives."""
        cr.execute(
            """
            DELETE FROM ebay_public_key_budget WHERE id IN (
                SELECT id FROM ebay_public_key_budget
                WHERE scope NOT IN ('all', 'reserve')
                ORDER BY id DESC OFFSET %s
            )
            """,
            (MAX_COUNTED,),
        )
