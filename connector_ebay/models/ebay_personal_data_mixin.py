# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models

ERASE = "erase"


class EbayPersonalDataMixin(models.AbstractModel):
    """Let a field declare that it holds data of a buyer.

    ``personal_data="erase"``: the field is emptied when eBay closes the buyer's
    account. Any other text is the reason for which it is kept, for example
    ``personal_data="Tax law requires it on posted invoices."``
    """

    _name = "ebay.personal.data.mixin"
    _description = "eBay Personal Data Mixin"

    def _valid_field_parameter(self, field, name):
        return name == "personal_data" or super()._valid_field_parameter(field, name)

    def _erase_personal_data(self):
        """Empty the fields of these records that hold data of a buyer."""
        self.write(dict.fromkeys(self._personal_data_fields(), False))

    def _personal_data_fields(self):
        """Return the names of the fields to be emptied."""
        return [
            name
            for name, field in self._fields.items()
            if getattr(field, "personal_data", None) == ERASE
        ]
