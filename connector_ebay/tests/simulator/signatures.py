# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Digital signatures of requests, which eBay wants of EU and UK sellers.

RFC 9421 with keys of the Key Management API:
https://developer.ebay.com/develop/guides/digital-signatures-for-apis
"""

import base64
import hashlib
import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

from .errors import RestError

SIGNED_COUNTRIES = {"DE", "PL", "GB", "FR", "IT", "ES", "AT"}
LARGEST_SKEW_SECONDS = 300
_INPUT = re.compile(r"sig1=(\(([^)]*)\);created=(\d+)(?:;[^,]*)?)")
_SIGNATURE = re.compile(r"sig1=:([A-Za-z0-9+/=]+):")


def check_signature(call):
    """Raise eBay's error unless the request is signed as this seller must."""
    if call.seller.marketplace.country not in SIGNED_COUNTRIES:
        return
    headers = call.request.headers
    body = call.request.get_data()
    needed = [
        (215001, "x-ebay-signature-key"),
        (215002, "Signature"),
        (215003, "Signature-Input"),
    ]
    if body:
        needed.append((215101, "Content-Digest"))
    for error_id, name in needed:
        if not headers.get(name):
            raise _refused(error_id, f"Missing {name} header")
    key = call.simulator.signing_keys.by_jwe(headers["x-ebay-signature-key"])
    if key is None:
        raise _refused(215117, "Signature validation failed: unknown key")
    if body and headers["Content-Digest"] != _digest(body):
        raise _refused(215102, "Signature validation failed: content digest")
    found = _INPUT.fullmatch(headers["Signature-Input"].strip())
    signature = _SIGNATURE.fullmatch(headers["Signature"].strip())
    if not found or not signature:
        raise _refused(215120, "Signature validation failed: malformed")
    parameters, names, created = found.groups()
    signed = {"x-ebay-signature-key", "@method", "@path", "@authority"}
    if body:
        signed.add("content-digest")
    if signed - {name.strip('"') for name in names.split()}:
        raise _refused(215121, "Signature validation failed: components missing")
    skew = abs(int(created) - datetime.now(UTC).timestamp())
    clock_skew = abs(int(created) - call.simulator.clock.now().timestamp())
    if min(skew, clock_skew) > LARGEST_SKEW_SECONDS:
        raise _refused(215113, "Signature validation failed: created")
    base = _base(call.request, names, parameters)
    if not key.verifies(base64.b64decode(signature.group(1)), base.encode()):
        raise _refused(215122, "Signature validation failed")


def _base(request, names, parameters):
    """Return the text that is signed: one line a component, then the parameters."""
    lines = []
    for quoted in names.split():
        name = quoted.strip('"')
        lines.append(f"{quoted}: {_component(request, name)}")
    lines.append(f'"@signature-params": {parameters}')
    return "\n".join(lines)


def _component(request, name):
    if name == "@method":
        return request.method
    if name == "@path":
        return urlsplit(request.environ["REQUEST_URI"]).path
    if name == "@authority":
        return request.host.lower()
    return request.headers.get(name, "")


def _digest(content):
    return f"sha-256=:{base64.b64encode(hashlib.sha256(content).digest()).decode()}:"


def _refused(error_id, message):
    return RestError(403, error_id, "ACCESS", message, message)
