# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""No cassette holds a secret or a person, and each says where it came from."""

import re

import pytest
from tracked import tracked_texts

SECRETS = {
    # eBay's user tokens begin so; what a cassette holds of one is only its word.
    "an eBay token": re.compile(r"v\^1\.1#(?!i\^1#simulated)[\w^#./+=-]{20,}"),
    "an Authorization header": re.compile(
        r"(?im)^\s*['\"]?authorization['\"]?:.*(?:\n\s*-\s*)?"
        r"(?:Basic|Bearer)\s+(?!REDACTED)[\w+/=^#.-]{8,}"
    ),
    "an IAF token header": re.compile(
        r"(?im)^\s*['\"]?x-ebay-api-iaf-token['\"]?:\s*\n?\s*-?\s*['\"]?(?!REDACTED)\w"
    ),
    "a refresh token": re.compile(r"refresh_token=(?!REDACTED)[\w%^#.+-]{12,}"),
    "an authorization code": re.compile(r"[?&\s'\"]code=(?!REDACTED)[\w%^#.+-]{12,}"),
    "a client secret": re.compile(r"\b(?:PRD|SBX)-[0-9a-f]{12}(?:-[0-9a-f]{4}){3,}"),
    "a cookie": re.compile(r"(?im)^\s*['\"]?(?:set-)?cookie['\"]?:"),
    "an e-mail address": re.compile(
        r"[\w.+-]+@(?!example\.|[\w.-]+\.(?:example|invalid|test)\b)[\w-]+\.[a-z]{2,}"
    ),
}
PROVENANCE = re.compile(r"\A(?:#.*\n)+", re.MULTILINE)
CASSETTES = [
    pytest.param(text, id=name) for name, text in tracked_texts("*/cassettes/*.yaml")
]


@pytest.mark.parametrize("text", CASSETTES)
def test_a_cassette_holds_no_secret(text):
    found = {what for what, pattern in SECRETS.items() if pattern.search(text)}
    assert not found


@pytest.mark.parametrize("text", CASSETTES)
def test_a_cassette_says_where_it_came_from(text):
    assert PROVENANCE.match(text)


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("an eBay token", "token: v^1.1#i^1#f^0#p^3#I^3#r^1#t^Ul4xMF8wOjQ2RjI="),
        ("an Authorization header", "    Authorization:\n    - Bearer abcdefgh1234"),
        ("an IAF token header", "    X-EBAY-API-IAF-TOKEN:\n    - abcdefgh1234"),
        ("a refresh token", "body: grant_type=x&refresh_token=abcdefgh12345678"),
        ("a client secret", "secret: SBX-0123456789ab-0123-4567-89ab-cdef"),
        ("a cookie", "    Set-Cookie:\n    - a=b"),
        ("an e-mail address", "email: somebody@mail.com"),
    ],
)
def test_the_search_finds_what_it_is_for(what, line):
    assert SECRETS[what].search(line)
