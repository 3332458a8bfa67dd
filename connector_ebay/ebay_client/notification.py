# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Push notifications as eBay sends them: challenge, signature, envelope.

Nothing here asks eBay: public keys come from ``commerce_notification``.
https://developer.ebay.com/api-docs/commerce/notification/overview.html
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import (
    SHA1,
    SHA256,
    SHA384,
    SHA512,
    HashAlgorithm,
)
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from .clean_text import clean_value, load_json

SIGNATURE_HEADER = "X-EBAY-SIGNATURE"

#: eBay's header has about 300 characters; far more is somebody else's.
MAX_HEADER_LENGTH = 2048

#: Key ids are UUIDs: nothing else is ever sent to eBay.
KEY_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)

#: By the name the public key's answer gives. eBay signs with SHA-1, and only a second
#: preimage, not a collision, would let somebody else's text pass for eBay's.
DIGESTS: dict[str, Callable[[], HashAlgorithm]] = {
    "SHA1": SHA1,
    "SHA256": SHA256,
    "SHA384": SHA384,
    "SHA512": SHA512,
}

_PEM = re.compile(
    r"-----BEGIN PUBLIC KEY-----(?P<body>.+?)-----END PUBLIC KEY-----", re.S
)


class NotificationError(ValueError):
    """What arrived is not a notification as eBay sends them."""


class SignatureError(NotificationError):
    """The signature is missing, unreadable or not eBay's."""


@dataclass(frozen=True)
class SignatureHeader:
    """A decoded ``X-EBAY-SIGNATURE``: which key, and its DER signature."""

    kid: str
    signature: bytes = field(repr=False)


@dataclass(frozen=True)
class PublicKey:
    """A key of eBay's, ready to verify with."""

    key: ec.EllipticCurvePublicKey
    digest: str


@dataclass(frozen=True)
class Notification:
    """A notification's envelope. Its data are a hint, to be read back from the API.

    ``user_id`` is whom it is about: the seller, except for an account deletion.
    Times are aware UTC, None where eBay's are unreadable.
    """

    notification_id: str
    topic: str
    schema_version: str
    event_date: datetime | None
    publish_date: datetime | None
    attempt: int
    user_id: str
    username: str
    data: dict[str, Any] = field(repr=False)


def challenge_response(challenge_code: str, token: str, endpoint: str) -> str:
    """Return what eBay expects as ``challengeResponse``, 64 hexadecimal digits.

    :param token: the verification token, as given to eBay with the endpoint
    :param endpoint: the address exactly as eBay knows it, trailing slash and all
    """
    text = f"{challenge_code}{token}{endpoint}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def parse_signature(header: str) -> SignatureHeader:
    """Return the decoded ``X-EBAY-SIGNATURE``.

    :raises SignatureError: absent, too long, not base64 of JSON, or a key id that
        eBay would never give
    """
    if not header or len(header) > MAX_HEADER_LENGTH:
        raise SignatureError("no signature header, or far too long")
    try:
        decoded = json.loads(base64.b64decode(header, validate=True))
        kid, signature = decoded["kid"], decoded["signature"]
        if not isinstance(kid, str) or not KEY_ID.fullmatch(kid):
            raise SignatureError("not a key id of eBay's")
        return SignatureHeader(
            kid=kid.lower(), signature=base64.b64decode(signature, validate=True)
        )
    except SignatureError:
        raise
    except (ValueError, TypeError, KeyError, RecursionError, binascii.Error) as error:
        raise SignatureError("unreadable signature header") from error


def load_public_key(answer: Mapping[str, Any]) -> PublicKey:
    """Return the key of an answer to ``getPublicKey``.

    eBay sends PEM without line breaks, which no library reads.

    :raises SignatureError: no elliptic-curve key, or an unknown digest
    """
    text, digest = answer.get("key"), answer.get("digest")
    match = _PEM.search(text) if isinstance(text, str) else None
    if not match or digest not in DIGESTS:
        raise SignatureError("no public key in eBay's answer")
    pem = (
        "-----BEGIN PUBLIC KEY-----\n"
        f"{''.join(match['body'].split())}\n"
        "-----END PUBLIC KEY-----\n"
    )
    try:
        key = load_pem_public_key(pem.encode())
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise SignatureError("eBay's public key cannot be read") from error
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise SignatureError("eBay's public key is not an elliptic-curve key")
    return PublicKey(key=key, digest=digest)


def verify(body: bytes, header: SignatureHeader, public_key: PublicKey) -> None:
    """Check that eBay signed exactly these bytes.

    The algorithm is the key's, never the header's, which anybody can write.

    :raises SignatureError: eBay did not
    """
    algorithm = ec.ECDSA(DIGESTS[public_key.digest]())
    try:
        public_key.key.verify(header.signature, body, algorithm)
    except (InvalidSignature, ValueError) as error:
        raise SignatureError("the signature does not fit the body") from error


def parse_notification(body: bytes) -> Notification:
    """Return the envelope of a notification.

    :raises NotificationError: not JSON, or without topic or notification id
    """
    try:
        envelope = _load_envelope(body)
        metadata, notification = envelope["metadata"], envelope["notification"]
        topic, number = metadata["topic"], notification["notificationId"]
        data = notification.get("data")
        version = metadata.get("schemaVersion")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise NotificationError("not a notification's envelope") from error
    if not _is_name(topic) or not _is_name(number):
        raise NotificationError("no topic or no notification id")
    data = clean_value(data) if isinstance(data, dict) else {}
    user = data.get("user")
    user = user if isinstance(user, dict) else data
    attempt = notification.get("publishAttemptCount")
    return Notification(
        notification_id=number,
        topic=topic,
        schema_version=_text(version),
        event_date=_moment(notification.get("eventDate")),
        publish_date=_moment(notification.get("publishDate")),
        attempt=attempt if isinstance(attempt, int) and 0 < attempt < 10**6 else 1,
        user_id=_text(user.get("userId")),
        username=_text(user.get("username")),
        data=data,
    )


def _load_envelope(body: bytes) -> Any:
    """Return the decoded body; only one that is not JSON is cleaned before."""
    try:
        return json.loads(body.decode())
    except ValueError:
        return load_json(body)


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 200 and value.isprintable()


def _text(value: Any) -> str:
    return value if _is_name(value) else ""


def _moment(value: Any) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
