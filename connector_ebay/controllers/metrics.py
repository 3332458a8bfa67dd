# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import hmac
import logging

from odoo import SUPERUSER_ID
from odoo.http import Controller, Response, request, route

from odoo.addons.component.core import WorkContext

from ..tools.metrics import CONTENT_TYPE, PrometheusMissingError, render
from .rate_limiter import RateLimiter

_logger = logging.getLogger(__name__)

TOKEN_PARAMETER = "connector_ebay.metrics_token"

#: For each source and worker: Prometheus asks every 15 to 60 seconds.
LIMITER = RateLimiter(rate=1, burst=30)


class EbayMetricsController(Controller):
    """Show the metrics of this database's accounts to Prometheus."""

    @route(
        "/api/ebay/metrics",
        type="http",
        auth="none",
        methods=["GET"],
        csrf=False,
        readonly=True,
        save_session=False,
    )
    def metrics(self, **_kwargs):
        """Answer with the metrics: 404 without a token set, 401 with another one."""
        if not LIMITER.allow(request.httprequest.remote_addr):
            return Response(status=429, headers={"Retry-After": "10"})
        request.update_env(user=SUPERUSER_ID)
        env = request.env
        token = env["ir.config_parameter"].sudo().get_param(TOKEN_PARAMETER)
        if not token:
            return Response(status=404)
        scheme, _space, given = request.httprequest.headers.get(
            "Authorization", ""
        ).partition(" ")
        is_right = hmac.compare_digest(given.strip().encode(), token.encode())
        if scheme.lower() != "bearer" or not is_right:
            return Response(status=401, headers={"WWW-Authenticate": "Bearer"})
        work = WorkContext(
            model_name="ebay.backend", collection=env["ebay.backend"].search([])
        )
        collectors = work.many_components(usage="metrics.collector")
        try:
            text = render(
                metric for collector in collectors for metric in collector.collect()
            )
        except PrometheusMissingError as error:
            _logger.warning("eBay metrics: prometheus-client is missing (%s)", error)
            message = "The Python package prometheus-client is not installed.\n"
            return Response(message, status=501, mimetype="text/plain")
        headers = {"Content-Type": CONTENT_TYPE, "Cache-Control": "no-store"}
        return Response(text, headers=headers)
