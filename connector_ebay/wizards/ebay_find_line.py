# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class EbayFindLine(models.TransientModel):
    """One record that was found."""

    _name = "ebay.find.line"
    _description = "Record Found by eBay ID"

    find_id = fields.Many2one("ebay.find", required=True, ondelete="cascade")
    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", readonly=True)
    kind = fields.Char(compute="_compute_record")
    name = fields.Char(compute="_compute_record")
    details = fields.Char(compute="_compute_record")

    @api.depends("res_model", "res_id")
    def _compute_record(self):
        for line in self:
            record = self.env[line.res_model].browse(line.res_id).exists()
            readable = record.has_access("read") if record else False
            line.kind = self.env["ir.model"]._get(line.res_model).sudo().name
            line.name = record.display_name if readable else ""
            line.details = line._details(record) if readable else ""

    @staticmethod
    def _details(record):
        """Return time, state and result of a record, as far as it has them."""
        parts = []
        for name in (
            "called_at",
            "received_at",
            "date_created",
            "status",
            "state",
            "error",
            "exc_message",
            "title",
        ):
            field = record._fields.get(name)
            if field and record[name]:
                parts.append(field.convert_to_export(record[name], record))
        return ", ".join(map(str, parts))

    def action_open(self):
        """Open the record."""
        self.check_access("read")
        self.ensure_one()
        record = self.env[self.res_model].browse(self.res_id)
        record.check_access("read")
        return record.get_formview_action()
