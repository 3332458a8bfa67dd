# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Hostile input: no error of ours, no row, no more calls to eBay than the budget."""

import http.client

from odoo.tests import tagged
from odoo.tests.common import TEST_CURSOR_COOKIE_NAME
from odoo.tools import mute_logger

from ...connection.public_keys import _UNKNOWN, BUDGET, MAX_UNKNOWN
from ...controllers import webhook
from ...controllers.rate_limiter import RateLimiter
from ..webhook_common import WebhookCase
from ..webhook_tools import Fuzzer

#: ``tests/benchmarks/webhook_fuzz.py`` makes 50,000, against a prefork server.
REQUESTS = 2000


@tagged("post_install", "-at_install")
class TestHostileInput(WebhookCase):
    """A few thousand requests that eBay would never make."""

    def setUp(self):
        super().setUp()
        unlimited = RateLimiter(rate=10**9, burst=10**9)
        self.patch(webhook, "LIMITER", unlimited)
        # The good key is known: what follows is what strangers cause.
        self.body = self.order_body(notification_id="genuine")
        self.header = self.signer.header(self.body)
        self.assertEqual(self.post(self.body, self.header).status_code, 204)
        self.keys.asked.clear()

    def send(self, connection, method, path, body, headers):
        """Make a request as it is, however odd; the status."""
        cookie = f"{TEST_CURSOR_COOKIE_NAME}={self.http_request_key}"
        headers = {**headers, "Cookie": f"{cookie}; {headers.get('Cookie', '')}"}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_http", "werkzeug")
    def test_thousands_of_hostile_requests(self):
        fuzzer = Fuzzer(
            self.body, self.header, self.signer.kid, self.backend.ebay_user_id
        )
        statuses = {}
        with self.allow_requests():
            for request in fuzzer.requests(REQUESTS):
                connection = http.client.HTTPConnection(
                    "127.0.0.1", self.http_port(), timeout=20
                )
                try:
                    status = self.send(connection, *request)
                finally:
                    connection.close()
                statuses[status] = statuses.get(status, 0) + 1
                self.assertLess(status, 500 if status != 503 else 504, request[:2])
        self.env.invalidate_all()
        self.assertEqual(self.events().mapped("notification_id"), ["genuine"])
        self.assertLessEqual(len(self.keys.asked), BUDGET)
        self.assertLessEqual(len(_UNKNOWN), MAX_UNKNOWN)
        self.assertTrue({412, 415, 413, 405} <= set(statuses), statuses)
        self.assertNotIn(204, statuses)
