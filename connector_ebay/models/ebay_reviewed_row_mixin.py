# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models


class EbayReviewedRowMixin(models.AbstractModel):
    """Let a person review settings that are rows of their own, such as rules."""

    _name = "ebay.reviewed.row.mixin"
    _description = "eBay Reviewed Row Mixin"
    _inherit = ["ebay.reviewed.setting.mixin"]

    @api.model_create_multi
    def create(self, vals_list):
        """Create the rows, and open a review."""
        records = super().create(vals_list)
        records._settings_changed([[self._name, one.id, None] for one in records])
        return records

    def write(self, vals):
        """Write, and check the account that a row was moved to."""
        result = super().write(vals)
        self.check_access("write")
        return result

    def unlink(self):
        """Delete the rows, and open a review."""
        names = {*self._reviewed_fields(), "backend_id"}
        undo = [[self._name, False, one._setting_values(names)] for one in self]
        backends = self.backend_id
        result = super().unlink()
        backends._row_deleted(undo)
        return result
