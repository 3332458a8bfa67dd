# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.addons.component.core import AbstractComponent


class EbayImportMapper(AbstractComponent):
    """Turns what eBay says into values for a record of Odoo."""

    _name = "ebay.import.mapper"
    _inherit = ["base.import.mapper", "ebay.base"]
    _usage = "import.mapper"

    def differing(self, record: Any, values: dict[str, Any]) -> dict[str, Any]:
        """Those of ``values`` that ``record`` does not have already.

        Writing what is there already costs SQL, and makes an unchanged account look
        changed.
        """
        changed = {}
        for name, value in values.items():
            field = record._fields[name]
            current = field.convert_to_write(record[name], record)
            if field.type in ("monetary", "float"):
                if abs((current or 0) - (value or 0)) < 0.000001:
                    continue
            elif (current or False) == (value or False):
                continue
            changed[name] = value
        return changed
