# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..tools.health_result import ERROR, OK, WARNING


class EbayHealthReportLine(models.TransientModel):
    """One check of a health report, with the button that helps."""

    _name = "ebay.health.report.line"
    _description = "eBay Health Report Line"
    _order = "severity desc, id"

    report_id = fields.Many2one(
        "ebay.health.report", required=True, readonly=True, ondelete="cascade"
    )
    code = fields.Char(readonly=True)
    name = fields.Char(string="Check", readonly=True)
    state = fields.Selection(
        [(OK, "OK"), (WARNING, "Warning"), (ERROR, "Error")], readonly=True
    )
    severity = fields.Integer(compute="_compute_severity", store=True)
    message = fields.Char(string="Found", readonly=True)
    mend = fields.Char(string="What To Do", readonly=True)
    action = fields.Char(readonly=True)
    action_label = fields.Char(readonly=True)

    @api.depends("state")
    def _compute_severity(self):
        for line in self:
            line.severity = (OK, WARNING, ERROR).index(line.state or OK)

    def action_mend(self):
        """Do what the check proposes, with the rights of the user."""
        self.check_access("read")
        self.ensure_one()
        backend = self.report_id.backend_id.with_env(self.env)
        action = self.action or ""
        if action.startswith("https://"):
            return {"type": "ir.actions.act_url", "url": action, "target": "new"}
        if "." in action:
            return self.env["ir.actions.actions"]._for_xml_id(action)
        if not action:
            raise AccessError(self.env._("There is nothing to press here."))
        result = getattr(backend, action)()
        return result if isinstance(result, dict) else backend.action_check_health()
