# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models

#: Context key: a changed setting is set back, which must not be recorded again.
UNDO = "ebay_review_undo"


class EbayReviewedSettingMixin(models.AbstractModel):
    """Let a person review what a changed setting would change on eBay.

    The setting is stored at once, whoever writes it: a form, an import or another
    program. The SKUs that it changes are held until a user applies or discards it.
    """

    _name = "ebay.reviewed.setting.mixin"
    _description = "eBay Reviewed Setting Mixin"

    def _reviewed_fields(self):
        """Return the names of the fields that change prices or quantities."""
        return set()

    def _review_mark_skus(self):
        """Mark the SKUs whose price or quantity may have changed.

        :return: the accounts of which a SKU was marked
        """
        return self.env["ebay.backend"]

    def _setting_values(self, names):
        """Return ``{field: value}`` of one record, as it can be written again."""
        return {
            name: self._fields[name].convert_to_write(self[name], self)
            for name in names
        }

    def write(self, vals):
        """Write, and open a review of the settings that are really changed."""
        names = self._reviewed_fields() & set(vals)
        before = {record.id: record._setting_values(names) for record in self}
        result = super().write(vals)
        undo = []
        for record in self if names else ():
            values = {
                name: value
                for name, value in before[record.id].items()
                if value != record._setting_values([name])[name]
            }
            if values:
                undo.append([self._name, record.id, values])
        if undo:
            self._settings_changed(undo)
        return result

    def _settings_changed(self, undo):
        """Mark the SKUs, and open a review of these changes.

        :param undo: how to set them back: ``[model, id, values]``; the id is False of
            a record that was deleted, the values None of one that was created
        """
        if not undo:
            return
        changes = [
            [model, name]
            for model, _res_id, values in undo
            for name in (values if model == "ebay.backend" else [""])
        ]
        backends = self._review_mark_skus()
        if self.env.context.get(UNDO):
            undo = []
        self.env["ebay.take.over"].sudo()._review(backends, changes, undo)
