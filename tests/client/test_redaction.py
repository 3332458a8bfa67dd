# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""No secret in a log line, an exception or a representation."""

import logging

import pytest

from ebay_client import EbayError, UnauthorizedError, redact

from .conftest import CLIENT_SECRET

TOKEN = "v^1.1#i^1#p^3#I^3#f^0#r^1#SECRET"
CODE = "v%5E1.1%23i%5E1%23f%5E0%23r%5E1%23SECRET"


@pytest.mark.parametrize(
    "text",
    [
        TOKEN,
        f"Authorization: Bearer {TOKEN}",
        "Authorization: Bearer AgAAAA**SECRET",
        "authorization: Basic U0VDUkVUOlNFQ1JFVA==",
        "{'authorization': 'TOKEN AgAAAASECRET'}",
        f"(b'X-EBAY-API-IAF-TOKEN', b'{TOKEN}')",
        "X-EBAY-API-IAF-TOKEN: SECRET",
        "grant_type=refresh_token&refresh_token=SECRET",
        f"GET /callback?code={CODE}&expires_in=299",
        f"code={TOKEN}",
        '{"access_token": "SECRET", "expires_in": 7200}',
        "{'client_secret': 'SECRET'}",
        "client_secret=SECRET",
        "<eBayAuthToken>AgAAAA**SECRET</eBayAuthToken>",
        '{"privateKey": "MC4CAQAwBQYDK2VwBCIEISECRET"}',
    ],
)
def test_a_secret_is_masked_whatever_it_stands_in(text):
    masked = redact(text)
    assert "SECRET" not in masked and "U0VDUkVU" not in masked
    assert "[redacted]" in masked


@pytest.mark.parametrize(
    "text",
    [
        "Call usage limit has been reached. (518)",
        "Error code: 518, postal code: 04109",
        "IAF token supplied is invalid.",
        "GET https://api.ebay.com/sell/inventory/v1/offer?sku=MUG-1",
        "TOKEN is missing",
    ],
)
def test_what_is_no_secret_stays_readable(text):
    assert redact(text) == text


def test_an_error_masks_what_ebay_echoes():
    error = EbayError(f"Token {TOKEN} is invalid")
    assert "SECRET" not in str(error) + repr(error) + error.message


def test_errors_that_quote_the_token_do_not_carry_it(client, ebay, records):
    body = f'{{"errors": [{{"errorId": 1001, "message": "no: {TOKEN}"}}]}}'
    ebay.say_json(body, 401)
    ebay.say_json(body, 401)
    with pytest.raises(UnauthorizedError) as caught:
        client.identity.get_user()
    told = str(caught.value) + repr(caught.value.details) + repr(records)
    assert "SECRET" not in told


def test_no_log_line_of_any_library_holds_a_secret(
    client, oauth, ebay, tokens, caplog, credentials
):
    caplog.set_level(logging.DEBUG)
    tokens.user = TOKEN
    ebay.say_json('{"userId": "u"}', headers={"location": f"/x?code={CODE}"})
    ebay.say_json('{"access_token": "SECRET-2", "expires_in": 7200}')
    ebay.say_json(
        '{"error": "invalid_grant", "error_description": "' + TOKEN + '"}', 400
    )
    client.identity.get_user()
    token = oauth.refresh("SECRET-refresh")
    with pytest.raises(UnauthorizedError):
        oauth.refresh("SECRET-refresh")
    logging.getLogger("httpx").warning("GET https://x/?access_token=%s", "SECRET")
    logged = "\n".join(record.getMessage() for record in caplog.records)
    assert "/sell" in logged or "/commerce/identity" in logged
    assert "SECRET" not in logged
    assert CLIENT_SECRET not in logged + repr(credentials) + repr(client)
    assert "SECRET" not in repr(token)
