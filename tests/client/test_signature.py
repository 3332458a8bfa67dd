# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Digital signatures of requests, against a vector, and the keys for them."""

import base64
import json
from datetime import UTC, datetime

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from ebay_client.signature import DigitalSignature

from .conftest import FIXTURES

VECTOR = json.loads((FIXTURES / "digital_signature_ed25519_vector.json").read_text())


def encoded(key):
    der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return base64.b64encode(der).decode()


KEY = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(VECTOR["ed25519_seed_hex"]))
PRIVATE_KEY = encoded(KEY)


def signature():
    return DigitalSignature(
        VECTOR["x_ebay_signature_key"], PRIVATE_KEY, clock=lambda: VECTOR["created"]
    )


def signed(method, url, **more):
    """Return the request as it goes out."""
    seen = []

    def answer(request):
        seen.append(request)
        return httpx.Response(200)

    with httpx.Client(transport=httpx.MockTransport(answer)) as http:
        http.request(method, url, auth=signature(), **more)
    return seen[0]


def test_the_vector():
    url = f"https://{VECTOR['authority']}{VECTOR['path']}"
    request = signed(VECTOR["method"], url, content=VECTOR["body"])
    for name, value in VECTOR["headers"].items():
        assert request.headers[name] == value


def test_a_request_without_a_body_signs_none():
    request = signed("GET", "https://APIZ.eBay.com:443/sell/finances/v1/x?limit=2")
    assert "content-digest" not in request.headers
    names, _, created = request.headers["signature-input"].partition(";")
    assert names == 'sig1=("x-ebay-signature-key" "@method" "@path" "@authority")'
    assert created == f"created={VECTOR['created']}"
    base = "\n".join(
        [
            '"x-ebay-signature-key": DEMO.JWE.VALUE',
            '"@method": GET',
            '"@path": /sell/finances/v1/x',
            '"@authority": apiz.ebay.com',
            f'"@signature-params": {names.removeprefix("sig1=")};{created}',
        ]
    )
    value = base64.b64decode(request.headers["signature"].removeprefix("sig1="), b"+/")
    KEY.public_key().verify(value, base.encode())


def test_another_port_belongs_to_the_authority():
    request = signed("GET", "http://127.0.0.1:9191/x")
    base = (
        '"x-ebay-signature-key": DEMO.JWE.VALUE\n"@method": GET\n"@path": /x\n'
        '"@authority": 127.0.0.1:9191\n"@signature-params": '
        + request.headers["signature-input"].removeprefix("sig1=")
    )
    value = request.headers["signature"].removeprefix("sig1=").strip(":")
    KEY.public_key().verify(base64.b64decode(value), base.encode())


@pytest.mark.parametrize(
    "text",
    [
        f"-----BEGIN PRIVATE KEY-----\n{PRIVATE_KEY}\n-----END PRIVATE KEY-----\n",
        f"-----BEGIN PRIVATE KEY-----{PRIVATE_KEY}-----END PRIVATE KEY-----",
        f" {PRIVATE_KEY}\n",
    ],
)
def test_a_key_may_come_armoured(text):
    DigitalSignature("jwe", text)


@pytest.mark.parametrize(
    "text", ["", "no key", "AAAA", encoded(generate_private_key(SECP256R1()))]
)
def test_another_key_is_refused_without_showing_it(text):
    with pytest.raises(ValueError) as caught:
        DigitalSignature("jwe", text)
    assert not text or text not in str(caught.value)


def test_nothing_of_the_key_shows():
    assert PRIVATE_KEY not in repr(vars(signature())) + repr(signature())


ROW = {
    "signingKeyId": "key-1",
    "signingKeyCipher": "ED25519",
    "privateKey": "a-private-key",
    "publicKey": "a-public-key",
    "jwe": "a-jwe",
    "creationTime": 1658440308,
    "expirationTime": 1753048308,
}


def test_a_signing_key_is_made(client, ebay):
    ebay.say_json(json.dumps(ROW))
    key = client.key_management.create_signing_key()
    assert str(ebay.request.url) == (
        "https://apiz.sandbox.ebay.com/developer/key_management/v1/signing_key"
    )
    assert json.loads(ebay.request.content) == {"signingKeyCipher": "ED25519"}
    assert ebay.request.headers["authorization"] == "Bearer application-token-1"
    assert (key.signing_key_id, key.private_key, key.jwe) == (
        "key-1",
        "a-private-key",
        "a-jwe",
    )
    assert key.created_at == datetime(2022, 7, 21, 21, 51, 48, tzinfo=UTC)
    assert key.expires_at > key.created_at
    assert "a-private-key" not in repr(key) and "a-jwe" not in repr(key)
