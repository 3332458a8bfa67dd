# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from ..tools.health_result import ERROR, OK, WARNING, worst


class EbayHealthReport(models.TransientModel):
    """The health report of one account as a person sees it."""

    _name = "ebay.health.report"
    _description = "eBay Health Report"

    backend_id = fields.Many2one(
        "ebay.backend",
        string="Account",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    state = fields.Selection(
        [(OK, "Everything works"), (WARNING, "Look at this"), (ERROR, "Out of order")],
        readonly=True,
    )
    line_ids = fields.One2many("ebay.health.report.line", "report_id", readonly=True)
    ok_count = fields.Integer(compute="_compute_counts")
    warning_count = fields.Integer(compute="_compute_counts")
    error_count = fields.Integer(compute="_compute_counts")

    @api.depends("line_ids.state")
    def _compute_counts(self):
        for report in self:
            states = report.line_ids.mapped("state")
            report.ok_count = states.count(OK)
            report.warning_count = states.count(WARNING)
            report.error_count = states.count(ERROR)

    @api.depends("backend_id")
    def _compute_display_name(self):
        for report in self:
            report.display_name = self.env._("Health of %s", report.backend_id.name)

    @api.model
    def _create_from(self, backend, rows):
        """Create the report of an account from the rows of its checks."""
        return self.sudo().create(
            {
                "backend_id": backend.id,
                "state": worst([row.result.state for row in rows]),
                "line_ids": [
                    fields.Command.create(
                        {
                            "code": row.code,
                            "name": row.name,
                            "state": row.result.state,
                            "message": row.result.message,
                            "mend": row.result.mend,
                            "action": row.result.action,
                            "action_label": row.result.label,
                        }
                    )
                    for row in rows
                ],
            }
        )

    def _open(self):
        """Return the action that shows the report."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Health"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def action_check_again(self):
        """Check the account again and show the new result."""
        self.check_access("read")
        self.ensure_one()
        return self.backend_id.action_check_health()
