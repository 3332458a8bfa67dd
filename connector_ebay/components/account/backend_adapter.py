# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.addons.component.core import Component


class EbayBackendAdapter(Component):
    """Read the seller's identity and the limits of calls."""

    _name = "ebay.backend.adapter"
    _inherit = "ebay.adapter"
    _apply_on = "ebay.backend"
    _flow = "account"

    def open(self) -> Any:
        """Connect the account if necessary; return the client."""
        with self._translated("identity"):
            return self.client

    def ping(self) -> dict[str, Any]:
        """Return the seller's identity; the cheapest call there is."""
        return self._call("identity", "get_user")

    def rate_limits(
        self, api_context: str | None = None, api_name: str | None = None
    ) -> list[dict[str, Any]]:
        """Return eBay's own count of the calls left."""
        return self._call("analytics", "get_rate_limits", api_context, api_name)

    def user_rate_limits(self) -> list[dict[str, Any]]:
        """Return eBay's count of the calls left of this seller."""
        return self._call("analytics", "get_user_rate_limits")
