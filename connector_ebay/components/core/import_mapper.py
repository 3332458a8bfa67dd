# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import AbstractComponent

from ...tools.changed_values import changed_values


class EbayImportMapper(AbstractComponent):
    """Turns what eBay says into values for a record of Odoo."""

    _name = "ebay.import.mapper"
    _inherit = ["base.import.mapper", "ebay.base"]
    _usage = "import.mapper"

    def differing(self, record, values):
        """Return those of ``values`` that differ from what the record has."""
        return changed_values(record, values)
