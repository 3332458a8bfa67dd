# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from ..tools.publishing.aspect_values import find_values

#: Values that are proposed at once; the others are found by typing.
PROPOSED_VALUES = 50

#: How eBay names forms, and what a person reads.
NUMBER_FORMATS = {"int32", "double", "NUMBER"}


class EbayAspectFormLine(models.TransientModel):
    """One item specific of listings."""

    _name = "ebay.aspect.form.line"
    _description = "eBay Item Specific"
    _order = "sequence, id"

    form_id = fields.Many2one("ebay.aspect.form", required=True, ondelete="cascade")
    sequence = fields.Integer(default=1000)
    name = fields.Char(string="Item Specific", required=True)
    is_known = fields.Boolean(readonly=True, help="eBay has it in the category.")
    importance = fields.Selection(
        [
            ("required", "Required"),
            ("recommended", "Recommended"),
            ("optional", "Optional"),
        ],
        default="optional",
        readonly=True,
    )
    is_closed = fields.Boolean(
        string="Only eBay's Values", readonly=True, help="eBay takes no other value."
    )
    is_multiple = fields.Boolean(string="Several", readonly=True, default=True)
    value_count = fields.Integer(readonly=True)
    data_format = fields.Char(readonly=True)
    max_length = fields.Integer(readonly=True)
    required_by = fields.Date(readonly=True)
    depends_on = fields.Char(readonly=True)
    values = fields.Json(string="Value", default=list)
    original = fields.Json(readonly=True)
    is_mixed = fields.Boolean(help="The listings have different values, which stay.")
    was_mixed = fields.Boolean(readonly=True)
    hint = fields.Char(compute="_compute_hint")

    @api.depends("data_format", "is_closed", "is_multiple", "depends_on", "is_known")
    @api.depends_context("lang")
    def _compute_hint(self):
        """Say in words what eBay takes."""
        for line in self:
            parts = []
            if line.required_by and line.importance != "required":
                day = fields.Date.to_string(line.required_by)
                parts.append(self.env._("required from %s on", day))
            if line.is_closed:
                parts.append(self.env._("one of eBay's %s values", line.value_count))
            elif line.data_format in NUMBER_FORMATS:
                parts.append(self.env._("a number"))
            elif (line.data_format or "").startswith("YYYY"):
                parts.append(self.env._("a date as %s", line.data_format))
            if line.is_known and line.is_multiple:
                parts.append(self.env._("several possible"))
            if line.depends_on:
                parts.append(self.env._("depends on %s", line.depends_on))
            line.hint = ", ".join(parts)

    def _clean_values(self):
        """Return the values as texts, each once, whatever a client has sent."""
        self.ensure_one()
        values = self.values if isinstance(self.values, list) else [self.values or ""]
        texts = (" ".join(str(value).split()) for value in values)
        return list(dict.fromkeys(text for text in texts if text))

    def search_values(self, text="", given=None):
        """Return eBay's values that contain a text and fit to the other values.

        :param given: ``{name: [values]}`` of the other item specifics
        :return: ``values``, and how many ``more`` there are
        """
        self.check_access("read")
        self.ensure_one()
        aspect = self.form_id._aspects().get(self.name)
        found = find_values(aspect, str(text or ""), given or {}) if aspect else []
        return {
            "values": found[:PROPOSED_VALUES],
            "more": max(0, len(found) - PROPOSED_VALUES),
        }
