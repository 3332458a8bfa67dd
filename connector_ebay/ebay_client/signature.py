# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""eBay's digital signatures of requests (RFC 9421), for sellers in the EU and UK.

https://developer.ebay.com/develop/guides/digital-signatures-for-apis
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import time
from collections.abc import Callable, Generator

import httpx
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_der_private_key

KEY_HEADER = "x-ebay-signature-key"
ARMOUR = re.compile(r"-----[A-Z ]+-----|\s")
DEFAULT_PORTS = {"http": 80, "https": 443}


class DigitalSignature(httpx.Auth):
    """Sign a request over its body, method, path and host.

    eBay demands it for refunds, finances and some Post-Order calls of sellers in the
    EU and UK, and ignores it elsewhere.
    """

    requires_request_body = True

    def __init__(
        self,
        jwe: str,
        private_key: str,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Take a signing key as the Key Management API gave it.

        :param jwe: eBay's encrypted form of the public key
        :param private_key: the Ed25519 key, PKCS#8 in base64, armoured or not
        :param clock: eBay's time as far as known, in seconds since 1970
        :raises ValueError: the private key is broken or of another kind
        """
        self._jwe = jwe
        self._private_key = _load_private_key(private_key)
        self._clock = clock

    def auth_flow(
        self, request: httpx.Request
    ) -> Generator[httpx.Request, httpx.Response, None]:
        """Add the four headers and send the request."""
        self.sign(request)
        yield request

    def sign(self, request: httpx.Request) -> None:
        """Add the signature's headers to the request, whose body is final."""
        request.headers[KEY_HEADER] = self._jwe
        values = {
            KEY_HEADER: self._jwe,
            "@method": request.method,
            "@path": _path(request.url),
            "@authority": _authority(request.url),
        }
        if request.content:
            digest = content_digest(request.content)
            request.headers["Content-Digest"] = digest
            values = {"content-digest": digest, **values}
        names = " ".join(f'"{name}"' for name in values)
        parameters = f"({names});created={int(self._clock())}"
        lines = [f'"{name}": {value}' for name, value in values.items()]
        lines.append(f'"@signature-params": {parameters}')
        signed = self._private_key.sign("\n".join(lines).encode())
        request.headers["Signature-Input"] = f"sig1={parameters}"
        request.headers["Signature"] = f"sig1=:{base64.b64encode(signed).decode()}:"


def content_digest(body: bytes) -> str:
    """Return the Content-Digest header of a body (RFC 9530)."""
    digest = hashlib.sha256(body).digest()
    return f"sha-256=:{base64.b64encode(digest).decode()}:"


def _path(url: httpx.URL) -> str:
    return url.raw_path.partition(b"?")[0].decode("ascii")


def _authority(url: httpx.URL) -> str:
    host = url.netloc.decode("ascii").lower()
    default = DEFAULT_PORTS.get(url.scheme)
    return host.removesuffix(f":{default}")


def _load_private_key(text: str) -> Ed25519PrivateKey:
    try:
        der = base64.b64decode(ARMOUR.sub("", text), validate=True)
        key = load_der_private_key(der, password=None)
    except (binascii.Error, ValueError, TypeError, UnsupportedAlgorithm) as error:
        # The reason could quote the key.
        raise ValueError("The signing key cannot be read") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("The signing key is not an Ed25519 key")
    return key
