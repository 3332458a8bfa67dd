# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging

from odoo import SUPERUSER_ID
from odoo.http import Controller, Response, request, route

from ..connection.public_keys import PublicKeys
from ..connection.webhook_address import challenge, used_environments
from ..ebay_client.notification import (
    SIGNATURE_HEADER,
    NotificationError,
    SignatureError,
    challenge_response,
    parse_notification,
    parse_signature,
    verify,
)
from ..exceptions import KeyUnavailableError, KeyUnknownError
from .rate_limiter import RateLimiter

_logger = logging.getLogger(__name__)

#: Upper limits of requests; a notification has a few kilobytes.
MAX_BYTES = 256 * 1024
MAX_CHALLENGE_LENGTH = 512

#: For each source and worker. eBay's bursts are below it; a notification answered with
#: 429 is delivered again.
LIMITER = RateLimiter(rate=200, burst=2000)

#: Seconds after which eBay should deliver again.
RETRY_AFTER = "30"


class EbayWebhookController(Controller):
    """Receive eBay's notifications: verify, store once, enqueue, answer.

    Nothing is stored before the signature is verified, and no request takes long. The
    address that names an environment is for databases with more than one.
    """

    @route(
        [
            "/api/ebay/webhook",
            "/api/ebay/webhook/<any(production,sandbox,simulator):environment>",
        ],
        type="http",
        auth="none",
        methods=["GET", "POST"],
        csrf=False,
        readonly=False,
        save_session=False,
        max_content_length=MAX_BYTES,
    )
    def webhook(self, environment=None, challenge_code=None, **_kwargs):
        """Answer eBay's challenge (GET) or receive a notification (POST)."""
        if not LIMITER.allow(request.httprequest.remote_addr):
            return self._answer(429)
        request.update_env(user=SUPERUSER_ID)
        if request.httprequest.method == "POST":
            return self._receive(environment)
        return self._challenge(environment, challenge_code)

    def _challenge(self, environment, challenge_code):
        """Prove to eBay that this address is ours."""
        if not challenge_code or len(challenge_code) > MAX_CHALLENGE_LENGTH:
            return self._answer(400)
        token, endpoint = challenge(request.env, environment)
        if not token:
            _logger.info("eBay challenge: no verification token is set")
            return self._answer(404)
        answer = challenge_response(challenge_code, token, endpoint)
        return request.make_json_response({"challengeResponse": answer})

    def _receive(self, environment):
        """Receive a notification; store it only if eBay signed it."""
        if request.httprequest.mimetype != "application/json":
            return self._answer(415)
        body = request.httprequest.get_data(cache=True)
        environments = used_environments(request.env, environment)
        try:
            header = parse_signature(
                request.httprequest.headers.get(SIGNATURE_HEADER, "")
            )
            keys = PublicKeys(request.env)
            public_key, environment = keys.find(
                header.kid, environments, request.httprequest.remote_addr or ""
            )
            verify(body, header, public_key)
        except (SignatureError, KeyUnknownError):
            return self._answer(412)
        except KeyUnavailableError as error:
            _logger.info("eBay notification: no key to verify it with (%s)", error)
            return self._answer(503)
        try:
            notification = parse_notification(body)
        except NotificationError as error:
            _logger.warning("eBay signed a body that is not a notification: %s", error)
            return self._answer(400)
        request.env["ebay.webhook.event"]._receive(notification, environment, body)
        return self._answer(204)

    @staticmethod
    def _answer(status):
        answer = Response(status=status)
        if status in (429, 503):
            answer.headers["Retry-After"] = RETRY_AFTER
        return answer
