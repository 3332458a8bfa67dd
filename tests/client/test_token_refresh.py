# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A refused token is renewed once, and the call is made once more."""

import pytest

from ebay_client import PermissionDeniedError, RejectedError, UnauthorizedError

USER = '{"userId": "u-1", "username": "demo-seller"}'


def bearer(request):
    return request.headers["authorization"]


def test_a_refused_token_is_renewed_once(client, ebay, tokens, records):
    ebay.say_fixture("rest_1001_invalid_token_401.json", 401)
    ebay.say_json(USER)
    assert client.identity.get_user()["userId"] == "u-1"
    assert tokens.refreshed == ["user-token-1"]
    assert [bearer(request) for request in ebay.requests] == [
        "Bearer user-token-1",
        "Bearer user-token-2",
    ]
    assert [record.status for record in records] == [401, 200]


def test_a_second_refusal_is_final(client, ebay, tokens):
    ebay.say_fixture("rest_1001_invalid_token_401.json", 401)
    ebay.say_fixture("rest_1001_invalid_token_401.json", 401)
    with pytest.raises(UnauthorizedError) as caught:
        client.identity.get_user()
    assert not caught.value.revoked
    assert len(tokens.refreshed) == 1


def test_a_source_without_another_token_ends_it(client, ebay, tokens):
    tokens.user_token = lambda stale=None: "the-only-one"
    ebay.say_fixture("rest_1001_invalid_token_401.json", 401)
    with pytest.raises(UnauthorizedError):
        client.identity.get_user()


def test_a_source_that_fails_decides(client, ebay, tokens):
    def refresh(stale=None):
        if stale:
            raise UnauthorizedError("consent is gone", revoked=True)
        return "user-token-1"

    tokens.user_token = refresh
    ebay.say_fixture("rest_1001_invalid_token_401.json", 401)
    with pytest.raises(UnauthorizedError) as caught:
        client.identity.get_user()
    assert caught.value.revoked


def test_a_missing_scope_needs_no_new_token(client, ebay, tokens):
    ebay.say_fixture("rest_1100_insufficient_permissions_403.json", 403)
    with pytest.raises(PermissionDeniedError):
        client.identity.get_user()
    assert not tokens.refreshed


def test_no_other_failure_is_repeated(client, ebay):
    ebay.say_fixture("inventory_25709_whole_request_400.json", 400)
    with pytest.raises(RejectedError):
        client.identity.get_user()
    assert len(ebay.requests) == 1


def test_the_application_token_is_renewed_too(client, ebay, tokens):
    ebay.say_fixture("rest_1001_invalid_token_401.json", 401)
    ebay.say_fixture("taxonomy_default_tree_id.json")
    client.taxonomy.get_default_category_tree_id("EBAY_DE")
    assert tokens.refreshed == ["application-token-1"]
    assert bearer(ebay.request) == "Bearer application-token-2"


@pytest.mark.parametrize(
    "fixture",
    [
        "error_auth_token_invalid_931.xml",
        "error_iaf_token_expired_21917053.xml",
        "error_iaf_token_invalid_21916984.xml",
    ],
)
def test_trading_says_it_in_a_200(client, ebay, tokens, fixture):
    ebay.say_fixture(fixture)
    ebay.say_fixture("get_item_variations.xml")
    assert client.trading.get_item("110000000002")["item_id"] == "110000000002"
    assert tokens.refreshed == ["user-token-1"]
    assert ebay.request.headers["x-ebay-api-iaf-token"] == "user-token-2"


@pytest.mark.parametrize("code", ["16110", "17470"])
def test_a_revoked_consent_is_told_from_an_old_token(client, ebay, code):
    answer = f"""<GetItemResponse xmlns="urn:ebay:apis:eBLBaseComponents">
      <Ack>Failure</Ack><Errors><ErrorCode>{code}</ErrorCode>
      <SeverityCode>Error</SeverityCode></Errors></GetItemResponse>"""
    ebay.say_xml(answer)
    ebay.say_xml(answer)
    with pytest.raises(UnauthorizedError) as caught:
        client.trading.get_item("1")
    assert caught.value.revoked
