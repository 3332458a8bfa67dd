# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Connect to eBay through the consent page, in real transactions."""

import re
import urllib.request
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from lib.processes import wait_until


@pytest.fixture
def agreed(odoo, simulator, backend):
    """Return the address to which eBay sends a seller who has agreed."""
    key = f"connector_ebay.simulator.refresh_token.{backend}"
    odoo.execute("ir.config_parameter", "set_param", key, False)
    page = odoo.execute("ebay.backend", "action_connect", [backend])["url"]
    with urllib.request.urlopen(page) as answer:
        text = answer.read().decode()
    link = re.search(r'<a[^>]*id="agree"[^>]*>', text)[0]
    address = re.search(r'href="([^"]+)"', link)[1].replace("&amp;", "&")
    opener = urllib.request.build_opener(_NoRedirect)
    target = opener.open(simulator.url + address).headers["Location"]
    return odoo.url + "/api/ebay/oauth/callback?" + target.partition("?")[2]


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def http_error_302(self, request, answer, *_rest):
        return answer


def test_consent_connects_at_once(odoo, simulator, backend, agreed):
    odoo.execute("res.users", "context_get")
    with odoo._session.open(agreed) as answer:
        assert answer.status == 200
    fields = ["state", "ebay_user_id", "refresh_token_expires_at"]
    (account,) = odoo.execute("ebay.backend", "read", [backend], fields)
    assert account["state"] == "connected"
    assert account["ebay_user_id"] == simulator.seller.user_id
    assert account["refresh_token_expires_at"]
    states = {}

    def runner_is_ok():
        checks = odoo.execute("ebay.backend", "check_health", [backend])["checks"]
        states.update({check["code"]: check["state"] for check in checks})
        return states["runner"] == "ok"

    # Odoo answers before its job runner has connected to the database.
    wait_until(runner_is_ok, timeout=30, what="the job runner")
    assert states["token"] == states["scopes"] == "ok"
    # The code could be exchanged for the seller's tokens by whoever reads the log.
    code = parse_qs(urlsplit(agreed).query)["code"][0]
    log = odoo.log.read_text(errors="replace")
    assert "ebay/oauth/callback" in log
    assert code not in log and quote(code) not in log
