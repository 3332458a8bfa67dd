# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``setup/check-sandbox`` with a server that shares nothing with the simulator.

It answers with the examples of eBay's documentation in ``tests/client/fixtures``.
"""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from ebay_client import Environment
from lib.console import Problem
from lib.ebay_session import KEYS
from lib.sandbox_check import check

FIXTURES = Path(__file__).parents[1] / "client" / "fixtures"
TOKEN = {"access_token": "a", "expires_in": 7200, "token_type": "User Access Token"}
IDENTITY = {
    **json.loads((FIXTURES / "identity_get_user.json").read_text()),
    "loyaltyTier": {"nickname": "Jane of Kassel"},
}
ANSWERS = {
    "/identity/v1/oauth2/token": (200, TOKEN),
    "/commerce/identity/v1/user/": (200, IDENTITY),
    "/commerce/taxonomy/v1/get_default_category_tree_id": (
        200,
        json.loads((FIXTURES / "taxonomy_default_tree_id.json").read_text()),
    ),
    "/developer/analytics/v1_beta/rate_limit/": (
        200,
        json.loads((FIXTURES / "rate_limits.json").read_text()),
    ),
    "/developer/analytics/v1_beta/user_rate_limit/": (
        403,
        json.loads(
            (FIXTURES / "rest_1100_insufficient_permissions_403.json").read_text()
        ),
    ),
}


class Handler(BaseHTTPRequestHandler):
    """Answer what there is an example for, and everything else with an HTML page."""

    def do_GET(self):
        self.server.calls.append((self.command, self.path, self.headers))
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        status, body = ANSWERS.get(self.path.partition("?")[0], (503, None))
        content = json.dumps(body).encode() if body else b"<html>Busy</html>"
        self.send_response(status)
        self.send_header("Content-Type", "application/json" if body else "text/html")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_POST = do_PUT = do_DELETE = do_GET

    def log_message(self, *_arguments):
        """Print nothing."""


@pytest.fixture
def server(monkeypatch):
    """Return the server, whose keys are in the environment."""
    for key in KEYS:
        monkeypatch.setenv(key, f"secret of {key}")
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.calls = []
        server.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def run(server, tmp_path):
    """Return a function that runs the command; it returns status and report."""

    def run(*arguments):
        path = tmp_path / "report.md"
        where = () if "--production" in arguments else ("--server", server.url)
        status = check([*arguments, *where, "--report", str(path)])
        return status, path.read_text()

    return run


def test_what_is_as_published(run):
    status, report = run("taxonomy_get_default_category_tree_id")
    assert status == 0
    assert "Read the tree of a marketplace. | as published" in report
    assert "- `getItemAspectsForCategory`" in report, "what was not tried is named"


def test_a_field_that_is_not_published(run):
    status, report = run("identity_get_user")
    assert status == 1
    assert "`answer: $.loyaltyTier: UserResponse has no such field`" in report
    assert "- `$.loyaltyTier.nickname: string`" in report.split("Only in eBay's")[1]


def test_no_value_is_in_the_report(run):
    _status, report = run("identity_get_user", "analytics_get_user_rate_limits")
    values = [*_values(IDENTITY), *_values(TOKEN), "secret of", "Insufficient"]
    longer = [value for value in values if len(value) > 3]
    assert len(longer) > 5
    assert [value for value in longer if value in report] == []


def _values(body):
    """Yield the texts in a JSON document."""
    for value in body.values():
        if isinstance(value, dict):
            yield from _values(value)
        elif isinstance(value, str):
            yield value


def test_a_refused_call_does_not_stop_the_others(run):
    status, report = run(
        "analytics_get_user_rate_limits", "trading_get_item", "oauth_refresh"
    )
    assert status == 1
    assert "**PermissionDeniedError, status 403, 1100**" in report
    assert "Get an access token for the seller's refresh token. | as pub" in report
    assert "**TransientError, status 503**" in report


def test_production_is_only_read(run, server, monkeypatch):
    live = Environment.simulator(server.url)
    monkeypatch.setattr(Environment, "production", classmethod(lambda _cls: live))
    status, report = run("--production")
    assert status == 1
    assert "| publish_offer | left out: it writes |" in report
    assert len(server.calls) > 10
    for method, path, headers in server.calls:
        call_name = headers.get("X-EBAY-API-CALL-NAME", "")
        reads = method == "GET" or path == "/identity/v1/oauth2/token"
        assert reads or call_name.lower().startswith("get"), (method, path, call_name)


def test_keys_are_needed(monkeypatch):
    monkeypatch.delenv(KEYS[0], raising=False)
    with pytest.raises(Problem, match=KEYS[0]):
        check([])
