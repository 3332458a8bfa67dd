# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Access tokens as a client needs them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class AccessToken:
    """A bearer token and when it ends (aware UTC). Its value never shows."""

    value: str = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True)
class UserTokens:
    """What a seller's consent yields; both tokens never show.

    The refresh token is valid for about 18 months, is never rotated and never extended.
    Times are aware UTC.
    """

    access_token: str = field(repr=False)
    expires_at: datetime
    refresh_token: str = field(repr=False)
    refresh_expires_at: datetime


class TokenSource(Protocol):
    """Where a client gets its access tokens from.

    ``stale`` is the token that eBay just refused: return another one, refreshed only
    once for all callers. The same token again means that there is no other.
    """

    def user_token(self, stale: str | None = None) -> str:
        """Return an access token of the seller."""

    def application_token(self, stale: str | None = None) -> str:
        """Return an access token of the application."""
