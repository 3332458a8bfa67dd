# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component

from ...connection.process import clock_offset
from ...tools.health_result import HealthResult, error, ok, warning

#: Seconds by which this server's clock may differ from eBay's, and by which it must
#: not: eBay refuses signatures of another time.
TOLERATED = 30
TOO_MUCH = 120


class EbayClockCheck(Component):
    """Compare this server's clock with eBay's, as of eBay's last answer."""

    _name = "ebay.clock.check"
    _inherit = "ebay.health.check"
    _code = "clock"
    _sequence = 40
    _needs_connection = True

    @property
    def title(self) -> str:
        """Return the name of the check on screens, translated."""
        return self.env._("Clock")

    def check(self) -> HealthResult:
        """Return what was found."""
        seconds = clock_offset(self.backend).total_seconds()
        if abs(seconds) <= TOLERATED:
            return ok(self.env._("The clock agrees with eBay's."))
        problem = error if abs(seconds) > TOO_MUCH else warning
        if seconds > 0:
            message = self.env._("The clock is %s seconds slow.", round(seconds))
        else:
            message = self.env._("The clock is %s seconds fast.", round(-seconds))
        return problem(
            message,
            self.env._("Switch on time synchronisation (NTP) on this server."),
        )
