# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component

from ...connection.clients import home_marketplace
from ...ebay_client.sell_account import POLICY_TYPES, SELLING_POLICY_MANAGEMENT
from ...tools.health_result import HealthResult, ok, warning

#: Where a seller opts in to business policies and edits them.
POLICIES_PAGE = "https://www.ebay.com/bp/manage"


class EbayPoliciesCheck(Component):
    """Check that the seller has the business policies that new listings need."""

    _name = "ebay.policies.check"
    _inherit = "ebay.health.check"
    _code = "policies"
    _sequence = 60
    _needs_connection = True

    @property
    def title(self) -> str:
        """Return the name of the check on screens, translated."""
        return self.env._("Business Policies")

    def check(self) -> HealthResult:
        """Return what was found."""
        programs = self._call("account", "get_opted_in_programs")
        if SELLING_POLICY_MANAGEMENT not in programs:
            return warning(
                self.env._(
                    "The seller has not opted in to eBay's business policies: Odoo "
                    "cannot publish listings. Orders, prices and stock work."
                ),
                self.env._(
                    "Opt in on eBay's page for business policies. It takes eBay up to "
                    "a day."
                ),
                POLICIES_PAGE,
                self.env._("Business Policies"),
            )
        marketplace = home_marketplace(self.backend)
        labels = {
            "fulfillment": self.env._("shipping"),
            "payment": self.env._("payment"),
            "return": self.env._("return"),
        }
        counts = {
            kind: len(self._call("account", f"get_{kind}_policies", marketplace.code))
            for kind in POLICY_TYPES
        }
        missing = [labels[kind] for kind, count in counts.items() if not count]
        if missing:
            return warning(
                self.env._(
                    "%(marketplace)s has no policy for: %(missing)s.",
                    marketplace=marketplace.name,
                    missing=", ".join(missing),
                ),
                self.env._("Create one on eBay's page for business policies."),
                POLICIES_PAGE,
                self.env._("Business Policies"),
            )
        return ok(
            self.env._(
                "%(count)s policies on %(marketplace)s.",
                count=sum(counts.values()),
                marketplace=marketplace.name,
            )
        )
