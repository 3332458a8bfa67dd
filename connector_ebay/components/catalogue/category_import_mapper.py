# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.addons.component.core import Component
from odoo.addons.connector.components.mapper import mapping, only_create


class EbayProductCategoryImportMapper(Component):
    """Map a node of a category tree to the values of a category's binding.

    The option ``bindings`` holds the bindings by category id, parents included.
    """

    _name = "ebay.product.category.import.mapper"
    _inherit = "ebay.import.mapper"
    _apply_on = "ebay.product.category"

    direct = [("name", "name"), ("in_tree", "in_tree")]

    @only_create
    @mapping
    def identity(self, record: dict[str, Any]) -> dict[str, Any]:
        """Return the ids of a new category.

        :field backend_id: ; the account
        :field external_id: ``categoryId``
        """
        return {
            "backend_id": self.backend.id,
            "external_id": record["category_id"],
        }

    @mapping
    def parent_id(self, record: dict[str, Any]) -> dict[str, Any]:
        """Return the parent, if it was imported.

        :field parent_id: ``childCategoryTreeNodes``; the node that contains
            this one
        """
        parent = self.options.bindings.get(record["parent_id"])
        return {"parent_id": parent.id if parent else False}
