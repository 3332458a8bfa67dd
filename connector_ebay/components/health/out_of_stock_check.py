# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component

from ...tools.health_result import HealthResult, error, ok, warning

PREFERENCES_PAGE = "https://www.ebay.com/mys/preferences"


class EbayOutOfStockCheck(Component):
    """Check that a listing with quantity 0 is hidden and does not end."""

    _name = "ebay.out.of.stock.check"
    _inherit = "ebay.health.check"
    _code = "out_of_stock"
    _sequence = 80
    _needs_connection = True

    @property
    def title(self) -> str:
        """Return the name of the check on screens, translated."""
        return self.env._("Out-of-Stock Control")

    def check(self) -> HealthResult:
        """Return what was found: an error only while Odoo sends quantities."""
        if self._call("trading", "get_user_preferences_out_of_stock"):
            return ok(self.env._("Listings without stock are hidden and come back."))
        problem = error if self.backend.stock_master == "odoo" else warning
        return problem(
            self.env._("eBay ends a listing for good when its quantity reaches 0."),
            self.env._(
                "Switch on 'Use the out-of-stock option' in the seller's site "
                "preferences at eBay."
            ),
            PREFERENCES_PAGE,
            self.env._("eBay's Preferences"),
        )
