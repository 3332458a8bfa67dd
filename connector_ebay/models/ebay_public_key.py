# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging
import time
from collections import OrderedDict
from datetime import timedelta

from psycopg2.errors import LockNotAvailable

from odoo import api, fields, models

from ..ebay_client import EbayError, RejectedError
from ..ebay_client.notification import SignatureError, load_public_key
from .ebay_backend import ENVIRONMENTS

_logger = logging.getLogger(__name__)

#: A key is fetched again after this long: what eBay's own SDKs do.
LIFETIME = timedelta(hours=1)

#: While eBay cannot be asked, a known key is trusted this long at most.
TRUST = timedelta(hours=24)

#: A known key whose renewal failed is not asked for again within so many seconds.
RENEWAL_PAUSE = 60

#: So many unknown key ids are asked for in each window, by all workers together.
BUDGET = 10
BUDGET_WINDOW = timedelta(minutes=10)

#: The budget being used up, a process looks again after this long.
CLOSED_SECONDS = 5

#: What one process remembers: keys, and ids that eBay does not know. Beyond these
#: numbers the oldest are forgotten.
MAX_KEYS = 32
MAX_UNKNOWN = 1024
UNKNOWN_SECONDS = 600

#: A worker waits this long for another one that is fetching a key.
LOCK_TIMEOUT = "4s"


class PublicKeyError(Exception):
    """There is no key to verify with."""


class KeyUnavailableError(PublicKeyError):
    """The key cannot be had now: eBay should deliver again."""


class KeyUnknownError(PublicKeyError):
    """eBay has no such key: whoever signed, it was not eBay."""


class _Recent:
    """A dict of bounded size: the entry that was set longest ago goes first."""

    def __init__(self, size):
        self.size = size
        self._entries = OrderedDict()

    def __len__(self):
        return len(self._entries)

    def __setitem__(self, key, value):
        self._entries.pop(key, None)
        self._entries[key] = value
        while len(self._entries) > self.size:
            self._entries.popitem(last=False)

    def get(self, key, default=None):
        """As of a dict."""
        return self._entries.get(key, default)

    def clear(self):
        """As of a dict."""
        self._entries.clear()


#: (database, environment, key id) -> (PublicKey, when it is due, monotonic seconds)
_KEYS = _Recent(MAX_KEYS)

#: (database, environments, key id) -> until when it counts as unknown
_UNKNOWN = _Recent(MAX_UNKNOWN)

#: database -> until when no unknown key is asked for, the budget being used up
_CLOSED = _Recent(16)


class EbayPublicKey(models.Model):
    """The keys with which eBay signs its notifications.

    They come from ``getPublicKey`` and are shared by all workers. Anybody can send a
    request that names a key, so what is asked of eBay is bounded whatever arrives.
    """

    _name = "ebay.public.key"
    _description = "eBay Public Key"
    _rec_name = "kid"
    _log_access = False

    environment = fields.Selection(ENVIRONMENTS, required=True)
    kid = fields.Char(string="Key ID", required=True)
    key = fields.Text(required=True, help="PEM, as eBay writes it.")
    digest = fields.Char(required=True)
    fetched_at = fields.Datetime(required=True)

    _environment_kid_uniq = models.Constraint(
        "unique(environment, kid)", "One record for each key."
    )

    @api.model
    def _find(self, kid, environments):
        """The key with this id, and whose it is: ``(PublicKey, environment)``.

        :param environments: the ones a notification may come from
        :raise KeyUnavailableError: eBay could not be asked
        :raise KeyUnknownError: eBay does not know it
        """
        if not environments:
            raise KeyUnavailableError("no account that may talk to eBay")
        database = self.env.cr.dbname
        now = time.monotonic()
        for environment in environments:
            public_key, due = _KEYS.get((database, environment, kid), (None, 0))
            if public_key and now < due:
                return public_key, environment
        if _UNKNOWN.get((database, tuple(environments), kid), 0) > now:
            raise KeyUnknownError
        return self._look_up(kid, environments)

    @api.model
    def _look_up(self, kid, environments):
        """From the table, else from eBay. One worker at a time asks eBay.

        The others queue up at an advisory lock and then find the key in the table.
        Each step has a cursor of its own, since a transaction that has waited for
        the lock still sees the table as it was before.
        """
        database = self.env.cr.dbname
        found = self._from_table(kid, environments)
        if found and found[2]:
            return found[:2]
        if not found and _CLOSED.get(database, 0) > time.monotonic():
            raise KeyUnavailableError("budget")
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
                keys = self.with_env(self.env(cr=cr, su=True))
                outcome = keys._look_up_locked(kid, environments)
        if isinstance(outcome, PublicKeyError):
            raise outcome
        return outcome

    def _look_up_locked(self, kid, environments):
        """What ``_find`` returns, or the error that it raises."""
        found = self._from_table(kid, environments)
        if found and found[2]:
            return found[:2]
        if not found and not self._spend():
            _CLOSED[self.env.cr.dbname] = time.monotonic() + CLOSED_SECONDS
            return KeyUnavailableError("budget")
        asked = [found[1]] if found else environments
        unreachable = False
        for environment in asked:
            try:
                return self._fetch(kid, environment), environment
            except RejectedError:
                continue
            except (EbayError, KeyUnavailableError) as error:
                _logger.info("eBay public key of %s: %s", environment, error)
                unreachable = True
        if found and unreachable:
            return self._remember(kid, found[1], found[0], RENEWAL_PAUSE), found[1]
        if unreachable:
            return KeyUnavailableError("eBay cannot be asked")
        until = time.monotonic() + UNKNOWN_SECONDS
        _UNKNOWN[self.env.cr.dbname, tuple(environments), kid] = until
        return KeyUnknownError()

    def _from_table(self, kid, environments):
        """``(PublicKey, environment, still good)`` of a stored key, else None."""
        self.env.cr.execute(
            """
            SELECT environment, key, digest, fetched_at FROM ebay_public_key
            WHERE kid = %s AND environment IN %s
            """,
            (kid, tuple(environments)),
        )
        for environment, key, digest, fetched_at in self.env.cr.fetchall():
            age = fields.Datetime.now() - fetched_at
            if age > TRUST:
                continue
            public_key = load_public_key({"key": key, "digest": digest})
            if age < LIFETIME:
                self._remember(kid, environment, public_key, (LIFETIME - age).seconds)
            return public_key, environment, age < LIFETIME
        return None

    def _remember(self, kid, environment, public_key, seconds):
        due = time.monotonic() + seconds
        _KEYS[self.env.cr.dbname, environment, kid] = (public_key, due)
        return public_key

    def _fetch(self, kid, environment):
        """Ask eBay, with little patience, and keep the answer.

        :raise RejectedError: eBay does not know the key
        """
        backend = self.env["ebay.backend"]._for_public_keys(environment)
        if not backend:
            raise KeyUnavailableError("no account that may talk to eBay")
        answer = backend._ebay_raw_client("webhook").notification.get_public_key(kid)
        try:
            public_key = load_public_key(answer)
        except SignatureError as error:
            raise KeyUnavailableError(str(error)) from error
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
                "key": answer["key"],
                "digest": answer["digest"],
                "now": fields.Datetime.now(),
            },
        )
        return self._remember(kid, environment, public_key, LIFETIME.seconds)

    def _spend(self):
        """Take one call off the budget; False when it is used up.

        In a transaction of its own: what was spent stays spent, also when the call
        fails. The advisory lock keeps others from it meanwhile.
        """
        with self.env.registry.cursor() as cr:
            cr.execute(
                """
                INSERT INTO ebay_public_key_budget AS budget (id, since, spent)
                VALUES (1, %(now)s, 1)
                ON CONFLICT (id) DO UPDATE SET
                    since = CASE WHEN budget.since < %(old)s THEN %(now)s
                            ELSE budget.since END,
                    spent = CASE WHEN budget.since < %(old)s THEN 1
                            ELSE budget.spent + 1 END
                WHERE budget.since < %(old)s OR budget.spent < %(limit)s
                RETURNING spent
                """,
                {
                    "now": fields.Datetime.now(),
                    "old": fields.Datetime.now() - BUDGET_WINDOW,
                    "limit": BUDGET,
                },
            )
            return bool(cr.fetchone())

    @api.autovacuum
    def _gc_old(self):
        """Forget keys that are trusted no longer."""
        self.env.cr.execute(
            "DELETE FROM ebay_public_key WHERE fetched_at < %s",
            (fields.Datetime.now() - TRUST,),
        )


class EbayPublicKeyBudget(models.Model):
    """How many unknown keys eBay was asked for in the current window: one row."""

    _name = "ebay.public.key.budget"
    _description = "eBay Public Key Budget"
    _rec_name = "since"
    _log_access = False

    since = fields.Datetime(required=True)
    spent = fields.Integer(required=True)
