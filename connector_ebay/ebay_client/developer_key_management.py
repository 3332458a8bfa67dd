# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Developer Key Management API: the keys that sign requests.

https://developer.ebay.com/api-docs/developer/key-management/overview.html
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from .rest import RestApi, TokenKind


@dataclass(frozen=True)
class SigningKey:
    """A signing key; its private half is given once, at its creation.

    Times are aware UTC; a key lasts three years. No half appears in a repr.
    """

    signing_key_id: str
    cipher: str
    created_at: datetime | None
    expires_at: datetime | None
    public_key: str = field(repr=False)
    jwe: str = field(repr=False)
    private_key: str = field(default="", repr=False)


class DeveloperKeyManagement(RestApi):
    """Signing keys, with the application's token, on eBay's ``apiz`` host."""

    api = "developer.key_management"
    root = "/developer/key_management/v1"
    host = "apiz"
    token_kind = TokenKind.APPLICATION

    def create_signing_key(self) -> SigningKey:
        """Create an Ed25519 key. Its private half is never shown again.

        https://developer.ebay.com/api-docs/developer/key-management/resources/signing_key/methods/createSigningKey
        """
        body = {"signingKeyCipher": "ED25519"}
        return _signing_key(self._call("POST", "/signing_key", body=body))

    def get_signing_keys(self) -> list[SigningKey]:
        """Return the application's keys, without their private halves.

        https://developer.ebay.com/api-docs/developer/key-management/resources/signing_key/methods/getSigningKeys
        """
        answer = self._call("GET", "/signing_key")
        return [_signing_key(row) for row in answer.get("signingKeys") or ()]


def _signing_key(row: Mapping[str, Any]) -> SigningKey:
    return SigningKey(
        signing_key_id=str(row.get("signingKeyId") or ""),
        cipher=str(row.get("signingKeyCipher") or ""),
        created_at=_moment(row.get("creationTime")),
        expires_at=_moment(row.get("expirationTime")),
        public_key=str(row.get("publicKey") or ""),
        jwe=str(row.get("jwe") or ""),
        private_key=str(row.get("privateKey") or ""),
    )


def _moment(seconds: Any) -> datetime | None:
    return datetime.fromtimestamp(int(seconds), UTC) if seconds else None
