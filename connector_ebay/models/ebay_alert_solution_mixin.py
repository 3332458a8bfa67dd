# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError

#: Method of the account that solves an alert, and whether it takes a manager.
SOLUTIONS = {
    "orders_late": ("action_try_late_flows", False),
    "unauthorized": ("action_connect", True),
    "consent_ends": ("action_connect", True),
    "destination_down": ("subscribe_notifications", True),
}


class EbayAlertSolutionMixin(models.AbstractModel):
    """Solve an alert by a button of its own, where one press does."""

    _name = "ebay.alert.solution.mixin"
    _description = "eBay Alert Solution Mixin"

    solve_label = fields.Char(
        compute="_compute_solve_label",
        help="The text on the button that solves the alert; empty if there is none.",
    )

    @api.depends("code", "backend_id")
    @api.depends_context("lang", "uid")
    def _compute_solve_label(self):
        labels = {
            "action_try_late_flows": self.env._("Try Now"),
            "action_connect": self.env._("Connect to eBay"),
            "subscribe_notifications": self.env._("Subscribe Again"),
        }
        for alert in self:
            method, for_managers = SOLUTIONS.get(alert.code, (False, False))
            may = alert.backend_id.has_access("write" if for_managers else "read")
            alert.solve_label = may and labels.get(method)

    def action_solve(self):
        """Do what solves the alert; it closes by itself when that has helped."""
        self.check_access("read")
        self.ensure_one()
        if not self.solve_label:
            raise AccessError(
                self.env._("This alert has no such button. %s", self.mend)
            )
        method, _for_managers = SOLUTIONS[self.code]
        return getattr(self.backend_id._ebay_by_person(), method)()
