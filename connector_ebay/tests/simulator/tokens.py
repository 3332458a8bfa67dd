# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Tokens that eBay has issued: who may do what until when."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import timedelta

ACCESS_TOKEN_SECONDS = 7200
REFRESH_TOKEN_SECONDS = 47304000
CODE_SECONDS = 299


@dataclass
class Grant:
    """One token: its kind (user, application, refresh, code), scopes and end."""

    value: str
    kind: str
    scopes: frozenset
    expires_at: object
    revoked: bool = False
    used: bool = False
    parent: str = ""
    #: (user id, user name) of another eBay user than the seller, who consented.
    user: tuple = ()

    def alive(self, now):
        """Return whether the token is good at the moment ``now``."""
        return not self.revoked and not self.used and now < self.expires_at


class TokenStore:
    """Issues, finds and revokes tokens of the one seller and the one application."""

    def __init__(self, clock, seed):
        self._clock = clock
        self._seed = seed
        self._grants = {}
        self._signed_in = ()

    def sign_in_as(self, user_id="", username=""):
        """Let another eBay user consent from now on; without ids, the seller again."""
        self._signed_in = (user_id, username) if user_id else ()

    def issue(self, kind, scopes, seconds, *, value=None, parent=""):
        """Issue a token of a kind, good for ``seconds``."""
        user = self._signed_in if kind == "code" else ()
        if parent:
            user = self._grants[parent].user
        grant = Grant(
            value or self._make_value(kind),
            kind,
            frozenset(scopes),
            self._clock.now() + timedelta(seconds=seconds),
            parent=parent,
            user=user,
        )
        self._grants[grant.value] = grant
        return grant

    def find(self, value, *kinds):
        """Return the token with this value when it is of one of the kinds, else
        None."""
        grant = self._grants.get(value)
        return grant if grant and grant.kind in kinds else None

    def is_alive(self, grant):
        """Return whether the token, and the consent it comes from, are still good."""
        parent = self._grants.get(grant.parent)
        now = self._clock.now()
        return grant.alive(now) and (parent is None or not parent.revoked)

    def revoke(self, value):
        """Withdraw a token; with a refresh token go its access tokens."""
        self._grants[value].revoked = True

    def revoke_user(self):
        """Revoke every user token, as a change of the seller's password does."""
        for grant in self._grants.values():
            if grant.kind in ("user", "refresh", "code"):
                grant.revoked = True

    def expire(self, kind="user"):
        """Let every token of a kind run out now."""
        for grant in self._grants.values():
            if grant.kind == kind:
                grant.expires_at = self._clock.now()

    def _make_value(self, kind):
        """Return a value shaped like eBay's tokens, whose #, ^, + and / trip careless
        encoding."""
        number = f"{self._seed}:{kind}:{len(self._grants)}".encode()
        digest = base64.b64encode(hashlib.sha512(number).digest()).decode()
        return f"v^1.1#i^1#I^3#p^3#f^0#r^{int(kind == 'refresh')}#t^{digest}"
