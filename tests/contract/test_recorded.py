# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Every cassette is as eBay publishes, and replays with recording off."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import recorder
from lxml import etree
from recordings import RECORDINGS, Ebay
from vcr.errors import CannotOverwriteExistingCassetteException
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from ebay_client import Credentials, EbayClient, Environment, OAuth, make_http
from ebay_client.price_quantity import OfferPrice, PriceQuantity
from ebay_client.trading_revision import InventoryStatus
from simulator.apis import ROUTES
from simulator.routing import Router
from simulator.validation import Checker

NOW = datetime(2026, 6, 30, 10, 0, tzinfo=UTC)


class Tokens:
    """Any token will do: cassettes hold none."""

    def user_token(self, stale=None):
        return "any"

    def application_token(self, stale=None):
        return "any"


@pytest.fixture
def ebay():
    """Return our client as it talks to eBay's sandbox, which a cassette stands in
    for."""
    environment = Environment.sandbox()
    with make_http() as http:
        credentials = Credentials("any", "any", "any")
        client = EbayClient(environment, credentials, Tokens(), http)
        oauth = OAuth(environment, credentials, http)
        yield Ebay(
            client,
            oauth,
            NOW,
            refresh_token="any",
            price_quantity=PriceQuantity,
            offer_price=OfferPrice,
            inventory_status=InventoryStatus,
            code="any",
        )


def test_there_is_a_cassette_for_each_recording():
    assert recorder.names() == sorted(RECORDINGS)


def test_they_can_all_be_recorded_anew(tmp_path):
    """Which also shows that our client and the schemas agree on every call."""
    command = Path(__file__).parents[2] / "setup" / "record"
    done = subprocess.run(
        [sys.executable, command, "--into", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    made = {path.stem: path.read_text() for path in tmp_path.glob("*.yaml")}
    assert sorted(made) == sorted(RECORDINGS)
    assert all(text.startswith("# Provenance: ") for text in made.values())


@pytest.mark.parametrize("name", sorted(RECORDINGS))
def test_a_cassette_replays_with_recording_off(name, ebay):
    with recorder.cassette(name) as cassette:
        assert RECORDINGS[name](ebay) is not None
    assert cassette.all_played


def test_what_is_not_in_a_cassette_goes_nowhere(ebay):
    with (
        recorder.cassette("identity_get_user"),
        pytest.raises(CannotOverwriteExistingCassetteException),
    ):
        ebay.client.taxonomy.get_default_category_tree_id("EBAY_DE")


@pytest.mark.parametrize("name", recorder.names())
def test_a_cassette_is_as_published(name):
    checker = Checker()
    router = Router(*ROUTES)
    for request, response in recorder.interactions(name):
        check(checker, router, request, response)
    assert checker.violations == []


@pytest.mark.parametrize("name", recorder.names())
def test_a_cassette_says_that_it_is_not_ebays(name):
    first = (recorder.CASSETTES / f"{name}.yaml").read_text().splitlines()[0]
    assert first.startswith("# Provenance: recorded by setup/record from ")


def check(checker, router, request, response):
    """Hold one interaction against the schemas."""
    content = response["body"]["string"]
    content = content if isinstance(content, bytes) else content.encode()
    headers = {key: values[0] for key, values in request["headers"].items()}
    call_name = headers.get("x-ebay-api-call-name")
    if call_name:
        root = etree.fromstring(request["body"].encode())
        checker.check_trading_request(call_name, root)
        checker.check_trading_answer(call_name, content)
        return
    builder = EnvironBuilder.from_environ(
        EnvironBuilder(
            path=request["uri"].removeprefix(f"https://{recorder.HOST}"),
            method=request["method"],
            headers=headers,
            data=request["body"] or None,
        ).get_environ()
    )
    asked = Request(builder.get_environ())
    endpoint, _path = router.match(asked.method, asked.path)
    checker.check_request(endpoint.api, endpoint.operation, asked)
    status = response["status"]["code"]
    kind = response["headers"].get("content-type", [""])[0].partition(";")[0]
    checker.check_answer(endpoint.api, endpoint.operation, status, content, kind)
