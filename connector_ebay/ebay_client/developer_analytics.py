# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Developer Analytics API: how many calls are left.

https://developer.ebay.com/api-docs/developer/analytics/overview.html
"""

from __future__ import annotations

from typing import Any

from .rest import RestApi, TokenKind


class DeveloperAnalytics(RestApi):
    """Call limits. eBay sends none in its headers, so this is the one source."""

    api = "developer.analytics"
    root = "/developer/analytics/v1_beta"
    token_kind = TokenKind.APPLICATION

    def get_rate_limits(
        self, api_context: str | None = None, api_name: str | None = None
    ) -> list[dict[str, Any]]:
        """Return the application's limits, shared by all its sellers.

        A row per API with ``resources``, each with ``rates`` of ``limit``,
        ``remaining``, ``reset`` and ``timeWindow`` in seconds.
        https://developer.ebay.com/api-docs/developer/analytics/resources/rate_limit/methods/getRateLimits

        :param api_context: buy, sell, commerce, developer or tradingapi; all if None
        :param api_name: such as inventory; all of the context if None
        """
        answer = self._call(
            "GET",
            "/rate_limit/",
            query={"api_context": api_context, "api_name": api_name},
        )
        # 204 when nothing matches.
        return answer.get("rateLimits") or []

    def get_user_rate_limits(self) -> list[dict[str, Any]]:
        """Return the limits of this seller, with the seller's token.

        Rows as ``get_rate_limits`` has them; only APIs that limit single users.
        https://developer.ebay.com/api-docs/developer/analytics/resources/user_rate_limit/methods/getUserRateLimits
        """
        answer = self._call("GET", "/user_rate_limit/", token_kind=TokenKind.USER)
        return answer.get("rateLimits") or []
