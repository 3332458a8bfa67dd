# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging

from odoo import SUPERUSER_ID
from odoo.http import Controller, Response, request, route

from ..ebay_client.notification import (
    SIGNATURE_HEADER,
    NotificationError,
    SignatureError,
    challenge_response,
    parse_notification,
    parse_signature,
    verify,
)
from ..models.ebay_public_key import KeyUnavailableError, KeyUnknownError
from .rate_limiter import RateLimiter

_logger = logging.getLogger(__name__)

#: eBay's notifications have a few kilobytes.
MAX_BYTES = 256 * 1024
MAX_CHALLENGE_LENGTH = 512

#: Per source and worker. eBay's bursts fit in; what does not is answered with 429
#: and delivered again by eBay.
LIMITER = RateLimiter(rate=200, burst=2000)

#: What eBay should wait before it delivers again, in seconds.
RETRY_AFTER = "30"


class EbayWebhookController(Controller):
    """Where eBay delivers its notifications.

    It verifies, stores once, enqueues and answers; whatever arrives, nothing is
    stored before the signature is known to be eBay's, and no request takes long.
    The address that names an environment is for set-ups with more than one.
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
        """Answer eBay's challenge (GET), take a notification (POST)."""
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
        token, endpoint = request.env["ebay.backend"]._webhook_challenge(environment)
        if not token:
            _logger.info("eBay challenge: no verification token is set")
            return self._answer(404)
        answer = challenge_response(challenge_code, token, endpoint)
        return request.make_json_response({"challengeResponse": answer})

    def _receive(self, environment):
        """Take a notification; nothing is stored unless eBay signed it."""
        if request.httprequest.mimetype != "application/json":
            return self._answer(415)
        body = request.httprequest.get_data(cache=True)
        environments = request.env["ebay.backend"]._webhook_environments(environment)
        try:
            header = parse_signature(
                request.httprequest.headers.get(SIGNATURE_HEADER, "")
            )
            keys = request.env["ebay.public.key"]
            public_key, environment = keys._find(header.kid, environments)
            verify(body, header, public_key)
        except (SignatureError, KeyUnknownError):
            return self._answer(412)
        except KeyUnavailableError as error:
            _logger.info("eBay notification: no key to verify it with (%s)", error)
            return self._answer(503)
        try:
            notification = parse_notification(body)
        except NotificationError as error:
            _logger.warning("eBay signed what is no notification: %s", error)
            return self._answer(400)
        request.env["ebay.webhook.event"]._receive(notification, environment, body)
        return self._answer(204)

    @staticmethod
    def _answer(status):
        answer = Response(status=status)
        if status in (429, 503):
            answer.headers["Retry-After"] = RETRY_AFTER
        return answer
