# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.addons.component.core import Component

from ...ebay_client import RejectedError
from ...ebay_client.sell_account import is_not_opted_in
from ...exceptions import EbayRefused

Json = dict[str, Any]


class EbayBusinessPolicyAdapter(Component):
    """Read business policies and inventory locations; opt in to business policies."""

    _name = "ebay.business.policy.adapter"
    _inherit = "ebay.adapter"
    _apply_on = "ebay.business.policy"
    _flow = "policies"

    def read_policies(self, policy_type: str, marketplace: Any) -> list[Json] | None:
        """Return a marketplace's policies of a type.

        :return: None if the seller has not opted in to business policies
        """
        try:
            return self._call(
                "account", f"get_{policy_type}_policies", marketplace.code
            )
        except EbayRefused as error:
            cause = error.__cause__
            if isinstance(cause, RejectedError) and is_not_opted_in(cause):
                return None
            raise

    def read_locations(self) -> list[Json]:
        """Return the seller's inventory locations."""
        return self._call("inventory", "get_inventory_locations")

    def read_privileges(self) -> Json:
        """Return whether the seller is registered, and the limits of selling."""
        return self._call("account", "get_privileges")

    def opt_in(self) -> None:
        """Opt the seller in to business policies, which takes eBay up to a day."""
        self._call("account", "opt_in_to_program")
