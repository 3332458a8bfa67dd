# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.models import BaseModel

from odoo.addons.component.core import Component


class EbayProductCategoryAdapter(Component):
    """Read category trees from the Taxonomy API."""

    _name = "ebay.product.category.adapter"
    _inherit = "ebay.adapter"
    _apply_on = "ebay.product.category"
    _flow = "categories"

    def tree_version(self, marketplace: BaseModel) -> tuple[str, str]:
        """Return ``(tree id, version)`` of a marketplace's current tree."""
        answer = self._call(
            "taxonomy", "get_default_category_tree_id", marketplace.code
        )
        return answer["categoryTreeId"], answer.get("categoryTreeVersion", "")

    def read_tree(self, tree_id: str, marketplace: BaseModel) -> dict[str, list[str]]:
        """Return the nodes of a tree, ``{category id: [name, parent id or ""]}``."""
        answer = self._call(
            "taxonomy", "get_category_tree", tree_id, marketplace.locale
        )
        nodes = {}
        root = answer.get("rootCategoryNode") or {}
        # The root itself is no category. A stack instead of recursion, as trees may be
        # deep.
        stack = [(child, "") for child in root.get("childCategoryTreeNodes") or ()]
        while stack:
            node, parent_id = stack.pop()
            category = node["category"]
            nodes[category["categoryId"]] = [category["categoryName"], parent_id]
            stack.extend(
                (child, category["categoryId"])
                for child in node.get("childCategoryTreeNodes") or ()
            )
        return nodes
