# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import UTC, datetime

import httpx

from odoo.tests import TransactionCase, tagged

from ...ebay_client.answer import Answer
from ...ebay_client.errors import ErrorDetail
from ...ebay_client.rest_errors import build_error
from ...ebay_client.wire import _Progress
from ...tools.error_texts import readable_error

ENDPOINT = "/sell/fulfillment/v1/order"
NOW = datetime(2026, 11, 27, tzinfo=UTC)


@tagged("post_install", "-at_install")
class TestErrorTexts(TransactionCase):
    """The messages of the client, as people read them."""

    def refused(self, status, *details, content=b""):
        answer = Answer(ENDPOINT, status, httpx.Headers(), content)
        return str(build_error(answer, list(details), NOW))

    def assert_read(self, message, expected):
        self.assertEqual(readable_error(message), expected)

    def test_a_server_error_is_ebays_problem(self):
        text = "eBay has a problem at the moment (HTTP 500)."
        self.assert_read(self.refused(500), text)
        self.assert_read(f"TransientError: {self.refused(500)}", text)

    def test_a_refusal_without_words(self):
        text = "eBay refused without a reason (HTTP 403)."
        self.assert_read(self.refused(403), text)

    def test_a_redirect(self):
        answer = Answer(ENDPOINT, 302, httpx.Headers({"location": "/x"}), b"")
        message = str(build_error(answer, [], NOW))
        self.assert_read(message, "eBay refused without a reason (HTTP 302).")

    def test_a_broken_answer(self):
        message = str(
            Answer(ENDPOINT, 200, httpx.Headers(), b"{").unreadable(
                "the JSON is broken"
            )
        )
        self.assert_read(message, "eBay's answer could not be read (HTTP 200).")

    def test_no_answer(self):
        progress = _Progress(ENDPOINT, NOW)
        for reason in ("no answer in time", "the connection failed"):
            message = str(progress.failure(reason, OSError("[Errno 104] reset")))
            self.assert_read(
                message, "eBay did not answer, or the connection was lost."
            )

    def test_ebays_own_words_stay(self):
        detail = ErrorDetail(32100, message="Invalid order ID.")
        text = "Invalid order ID. (32100)"
        self.assert_read(self.refused(400, detail), text)
        self.assert_read(f"GetItem: {text}", text)
        unknown = ErrorDetail(4711, message="No.")
        self.assertIn("unknown error", self.refused(400, unknown))
        self.assert_read(self.refused(400, unknown), "No. (4711)")

    def test_other_texts_stay(self):
        for text in ("HTTP 500", "Orders: 3 new", "", "Error: /a/b is not there"):
            self.assert_read(text, text)
