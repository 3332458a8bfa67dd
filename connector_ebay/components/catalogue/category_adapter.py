# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.addons.component.core import Component


class EbayProductCategoryAdapter(Component):
    """Category trees, by the Taxonomy API."""

    _name = "ebay.product.category.adapter"
    _inherit = "ebay.adapter"
    _apply_on = "ebay.product.category"
    _flow = "categories"

    def tree_version(self, marketplace):
        """``(tree id, version)`` of a marketplace."""
        answer = self._call(
            "taxonomy", "get_default_category_tree_id", marketplace.code
        )
        return answer["categoryTreeId"], answer.get("categoryTreeVersion", "")

    def read_tree(self, tree_id, marketplace):
        """``{category id: [name, parent id or ""]}`` of a whole tree."""
        answer = self._call(
            "taxonomy", "get_category_tree", tree_id, marketplace.locale
        )
        nodes = {}
        root = answer.get("rootCategoryNode") or {}
        # The root itself is no category; a stack, since trees may be deep.
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
