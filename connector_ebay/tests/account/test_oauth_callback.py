# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging
import re
from urllib.parse import parse_qs, urlsplit

import httpx

from ...connection.keyset import Keyset
from ...tools import access_log
from ..common import EbayHttpCase
from ..simulator.keyset import REFRESH_TOKEN


class TestOauthCallback(EbayHttpCase):
    """From *Connect to eBay* through eBay's consent page and back."""

    def setUp(self):
        super().setUp()
        self.simulate()
        self.backend = self.create_backend("Demo Shop")
        self.set_parameter(f"refresh_token.{self.backend.id}", False)
        self.authenticate("admin", "admin")
        admin = self.env.ref("base.user_admin")
        self.backend = self.backend.with_user(admin)

    def consent(self, choice="agree"):
        """What eBay sends the seller's browser back with."""
        page = httpx.get(self.backend.action_connect()["url"])
        link = re.search(rf'href="([^"]+)"[^>]*id="{choice}"', page.text) or re.search(
            rf'id="{choice}"[^>]*href="([^"]+)"', page.text
        )
        answer = httpx.get(httpx.URL(self.sim.url).join(link[1].replace("&amp;", "&")))
        address = answer.headers.get("location", link[1].replace("&amp;", "&"))
        return {
            key: value[0] for key, value in parse_qs(urlsplit(address).query).items()
        }

    def call_back(self, **query):
        address = str(httpx.URL("/api/ebay/oauth/callback", params=query))
        return self.url_open(address, allow_redirects=False)

    def test_consent_connects(self):
        answer = self.call_back(**self.consent())
        self.assertEqual(answer.status_code, 303)
        self.assertTrue(answer.headers["Location"].endswith(f"/{self.backend.id}"))
        self.env.invalidate_all()
        self.assertEqual(self.backend.state, "connected")
        self.assertTrue(self.backend.refresh_token_expires_at)
        token = Keyset(self.backend).refresh_token
        self.assertTrue(token)
        self.assertNotEqual(token, REFRESH_TOKEN)

    def test_consent_cannot_be_replayed(self):
        query = self.consent()
        self.call_back(**query)
        self.assertEqual(self.call_back(**query).status_code, 400)

    def test_the_consent_of_another_seller_destroys_nothing(self):
        self.call_back(**self.consent())
        self.env.invalidate_all()
        tokens = self.env["ebay.token"].search([])
        before = (Keyset(self.backend).refresh_token, tokens.mapped("value"))
        self.backend.sudo().ebay_user_id = "the-right-seller"
        self.env.flush_all()
        answer = self.call_back(**self.consent())
        self.assertEqual(answer.status_code, 400)
        self.assertIn("Nothing was changed", answer.text)
        self.env.invalidate_all()
        self.assertEqual(self.backend.state, "connected")
        self.assertEqual(self.backend.ebay_user_id, "the-right-seller")
        self.assertEqual(
            (Keyset(self.backend).refresh_token, tokens.mapped("value")), before
        )

    def test_nothing_is_stored_if_ebay_does_not_say_who_consented(self):
        before = Keyset(self.backend).refresh_token
        query = self.consent()
        self.sim.faults.add("getUser", "status", count=20, status=500)
        with self.quiet():
            answer = self.call_back(**query)
        self.assertEqual(answer.status_code, 400)
        self.assertEqual(Keyset(self.backend).refresh_token, before)

    def test_the_code_is_in_no_log(self):
        """As werkzeug logs a request, and the redirect of a visitor to the login."""
        for name in access_log.LOGGERS:
            [redact] = [
                one
                for one in logging.getLogger(name).filters
                if isinstance(one, access_log.ConsentFilter)
            ]
        query = "code=v%5E1.1%23secret&state=secret"
        for path in (
            f"/api/ebay/oauth/callback?{query}",
            f"/web/login?redirect=%2Fapi%2Febay%2Foauth%2Fcallback%3F{query}",
            f"/web/login?redirect=/api/ebay/oauth/callback?{query}",
        ):
            line = self.logged(redact, path)
            self.assertIn('HTTP/1.1" 303', line)
            self.assertNotIn("secret", line)
        self.assertIn("code=1", self.logged(redact, "/shop?code=1"))

    def logged(self, redact, path):
        """Return the line that werkzeug logs for a request."""
        arguments = (f"GET {path} HTTP/1.1", "303", "-")
        record = logging.LogRecord(
            "werkzeug", logging.INFO, "", 0, '"%s" %s %s', arguments, None
        )
        self.assertTrue(redact.filter(record))
        return record.getMessage()

    def test_decline_connects_nothing_and_says_so(self):
        query = self.consent("decline")
        answer = self.call_back(**query)
        self.assertEqual(answer.status_code, 400)
        self.assertIn("Connect to eBay", answer.text)
        self.assertFalse(Keyset(self.backend).refresh_token)

    def test_made_up_state_is_refused(self):
        query = self.consent()
        answer = self.call_back(code=query["code"], state="made-up")
        self.assertEqual(answer.status_code, 400)
        self.assertFalse(Keyset(self.backend).refresh_token)

    def test_code_that_ebay_refuses_is_explained(self):
        query = self.consent()
        answer = self.call_back(code="stale", state=query["state"])
        self.assertEqual(answer.status_code, 400)
        self.assertIn("eBay was not connected", answer.text)
        self.assertNotIn("Traceback", answer.text)

    def test_a_stranger_is_sent_to_the_login(self):
        query = self.consent()
        self.authenticate(None, None)
        answer = self.call_back(**query)
        self.assertIn("/web/login", answer.headers.get("Location", ""))
