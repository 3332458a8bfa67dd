# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The key with which the simulated eBay signs its notifications.

https://developer.ebay.com/api-docs/commerce/notification/overview.html#use
"""

import base64
import json
import uuid

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


class Signer:
    """An ECDSA P-256 key under an id."""

    def __init__(self):
        self.key_id = str(uuid.uuid4())
        self._key = ec.generate_private_key(ec.SECP256R1())

    def public_key(self):
        """Return the key as getPublicKey gives it: PEM, but all in one line."""
        pem = self._key.public_key().public_bytes(
            serialization.Encoding.PEM,
            serialization.PublicFormat.SubjectPublicKeyInfo,
        )
        return {
            "algorithm": "ECDSA",
            "digest": "SHA1",
            "key": pem.decode().replace("\n", ""),
        }

    def header(self, content, key_id=None):
        """Return the value of ``X-EBAY-SIGNATURE`` for a body's bytes."""
        # SHA-1 is what eBay signs with.
        signature = self._key.sign(content, ec.ECDSA(hashes.SHA1()))  # noqa: S303
        parts = {
            "alg": "ecdsa",
            "kid": key_id or self.key_id,
            "signature": base64.b64encode(signature).decode(),
            "digest": "SHA1",
        }
        return base64.b64encode(json.dumps(parts).encode()).decode()
