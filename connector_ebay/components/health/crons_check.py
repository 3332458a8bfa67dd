# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.models import BaseModel

from odoo.addons.component.core import Component

from ...tools.health_result import HealthResult, error, ok, warning

#: The schedule may be this late, whatever its interval is.
TOLERANCE = timedelta(minutes=30)


class EbayCronsCheck(Component):
    """Check that the scheduled actions of the eBay add-ons are on and run."""

    _name = "ebay.crons.check"
    _inherit = "ebay.health.check"
    _code = "crons"
    _sequence = 130

    @property
    def title(self) -> str:
        """Return the name of the check on screens, translated."""
        return self.env._("Scheduled Actions")

    def check(self) -> HealthResult:
        """Return what was found."""
        crons = self.env["ebay.backend"]._scheduled_actions()
        late = crons.filtered(self._is_late)
        if late:
            return error(
                self.env._("Not run in time: %s.", ", ".join(late.mapped("name"))),
                self.env._(
                    "Look whether Odoo runs with max_cron_threads of 1 or more, and at "
                    "its log."
                ),
                "base.ir_cron_act",
                self.env._("Scheduled Actions"),
            )
        inactive = crons.filtered(lambda cron: not cron.active)
        if inactive:
            return warning(
                self.env._("Switched off: %s.", ", ".join(inactive.mapped("name"))),
                self.env._("Switch them on again, unless that was intended."),
                "base.ir_cron_act",
                self.env._("Scheduled Actions"),
            )
        return ok(self.env._("%s scheduled actions run in time.", len(crons)))

    @staticmethod
    def _is_late(cron: BaseModel) -> bool:
        """Return whether an active action should have run long ago."""
        interval = relativedelta(**{cron.interval_type: cron.interval_number})
        now = fields.Datetime.now()
        return cron.active and cron.nextcall + interval + TOLERANCE < now
