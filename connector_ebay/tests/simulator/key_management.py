# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Key Management API: keys for digital signatures.

https://developer.ebay.com/api-docs/developer/key-management/resources/methods
"""

import base64
from dataclasses import dataclass
from datetime import timedelta

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from .errors import RestError
from .keyset import API_SCOPE
from .routing import APPLICATION, Routes

routes = Routes("/developer/key_management/v1", "developer.key_management")
LIFETIME = timedelta(days=3 * 365)


@dataclass
class SigningKey:
    """A key pair; eBay shows the private half once, when it makes it."""

    signing_key_id: str
    private: Ed25519PrivateKey
    jwe: str
    created_at: object

    def verifies(self, signature, content):
        """Return whether the signature over the bytes is of this key."""
        try:
            self.private.public_key().verify(signature, content)
        except InvalidSignature:
            return False
        return True

    def as_json(self, with_private):
        """Return the key as the API shows it; times are seconds since 1970."""
        encoding, public = serialization.Encoding.DER, self.private.public_key()
        body = {
            "creationTime": int(self.created_at.timestamp()),
            "expirationTime": int((self.created_at + LIFETIME).timestamp()),
            "jwe": self.jwe,
            "publicKey": base64.b64encode(
                public.public_bytes(
                    encoding, serialization.PublicFormat.SubjectPublicKeyInfo
                )
            ).decode(),
            "signingKeyCipher": "ED25519",
            "signingKeyId": self.signing_key_id,
        }
        if with_private:
            body["privateKey"] = base64.b64encode(
                self.private.private_bytes(
                    encoding,
                    serialization.PrivateFormat.PKCS8,
                    serialization.NoEncryption(),
                )
            ).decode()
        return body


class SigningKeys:
    """The application's signing keys."""

    def __init__(self, clock):
        self._clock = clock
        self._keys = {}

    def create(self):
        """Create a key."""
        number = len(self._keys) + 1
        key = SigningKey(
            f"simulated-signing-key-{number}",
            Ed25519PrivateKey.generate(),
            f"eyJzaW11bGF0ZWQi.JWE.{number}",
            self._clock.now(),
        )
        self._keys[key.signing_key_id] = key
        return key

    def all(self):
        """Return all keys."""
        return list(self._keys.values())

    def find(self, signing_key_id):
        """Return the key with this id, or None."""
        return self._keys.get(signing_key_id)

    def by_jwe(self, jwe):
        """Return the key whose public half this is, as eBay wraps it; or None."""
        return next((key for key in self._keys.values() if key.jwe == jwe), None)


@routes.add(
    "POST", "/signing_key", "createSigningKey", token=APPLICATION, scopes=[API_SCOPE]
)
def create_signing_key(call):
    """Make a key; only this answer has its private half."""
    cipher = call.json().get("signingKeyCipher")
    if cipher != "ED25519":
        raise RestError(
            400,
            210001,
            "API_KEYS",
            "You must supply a valid signing key cipher. Allowed values are ED25519 and"
            " RSA.",
        )
    return call.simulator.signing_keys.create().as_json(with_private=True)


@routes.add(
    "GET", "/signing_key", "getSigningKeys", token=APPLICATION, scopes=[API_SCOPE]
)
def get_signing_keys(call):
    """Answer with all keys without their private halves."""
    keys = call.simulator.signing_keys.all()
    return {"signingKeys": [key.as_json(with_private=False) for key in keys]}


@routes.add(
    "GET",
    "/signing_key/{signing_key_id}",
    "getSigningKey",
    token=APPLICATION,
    scopes=[API_SCOPE],
)
def get_signing_key(call):
    """Answer with one key without its private half."""
    key = call.simulator.signing_keys.find(call.path["signing_key_id"])
    if key is None:
        raise RestError(
            404,
            210002,
            "API_KEYS",
            f"The signing key with id {call.path['signing_key_id']} was not found.",
        )
    return key.as_json(with_private=False)
