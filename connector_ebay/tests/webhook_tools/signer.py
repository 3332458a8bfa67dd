# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Signs notifications as eBay does, with keys made for a test. No Odoo import."""

import base64
import itertools
import json
import uuid
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_numbers = itertools.count(1)


class Signer:
    """One key of eBay's: its id, its signatures and the answer to getPublicKey."""

    def __init__(self, kid=None):
        self.kid = kid or str(uuid.uuid4())
        self._key = ec.generate_private_key(ec.SECP256R1())

    @property
    def public_key_answer(self):
        """What eBay answers: PEM without line breaks."""
        pem = self._key.public_key().public_bytes(
            Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
        )
        key = pem.decode().replace("\n", "")
        return {"key": key, "algorithm": "ECDSA", "digest": "SHA1"}

    def header(self, body, **changes):
        """The X-EBAY-SIGNATURE of these bytes; *changes* forge it."""
        signature = self._key.sign(body, ec.ECDSA(SHA1()))
        values = {
            "alg": "ecdsa",
            "kid": self.kid,
            "signature": base64.b64encode(signature).decode(),
            "digest": "SHA1",
            **changes,
        }
        return base64.b64encode(json.dumps(values).encode()).decode()


def envelope(topic, data, notification_id=None, event_date=None):
    """A notification's body as bytes, as eBay writes it."""
    date = (event_date or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
    message = {
        "metadata": {"topic": topic, "schemaVersion": "1.0", "deprecated": False},
        "notification": {
            "notificationId": notification_id or f"test-{next(_numbers)}",
            "eventDate": date,
            "publishDate": date,
            "publishAttemptCount": 1,
            "data": data,
        },
    }
    return json.dumps(message, separators=(",", ":")).encode()


def order_data(order_id, user_id, username="simulated-seller"):
    """The data of an ORDER_CONFIRMATION."""
    return {
        "user": {"userId": user_id, "username": username},
        "order": {
            "orderId": order_id,
            "orderLineItems": [
                {"orderLineItemId": "1", "listingId": "110000000001", "quantity": 1}
            ],
        },
    }
