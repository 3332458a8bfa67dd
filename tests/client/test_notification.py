# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Signatures and envelopes of push notifications, against eBay's own vectors."""

import base64
import json
from pathlib import Path

import pytest

from ebay_client import notification
from ebay_client.notification import NotificationError, SignatureError

VECTORS = (
    Path(__file__).parents[2] / "connector_ebay/tests/fixtures/notification_vectors"
)


def vector(name):
    return json.loads((VECTORS / f"{name}.json").read_text())


def compact(message):
    """Return the bytes eBay signed: its SDKs serialise the message without blanks."""
    return json.dumps(message, separators=(",", ":")).encode()


def check(body, header, answer):
    notification.verify(
        body,
        notification.parse_signature(header),
        notification.load_public_key(answer),
    )


def header_of(**values):
    return base64.b64encode(json.dumps(values).encode()).decode()


def test_challenge_is_answered_as_ebay_defines_it():
    told = vector("challenge")
    answer = notification.challenge_response(
        told["challenge_code"], told["verification_token"], told["endpoint"]
    )
    assert answer == told["challengeResponse"]


def test_a_signature_of_ebays_own_sdk_is_accepted():
    case = vector("account_deletion")["VALID"]
    check(compact(case["message"]), case["signature"], case["response"])


@pytest.mark.parametrize("name", ["INVALID", "SIGNATURE_MISMATCH"])
def test_what_ebays_own_sdk_refuses_is_refused(name):
    case = vector("account_deletion")[name]
    with pytest.raises(SignatureError):
        check(compact(case["message"]), case["signature"], case["response"])


def test_the_raw_bytes_count():
    told = vector("order_confirmation")
    body, header = told["raw_body"].encode(), told["x_ebay_signature"]
    check(body, header, told["getPublicKey_response"])
    for other in (body + b"\n", body.replace(b":", b": "), body.replace(b"19", b"18")):
        with pytest.raises(SignatureError):
            check(other, header, told["getPublicKey_response"])


def test_the_algorithm_is_the_keys_and_not_the_headers():
    told = vector("order_confirmation")
    forged = json.loads(base64.b64decode(told["x_ebay_signature"]))
    forged.update(alg="none", digest="NONE")
    header = header_of(**forged)
    check(told["raw_body"].encode(), header, told["getPublicKey_response"])


@pytest.mark.parametrize(
    "header",
    [
        "",
        "not base64!",
        "x" * 5000,
        base64.b64encode(b"no json").decode(),
        base64.b64encode(b"[1, 2]").decode(),
        base64.b64encode(b"\xff\xfe").decode(),
        header_of(kid="1"),
        header_of(kid="../../token", signature="AAAA"),
        header_of(kid=None, signature="AAAA"),
        header_of(kid="11111111-2222-3333-4444-555555555555", signature=7),
        header_of(kid="11111111-2222-3333-4444-55555555555\n", signature="AAAA"),
        "é",
    ],
)
def test_an_unreadable_header_is_refused(header):
    with pytest.raises(SignatureError):
        notification.parse_signature(header)


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"key": None, "digest": "SHA1"},
        {"key": "-----BEGIN PUBLIC KEY-----AAAA-----END PUBLIC KEY-----", "digest": 1},
        {
            "key": "-----BEGIN PUBLIC KEY-----AAAA-----END PUBLIC KEY-----",
            "digest": "SHA1",
        },
    ],
)
def test_an_answer_without_a_key_is_refused(answer):
    with pytest.raises(SignatureError):
        notification.load_public_key(answer)


def test_the_envelope_is_read():
    told = vector("order_confirmation")
    read = notification.parse_notification(told["raw_body"].encode())
    assert read.topic == "ORDER_CONFIRMATION"
    assert read.user_id == "AbCdEfGhIjK"
    assert read.event_date.isoformat() == "2026-06-19T14:15:23.110000+00:00"
    assert read.data["order"]["orderId"] == "13-00001-00001"
    case = vector("account_deletion")["VALID"]
    assert notification.parse_notification(compact(case["message"])).user_id == (
        "ma8vp1jySJC"
    )


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b'{"metadata": 1, "notification": 2}',
        b'{"metadata": {"topic": "X"}, "notification": {}}',
        b'{"metadata": {"topic": "X\\u0000"}, "notification": {"notificationId": "1"}}',
        b'{"metadata": {"topic": "X"}, "notification": {"notificationId": ["1"]}}',
        b"[" * 100000,
        b"\xff",
    ],
)
def test_what_is_no_envelope_is_refused(body):
    with pytest.raises(NotificationError):
        notification.parse_notification(body)


def test_an_envelope_with_odd_data_is_read_all_the_same():
    body = compact(
        {
            "metadata": {"topic": "NEW", "schemaVersion": "1\u0000"},
            "notification": {
                "notificationId": "1",
                "eventDate": "soon",
                "publishAttemptCount": "many",
                "data": {"user": 7, "userId": ["x"]},
            },
        }
    )
    read = notification.parse_notification(body)
    assert (read.user_id, read.event_date, read.attempt) == ("", None, 1)
    assert read.schema_version == ""
