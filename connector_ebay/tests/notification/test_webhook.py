# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The webhook's door: challenge, signature, storing once, what is refused."""

import hashlib
import json
from pathlib import Path

from odoo.tests import BaseCase, tagged

from ...controllers import webhook
from ...controllers.rate_limiter import RateLimiter
from ...ebay_client import TransientError
from ..webhook_common import WebhookCase
from ..webhook_tools import Signer, envelope

VECTORS = Path(__file__).parents[1] / "fixtures/notification_vectors"
TOKEN = "verification-token-of-the-simulator-0001"
OTHER_TOKEN = "verification-token-of-the-sandbox-000002"


def digest(*parts):
    return hashlib.sha256("".join(parts).encode()).hexdigest()


@tagged("post_install", "-at_install")
class TestChallenge(WebhookCase):
    """eBay asks whether the address is ours."""

    def challenge(self, path="", code="a8628072-3d33-45ee-9004-bee86830a22d"):
        return self.url_open(
            f"/api/ebay/webhook{path}", params={"challenge_code": code}
        )

    def setUp(self):
        super().setUp()
        self.set_parameter("verification_token", TOKEN)
        self.env["ir.config_parameter"].set_param(
            "connector_ebay.webhook_url", "https://odoo.example.com/api/ebay/webhook"
        )
        self.env.flush_all()

    def test_ebays_vector(self):
        told = json.loads((VECTORS / "challenge.json").read_text())
        parameters = self.env["ir.config_parameter"]
        parameters.set_param("connector_ebay.webhook_url", told["endpoint"])
        self.set_parameter("verification_token", told["verification_token"])
        self.env.flush_all()
        answer = self.challenge(code=told["challenge_code"])
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(
            answer.json(), {"challengeResponse": told["challengeResponse"]}
        )
        media_type = answer.headers["Content-Type"].partition(";")[0]
        self.assertEqual(media_type, "application/json")
        self.assertTrue(answer.content.startswith(b"{"))

    def test_the_default_address_is_odoos_own(self):
        self.env["ir.config_parameter"].set_param("connector_ebay.webhook_url", False)
        self.env.flush_all()
        address = f"{self.base_url()}/api/ebay/webhook"
        self.assertEqual(
            self.challenge(code="x").json()["challengeResponse"],
            digest("x", TOKEN, address),
        )

    def test_every_environment_is_answered_for(self):
        key = "connector_ebay.sandbox.verification_token"
        self.env["ir.config_parameter"].set_param(key, OTHER_TOKEN)
        self.env.flush_all()
        plain = "https://odoo.example.com/api/ebay/webhook"
        # The plain address is the simulator's: there an account is.
        for path, token, address in (
            ("", TOKEN, plain),
            ("/sandbox", OTHER_TOKEN, f"{plain}/sandbox"),
            ("/simulator", TOKEN, plain),
        ):
            self.assertEqual(
                self.challenge(path, "x").json()["challengeResponse"],
                digest("x", token, address),
                path,
            )

    def test_without_token_or_code_there_is_no_answer(self):
        self.assertEqual(self.challenge("/production").status_code, 404)
        self.assertEqual(self.challenge(code="").status_code, 400)
        self.assertEqual(self.challenge(code="x" * 1000).status_code, 400)
        self.assertEqual(self.challenge("/elsewhere").status_code, 404)


@tagged("post_install", "-at_install")
class TestDelivery(WebhookCase):
    """A notification is verified, stored once, enqueued and acknowledged."""

    def test_a_signed_notification_is_taken(self):
        body = self.order_body(notification_id="n-1")
        answer = self.post(body)
        self.assertEqual((answer.status_code, answer.content), (204, b""))
        event = self.events()
        self.assertEqual(event.notification_id, "n-1")
        self.assertEqual(event.topic, "ORDER_CONFIRMATION")
        self.assertEqual(event.reference, "13-00001-00001")
        self.assertEqual(event.backend_id, self.backend)
        self.assertEqual(event.environment, "simulator")
        self.assertEqual(event.state, "pending")
        self.assertEqual(event.payload, body.decode())
        job = self.jobs("pending", method_name="process")
        self.assertEqual(job.uuid, event.job_uuid)
        self.assertEqual(job.identity_key, f"ebay:{self.backend.id}:event:{event.id}")
        self.assertEqual(job.channel, "root.ebay.webhook")

    def test_nothing_waits_for_ebay(self):
        self.post(self.order_body())
        self.sim.requests.clear()
        asked = len(self.keys.asked)
        self.assertEqual(self.post(self.order_body("2")).status_code, 204)
        self.assertEqual((len(self.sim.requests), len(self.keys.asked)), (0, asked))

    def test_ebays_own_vector_is_accepted(self):
        told = json.loads((VECTORS / "account_deletion.json").read_text())["VALID"]
        self.keys.known["9936261a-7d7b-4621-a0f1-96ccb428af49"] = told["response"]
        body = json.dumps(told["message"], separators=(",", ":")).encode()
        self.assertEqual(self.post(body, told["signature"]).status_code, 204)
        self.assertEqual(self.events().topic, "MARKETPLACE_ACCOUNT_DELETION")

    def test_the_same_notification_is_stored_once(self):
        body = self.order_body(notification_id="n-1")
        for _delivery in range(3):
            self.assertEqual(self.post(body).status_code, 204)
        self.assertEqual(len(self.events()), 1)
        self.assertEqual(len(self.jobs(method_name="process")), 1)

    def test_a_bad_signature_is_refused_and_nothing_stored(self):
        body = self.order_body()
        good = self.signer.header(body)
        for name, sent, signature in (
            ("other bytes", body + b" ", good),
            ("another key", body, Signer(self.signer.kid).header(body)),
            ("no header", body, ""),
            ("no base64", body, "****"),
            ("no signature", body, self.signer.header(body, signature="AAAA")),
            ("odd key id", body, self.signer.header(body, kid="../config")),
        ):
            with self.subTest(name):
                self.assertEqual(self.post(sent, signature).status_code, 412)
        self.assertFalse(self.events())
        self.assertFalse(self.jobs(method_name="process"))

    def test_a_key_that_cannot_be_had_means_deliver_again(self):
        self.keys.error = TransientError("no answer in time")
        body = self.order_body()
        answer = self.post(body)
        self.assertEqual(answer.status_code, 503)
        self.assertTrue(answer.headers["Retry-After"])
        self.assertFalse(self.events())
        self.keys.error = None
        self.assertEqual(self.post(body).status_code, 204)

    def test_other_content_types_are_refused(self):
        for content_type in (
            "text/xml",
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "",
        ):
            with self.subTest(content_type):
                headers = {"Content-Type": content_type}
                answer = self.post(self.order_body(), headers=headers)
                self.assertEqual(answer.status_code, 415)
        charset = {"Content-Type": "application/json; charset=utf-8"}
        self.assertEqual(self.post(self.order_body(), headers=charset).status_code, 204)

    def test_a_large_body_is_refused(self):
        data = {"padding": "x" * webhook.MAX_BYTES}
        answer = self.post(envelope("ORDER_CONFIRMATION", data))
        self.assertEqual(answer.status_code, 413)
        self.assertFalse(self.events())

    def test_other_methods_are_refused(self):
        for method in ("PUT", "DELETE", "PATCH"):
            answer = self.url_open("/api/ebay/webhook", method=method)
            self.assertEqual(answer.status_code, 405)

    def test_a_source_beyond_its_rate_is_put_off(self):
        self.patch(webhook, "LIMITER", RateLimiter(rate=0.001, burst=2))
        statuses = [self.post(self.order_body(str(n))).status_code for n in range(3)]
        self.assertEqual(statuses, [204, 204, 429])
        self.assertEqual(len(self.events()), 2)

    def test_signed_but_no_notification(self):
        with self.assertLogs("odoo.addons.connector_ebay.controllers", "WARNING"):
            self.assertEqual(self.post(b'{"hello": "world"}').status_code, 400)
        self.assertFalse(self.events())

    def test_signed_and_odd_is_taken_all_the_same(self):
        user = {"userId": self.backend.ebay_user_id, "username": "\x00\ud800"}
        for data in (
            None,
            [],
            {},
            {"user": None},
            {"user": user, "order": []},
            {"user": user, "order": {"orderId": "\x00"}},
            {"user": user, "order": {"orderId": ["1"]}},
            {"user": user, "order": {"orderId": "9" * 5000}},
            {"user": user, "order": {"orderId": 10**30}},
        ):
            with self.subTest(data):
                answer = self.post(envelope("ORDER_CONFIRMATION", data))
                self.assertEqual(answer.status_code, 204)

    def test_an_unknown_topic_is_kept_and_shown(self):
        user = {"user": {"userId": self.backend.ebay_user_id}}
        self.assertEqual(self.post(envelope("BRAND_NEW", user)).status_code, 204)
        event = self.events()
        self.assertEqual((event.topic, event.state), ("BRAND_NEW", "ignored"))
        self.assertTrue(event.result)
        self.assertFalse(self.jobs(method_name="process"))

    def test_the_seller_decides_whose_event_it_is(self):
        other = self.create_backend("Other Shop")
        other.write({"ebay_user_id": "somebody-else", "state": "connected"})
        self.env.flush_all()
        data = {"user": {"userId": "somebody-else"}, "order": {"orderId": "7"}}
        self.post(envelope("ORDER_CONFIRMATION", data))
        self.assertEqual(self.events().backend_id, other)
        data = {"user": {"userId": "nobody-here"}, "order": {"orderId": "8"}}
        self.post(envelope("ORDER_CONFIRMATION", data))
        stranger = self.events(reference="8")
        self.assertFalse(stranger.backend_id)
        self.assertEqual(stranger.state, "ignored")

    def test_a_sandbox_key_speaks_for_the_sandbox_only(self):
        sandbox = self.env["ebay.backend"].create(
            {"name": "Sandbox", "environment": "sandbox"}
        )
        sandbox.ebay_user_id = self.backend.ebay_user_id
        self.env["ebay.public.key"].create(
            {
                "environment": "sandbox",
                "kid": self.signer.kid,
                "key": self.signer.public_key_answer["key"],
                "digest": "SHA1",
                "fetched_at": self.env.cr.now(),
            }
        )
        self.env.flush_all()
        self.assertEqual(self.post(self.order_body()).status_code, 204)
        event = self.events()
        self.assertEqual((event.environment, event.backend_id), ("sandbox", sandbox))


class TestRateLimiter(BaseCase):
    """The limiter by itself."""

    def test_burst_then_rate(self):
        now = [0.0]
        limiter = RateLimiter(rate=10, burst=1000, clock=lambda: now[0])
        self.assertEqual(sum(limiter.allow("ebay") for _n in range(1500)), 1000)
        self.assertTrue(limiter.allow("another"))
        now[0] += 1
        self.assertEqual(sum(limiter.allow("ebay") for _n in range(100)), 10)

    def test_memory_is_bounded(self):
        limiter = RateLimiter(rate=1, burst=1, max_sources=100)
        for number in range(5000):
            limiter.allow(f"10.0.{number}")
        self.assertLessEqual(len(limiter), 100)
