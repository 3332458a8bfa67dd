# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A client whose eBay is a list of answers."""

from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from ebay_client import Credentials, EbayClient, Environment, OAuth, make_http

FIXTURES = Path(__file__).parent / "fixtures"
NOW = datetime(2026, 6, 30, 10, 0, tzinfo=UTC)
CLIENT_SECRET = "a-client-secret-nobody-may-see"


class Tokens:
    """A token source that counts: token-1, and a new number when one is stale."""

    def __init__(self):
        self.refreshed = []
        self.user = "user-token-1"
        self.application = "application-token-1"

    def user_token(self, stale=None):
        if stale == self.user:
            self.refreshed.append(stale)
            self.user = f"user-token-{len(self.refreshed) + 1}"
        return self.user

    def application_token(self, stale=None):
        if stale == self.application:
            self.refreshed.append(stale)
            self.application = f"application-token-{len(self.refreshed) + 1}"
        return self.application


class Ebay:
    """Answers in turn with what a test scripted, and keeps the requests."""

    def __init__(self):
        self.answers = []
        self.requests = []

    def say(self, status=200, *, content=b"", media_type="", headers=None, **more):
        """Script one answer; the headers may add to or replace the usual ones."""
        usual = {"x-ebay-request-id": "request-7"}
        if media_type:
            usual["content-type"] = media_type
        self.answers.append(
            httpx.Response(
                status, content=content, headers={**usual, **(headers or {})}, **more
            )
        )

    def say_json(self, text, status=200, headers=None):
        """Script a JSON answer from its text."""
        content = text.encode()
        self.say(
            status, content=content, media_type="application/json", headers=headers
        )

    def say_xml(self, text, headers=None):
        """Script a Trading answer from its text or bytes."""
        content = text if isinstance(text, bytes) else text.encode()
        self.say(content=content, media_type="text/xml;charset=utf-8", headers=headers)

    def say_fixture(self, name, status=200):
        """Script the answer in a file of fixtures/."""
        content = (FIXTURES / name).read_bytes()
        kind = "text/xml" if name.endswith(".xml") else "application/json"
        self.say(status, content=content, media_type=kind)

    def fail(self, error):
        """Script a failure of the connection."""
        self.answers.append(error)

    @property
    def request(self):
        """Return the last request."""
        return self.requests[-1]

    def __call__(self, request):
        self.requests.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def ebay():
    """Return the scripted eBay; every answer scripted must have been asked for."""
    ebay = Ebay()
    yield ebay
    assert not ebay.answers, "eBay was not asked as often as the test expected"


@pytest.fixture
def http(ebay):
    """Return the HTTP client the product makes, on the scripted eBay."""
    with make_http(transport=httpx.MockTransport(ebay)) as client:
        yield client


@pytest.fixture
def credentials():
    """Return a keyset."""
    return Credentials("an-app-id", CLIENT_SECRET, "a-ru-name")


@pytest.fixture
def tokens():
    """Return the client's token source."""
    return Tokens()


@pytest.fixture
def records():
    """Return what the observer was told."""
    return []


@pytest.fixture
def client(credentials, tokens, http, records):
    """Return a client in the sandbox, at a fixed time."""
    return EbayClient(
        Environment.sandbox(),
        credentials,
        tokens,
        http,
        observer=records.append,
        flow="import_listings",
        clock=lambda: NOW,
    )


@pytest.fixture
def oauth(credentials, http, records):
    """Return the OAuth of the sandbox, at a fixed time."""
    return OAuth(
        Environment.sandbox(),
        credentials,
        http,
        observer=records.append,
        clock=lambda: NOW,
    )
