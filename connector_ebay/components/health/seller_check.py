# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.addons.component.core import Component

from ...tools.health_result import HealthResult, error, ok, warning

SELLER_HUB = "https://www.ebay.com/sh/ovw"


class EbaySellerCheck(Component):
    """Check that the account may sell, as a business, and how much."""

    _name = "ebay.seller.check"
    _inherit = "ebay.health.check"
    _code = "seller"
    _sequence = 50
    _needs_connection = True

    @property
    def title(self) -> str:
        """Return the name of the check on screens, translated."""
        return self.env._("Seller Account")

    def check(self) -> HealthResult:
        """Return what was found."""
        user = getattr(self.work, "ebay_health_user", None) or {}
        privileges = self._call("account", "get_privileges")
        if not privileges.get("sellerRegistrationCompleted"):
            return error(
                self.env._("eBay has not completed the seller's registration."),
                self.env._("Complete it in eBay's Seller Hub."),
                SELLER_HUB,
                self.env._("Seller Hub"),
            )
        limit = self._limit(privileges.get("sellingLimit") or {})
        if user.get("accountType") == "INDIVIDUAL":
            return warning(
                self.env._("eBay knows this account as a private seller. %s", limit),
                self.env._(
                    "Whoever sells as a business has to change the account's type: "
                    "VAT, invoices and return policies depend on it."
                ),
                SELLER_HUB,
                self.env._("Seller Hub"),
            )
        known = self.backend.marketplace_id.code
        registered = user.get("registrationMarketplaceId")
        if known and registered and known != registered:
            return warning(
                self.env._(
                    "The account is registered at %(registered)s, and the home "
                    "marketplace here is %(known)s.",
                    registered=registered,
                    known=known,
                ),
                self.env._("Set the home marketplace on the account if it is wrong."),
            )
        return ok(self.env._("Registered as a business. %s", limit))

    def _limit(self, limit: dict[str, Any]) -> str:
        """Return what the seller may sell in a month."""
        amount = limit.get("amount") or {}
        parts = []
        if amount.get("value"):
            parts.append(f"{amount['value']} {amount.get('currency', '')}".strip())
        if limit.get("quantity"):
            parts.append(self.env._("%s items", limit["quantity"]))
        if not parts:
            return self.env._("There is no monthly limit.")
        return self.env._("Monthly limit: %s.", ", ".join(parts))
