# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging

from odoo.exceptions import AccessError, UserError
from odoo.http import Controller, request, route

from odoo.addons.queue_job.exception import JobError

from ..connection.consent import accept_consent
from ..ebay_client import EbayError
from ..tools import access_log

_logger = logging.getLogger(__name__)

access_log.install()


class EbayOauthController(Controller):
    """Receive the seller's browser that eBay redirects after consent."""

    @route("/api/ebay/oauth/callback", type="http", auth="user", methods=["GET"])
    def callback(self, code=None, state=None, error=None, **_kwargs):
        """Exchange the code for tokens and show the account, or say what to do."""
        backend = request.env["ebay.oauth.state"]._redeem(state)
        if not backend:
            return self._failed(
                backend,
                request.env._(
                    "This consent was started by another user, was used already, or "
                    "is older than ten minutes. Press 'Connect to eBay' again."
                ),
            )
        if error or not code:
            return self._failed(
                backend,
                request.env._(
                    "The consent was not given, so nothing was connected. Press "
                    "'Connect to eBay' to try again."
                ),
            )
        try:
            accept_consent(backend, code)
        except (AccessError, EbayError, JobError, UserError) as problem:
            _logger.info(
                "eBay backend %s: consent failed: %s",
                backend.id,
                type(problem).__name__,
            )
            return self._failed(backend, str(problem))
        return request.redirect(self._address(backend))

    def _failed(self, backend, message):
        answer = request.render(
            "connector_ebay.oauth_failed",
            {"message": message, "url": self._address(backend)},
            status=400,
        )
        # The page's own address contains the code.
        answer.headers["Referrer-Policy"] = "no-referrer"
        answer.headers["Cache-Control"] = "no-store"
        return answer

    @staticmethod
    def _address(backend):
        address = "/odoo/action-connector_ebay.ebay_backend_action"
        return f"{address}/{backend.id}" if backend else address
