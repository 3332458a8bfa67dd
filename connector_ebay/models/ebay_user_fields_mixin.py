# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models


class EbayUserFieldsMixin(models.AbstractModel):
    """Let users write only the fields in which they choose something.

    Jobs process these records with all rights: what a user wrote on them must not
    change what the user has no rights on.
    """

    _name = "ebay.user.fields.mixin"
    _description = "eBay User Fields Mixin"

    @api.model
    def _user_fields(self):
        """Return the names of the fields in which a user chooses something."""
        return frozenset()

    def _check_user_write(self, vals):
        """Check that a user may write these values.

        :raise AccessError: a value is not a user's choice
        """
        self.check_access("write")
        for name in vals:
            self._check_field_access(self._fields[name], "write")

    @api.model
    def _has_field_access(self, field, operation):
        """Let users write only the fields in which they choose something."""
        return super()._has_field_access(field, operation) and (
            operation == "read" or self.env.su or field.name in self._user_fields()
        )
