# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component

from ...connection.keyset import Keyset
from ...tools.health_result import HealthResult, error, ok


class EbayScopesCheck(Component):
    """Check that the seller's consent includes every permission that is needed."""

    _name = "ebay.scopes.check"
    _inherit = "ebay.health.check"
    _code = "scopes"
    _sequence = 30
    _needs_connection = True

    @property
    def title(self) -> str:
        """Return the name of the check on screens, translated."""
        return self.env._("Permissions")

    def check(self) -> HealthResult:
        """Return what was found: one call if all are granted."""
        adapter = self.component(usage="health.adapter")
        wanted = Keyset(self.backend).scopes()
        if adapter.is_granted(wanted):
            return ok(self.env._("All %s permissions are granted.", len(wanted)))
        base = wanted[0]
        missing = [
            scope.rpartition("/")[2]
            for scope in wanted[1:]
            if not adapter.is_granted((base, scope))
        ]
        return error(
            self.env._("The consent does not include: %s.", ", ".join(missing) or base),
            self.env._(
                "Press 'Connect to eBay' and agree again. If eBay refuses, this keyset "
                "does not have the permission: ask eBay's developer support for it."
            ),
            "action_connect",
            self.env._("Connect to eBay"),
        )
