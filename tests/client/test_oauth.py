# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Consent, code, refresh and application tokens."""

from base64 import b64decode
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from ebay_client import (
    API_SCOPE,
    SELLER_SCOPES,
    RejectedError,
    ThrottledError,
    TransientError,
    UnauthorizedError,
)

from .conftest import CLIENT_SECRET, NOW

USER_TOKENS = """{"access_token": "an-access-token", "expires_in": 7200,
 "refresh_token": "a-refresh-token", "refresh_token_expires_in": 47304000,
 "token_type": "User Access Token"}"""


def form(request):
    return {
        name: values[0] for name, values in parse_qs(request.content.decode()).items()
    }


def test_the_consent_address_carries_what_ebay_wants(oauth):
    url = urlsplit(oauth.consent_url(SELLER_SCOPES, "a state/&", locale="de-DE"))
    assert f"{url.scheme}://{url.netloc}{url.path}" == (
        "https://auth.sandbox.ebay.com/oauth2/authorize"
    )
    assert "+" not in url.query
    query = {name: values[0] for name, values in parse_qs(url.query).items()}
    assert query == {
        "client_id": "an-app-id",
        "redirect_uri": "a-ru-name",
        "response_type": "code",
        "scope": " ".join(SELLER_SCOPES),
        "state": "a state/&",
        "locale": "de-DE",
    }


def test_a_code_becomes_tokens_with_their_ends(oauth, ebay):
    ebay.say_json(USER_TOKENS)
    tokens = oauth.exchange_code("v^1.1#i^1#code")
    assert tokens.access_token == "an-access-token"
    assert tokens.refresh_token == "a-refresh-token"
    assert tokens.expires_at == NOW + timedelta(hours=2)
    assert tokens.refresh_expires_at == NOW + timedelta(seconds=47304000)
    assert form(ebay.request) == {
        "grant_type": "authorization_code",
        "code": "v^1.1#i^1#code",
        "redirect_uri": "a-ru-name",
    }
    assert str(ebay.request.url) == (
        "https://api.sandbox.ebay.com/identity/v1/oauth2/token"
    )
    scheme, _, value = ebay.request.headers["authorization"].partition(" ")
    assert scheme == "Basic"
    assert b64decode(value).decode() == f"an-app-id:{CLIENT_SECRET}"


def test_a_code_still_encoded_is_decoded_once(oauth, ebay):
    ebay.say_json(USER_TOKENS)
    oauth.exchange_code("v%5E1.1%23i%5E1%23a%2Bb")
    assert form(ebay.request)["code"] == "v^1.1#i^1#a+b"


def test_a_refresh_sends_no_scope(oauth, ebay):
    ebay.say_json('{"access_token": "new", "expires_in": 7200, "token_type": "x"}')
    token = oauth.refresh("a-refresh-token")
    assert (token.value, token.expires_at) == ("new", NOW + timedelta(hours=2))
    assert form(ebay.request) == {
        "grant_type": "refresh_token",
        "refresh_token": "a-refresh-token",
    }


def test_the_application_gets_a_token_of_its_own(oauth, ebay):
    ebay.say_json('{"access_token": "app", "expires_in": 7200}')
    assert oauth.application_token().value == "app"
    assert form(ebay.request) == {
        "grant_type": "client_credentials",
        "scope": API_SCOPE,
    }


def test_a_dead_refresh_token_means_that_consent_is_gone(oauth, ebay):
    ebay.say_fixture("oauth_invalid_grant_400.json", 400)
    with pytest.raises(UnauthorizedError) as caught:
        oauth.refresh("a-refresh-token")
    assert caught.value.revoked
    assert caught.value.status == 400
    assert caught.value.request_id == "request-7"
    assert caught.value.details[0].message == "invalid_grant"


def test_a_dead_code_is_no_revocation(oauth, ebay):
    ebay.say_fixture("oauth_invalid_grant_400.json", 400)
    with pytest.raises(RejectedError):
        oauth.exchange_code("used")


def test_a_wrong_keyset_is_no_revocation(oauth, ebay):
    ebay.say_fixture("oauth_invalid_client_401.json", 401)
    with pytest.raises(UnauthorizedError) as caught:
        oauth.refresh("a-refresh-token")
    assert not caught.value.revoked
    assert "client authentication failed" in str(caught.value)


def test_a_refused_scope_is_permanent(oauth, ebay):
    ebay.say_fixture("oauth_invalid_scope_400.json", 400)
    with pytest.raises(RejectedError):
        oauth.application_token(["https://api.ebay.com/oauth/api_scope/sell.listing"])


@pytest.mark.parametrize(
    ("status", "content", "kind", "error"),
    [
        (503, b"<html>down</html>", "text/html", TransientError),
        (400, b"<html>edge</html>", "text/html", TransientError),
        (200, b"", "", TransientError),
        (200, b"<html>login</html>", "text/html", TransientError),
        (200, b'{"expires_in": 7200}', "application/json", TransientError),
        (200, b'{"access_token": "", "expires_in": 1}', "text/json", TransientError),
        (200, b'{"access_token": "a", "expires_in": "x"}', "", TransientError),
        (200, b"[]", "application/json", TransientError),
        (429, b"{}", "application/json", ThrottledError),
        (302, b"", "", TransientError),
    ],
)
def test_an_answer_without_a_token_never_passes(
    oauth, ebay, status, content, kind, error
):
    ebay.say(status, content=content, media_type=kind)
    with pytest.raises(error):
        oauth.refresh("a-refresh-token")


def test_a_lost_connection_is_transient(oauth, ebay):
    ebay.fail(httpx.ConnectError("refused"))
    with pytest.raises(TransientError):
        oauth.refresh("a-refresh-token")


def test_token_calls_are_observed_without_secrets(oauth, ebay, records):
    ebay.say_json(USER_TOKENS)
    oauth.exchange_code("the-code")
    (record,) = records
    assert (record.api, record.endpoint) == ("oauth", "/identity/v1/oauth2/token")
    assert (record.method, record.status, record.error) == ("POST", 200, "")
    for secret in ("a-refresh-token", "an-access-token", "the-code", CLIENT_SECRET):
        assert secret not in repr(record)
