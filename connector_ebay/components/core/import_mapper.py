# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.addons.component.core import AbstractComponent

from ...tools.changed_values import changed_values


class EbayImportMapper(AbstractComponent):
    """Map a record of eBay to values for a record of Odoo."""

    _name = "ebay.import.mapper"
    _inherit = ["base.import.mapper", "ebay.base"]
    _usage = "import.mapper"

    def differing(self, record: Any, values: dict[str, Any]) -> dict[str, Any]:
        """Return those of ``values`` that differ from what the record has."""
        return changed_values(record, values)
