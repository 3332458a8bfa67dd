# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.addons.component.core import Component

from ...tools.health_result import HealthResult, error, ok, warning

#: An API with less than this share of its calls left is reported.
LOW_SHARE = 0.2

LIMITS_PAGE = "https://developer.ebay.com/develop/get-started/api-call-limits"


class EbayLimitsCheck(Component):
    """Check eBay's limits of calls, and which APIs eBay asked not to be called."""

    _name = "ebay.limits.check"
    _inherit = "ebay.health.check"
    _code = "limits"
    _sequence = 140
    _needs_connection = True

    @property
    def title(self) -> str:
        """Return the name of the check on screens, translated."""
        return self.env._("eBay's Limits")

    def check(self) -> HealthResult:
        """Return what was found."""
        rates = [
            rate
            for function in ("get_rate_limits", "get_user_rate_limits")
            for rate in self._rates(self._call("analytics", function))
        ]
        used_up = [name for name, rate in rates if not rate.get("remaining")]
        closed = self.backend.closed_apis
        if used_up or closed:
            return error(
                self.env._("eBay accepts no calls now: %s.", ", ".join(used_up))
                if used_up
                else self.env._("eBay asked not to be called: %s.", closed),
                self.env._(
                    "Work waits and goes on by itself. If it happens often, ask eBay "
                    "for a higher limit (Application Growth Check)."
                ),
                LIMITS_PAGE,
                self.env._("eBay's Page"),
            )
        low = [
            f"{name} {rate['remaining']}/{rate['limit']}"
            for name, rate in rates
            if rate["remaining"] < LOW_SHARE * rate["limit"]
        ]
        if low:
            return warning(
                self.env._("Few calls are left today: %s.", ", ".join(low)),
                self.env._("Nothing fails: what does not fit waits for the next day."),
                "connector_ebay.ebay_api_call_action",
                self.env._("API Calls"),
            )
        return ok(self.env._("More than 20 % of every limit is left."))

    @staticmethod
    def _rates(rows: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
        """Return the name of each resource that has a limit, with its rate."""
        return [
            (str(resource.get("name") or row.get("apiName") or "?"), rate)
            for row in rows
            for resource in row.get("resources") or ()
            for rate in resource.get("rates") or ()
            if rate.get("limit") and rate.get("remaining") is not None
        ]
