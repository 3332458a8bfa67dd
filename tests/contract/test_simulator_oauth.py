# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Consent and tokens behave as eBay documents."""

from urllib.parse import parse_qs, urlsplit

import pytest

from simulator.keyset import API_SCOPE, scope
from simulator.tokens import ACCESS_TOKEN_SECONDS, CODE_SECONDS

USER = "/commerce/identity/v1/user/"


def consent(caller, **changes):
    """Return the answer of the consent page."""
    keyset = caller.simulator.keyset
    query = {
        "client_id": keyset.client_id,
        "redirect_uri": keyset.ru_name,
        "response_type": "code",
        "scope": f"{API_SCOPE} {scope('commerce.identity.readonly')}",
        "state": "a state & more",
    }
    return caller.http.get("/oauth2/authorize", params=query | changes)


def follow(caller, link):
    """Return where a link of the consent page sends the seller: address and query."""
    page = consent(caller).text
    address = page.split(f'id="{link}" href="')[1].partition('"')[0]
    sent = caller.http.get(address.replace("&amp;", "&")).headers["location"]
    return sent, {key: one for key, [one] in parse_qs(urlsplit(sent).query).items()}


def exchange(caller, code):
    """Return what the token endpoint says to a code."""
    return caller.token(
        grant_type="authorization_code",
        code=code,
        redirect_uri=caller.simulator.keyset.ru_name,
    )


def test_agreeing_leads_back_with_a_code_for_single_use(caller):
    address, query = follow(caller, "agree")
    assert address.startswith(caller.simulator.keyset.accept_url)
    assert query["state"] == "a state & more"
    tokens = exchange(caller, query["code"])
    assert tokens["refresh_token"] and tokens["expires_in"] == ACCESS_TOKEN_SECONDS
    assert exchange(caller, query["code"])["error"] == "invalid_grant"


def test_declining_leads_to_the_other_address_without_a_code(caller):
    address, query = follow(caller, "decline")
    assert address.startswith(caller.simulator.keyset.decline_url)
    assert "code" not in query


def test_a_code_lasts_five_minutes(simulator, caller):
    _address, query = follow(caller, "agree")
    simulator.clock.advance(CODE_SECONDS + 1)
    assert exchange(caller, query["code"])["error"] == "invalid_grant"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"redirect_uri": "http://127.0.0.1/"}, "temporarily_unavailable"),
        ({"scope": scope("sell.listing.read")}, "invalid_scope"),
        ({"client_id": "someone"}, "unauthorized_client"),
    ],
)
def test_a_wrong_consent_request_shows_an_error(caller, changes, error):
    page = consent(caller, **changes)
    assert page.status_code == 400 and error in page.text


def test_a_refresh_keeps_the_refresh_token_and_cannot_widen_scopes(caller):
    _address, query = follow(caller, "agree")
    refresh = exchange(caller, query["code"])["refresh_token"]
    first = caller.token(grant_type="refresh_token", refresh_token=refresh)
    assert "refresh_token" not in first
    wider = caller.token(
        grant_type="refresh_token", refresh_token=refresh, scope=scope("sell.inventory")
    )
    assert wider["error"] == "invalid_scope"


def test_a_token_without_the_scope_is_refused(caller):
    _address, query = follow(caller, "agree")
    caller.user = exchange(caller, query["code"])["access_token"]
    assert caller.rest("GET", USER).status_code == 200
    refused = caller.rest("GET", "/sell/inventory/v1/inventory_item")
    assert refused.status_code == 403
    assert refused.json()["errors"][0]["errorId"] == 1100


def test_an_access_token_ends_after_two_hours(simulator, caller):
    simulator.clock.advance(ACCESS_TOKEN_SECONDS + 1)
    assert caller.rest("GET", USER).json()["errors"][0]["errorId"] == 1001
    answer = caller.trading("GetUser")
    assert "<ErrorCode>21917053</ErrorCode>" in answer.text


def test_withdrawn_consent_ends_all_of_it(simulator, caller):
    refresh = simulator.keyset.refresh_token
    simulator.tokens.revoke(refresh)
    assert caller.rest("GET", USER).status_code == 401
    refused = caller.token(grant_type="refresh_token", refresh_token=refresh)
    assert refused["error"] == "invalid_grant"


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({}, "invalid_request"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"grant_type": "client_credentials"}, "invalid_scope"),
        ({"grant_type": "refresh_token", "refresh_token": "x"}, "invalid_grant"),
    ],
)
def test_wrong_token_requests_say_why(caller, form, error):
    assert caller.token(**form)["error"] == error


def test_a_wrong_keyset_is_refused(simulator, caller):
    simulator.keyset.client_secret = "another"
    answer = caller.http.post(
        "/identity/v1/oauth2/token", auth=("someone", "else"), data={"grant_type": "x"}
    )
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


def test_an_application_token_reads_no_account_and_a_user_token_no_tree(caller):
    assert caller.rest("GET", USER, application=True).status_code == 403
    tree = "/commerce/taxonomy/v1/category_tree/77"
    assert caller.rest("GET", tree).status_code == 403
    assert caller.http.get(USER).json()["errors"][0]["errorId"] == 1002
