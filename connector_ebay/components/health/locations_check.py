# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component

from ...tools.health_result import HealthResult, ok, warning


class EbayLocationsCheck(Component):
    """Check that eBay knows from where new listings are sent."""

    _name = "ebay.locations.check"
    _inherit = "ebay.health.check"
    _code = "locations"
    _sequence = 70
    _needs_connection = True

    @property
    def title(self) -> str:
        """Return the name of the check on screens, translated."""
        return self.env._("Inventory Locations")

    def check(self) -> HealthResult:
        """Return what was found."""
        locations = self._call("inventory", "get_inventory_locations")
        enabled = [
            row
            for row in locations
            if row.get("merchantLocationStatus", "ENABLED") == "ENABLED"
        ]
        if enabled:
            return ok(self.env._("Locations in use: %s.", len(enabled)))
        if locations:
            message = self.env._("All inventory locations are switched off at eBay.")
        else:
            message = self.env._("eBay knows no inventory location of this seller.")
        return warning(
            message,
            self.env._(
                "A listing can be published from Odoo only with a location. Orders, "
                "prices and stock of existing listings do not need one."
            ),
        )
