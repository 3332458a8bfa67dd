# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Taxonomy API: category trees.

https://developer.ebay.com/api-docs/commerce/taxonomy/resources/methods
"""

from .categories import ROOT_ID
from .errors import RestError
from .keyset import API_SCOPE
from .marketplaces import BY_TREE_ID, MARKETPLACES
from .routing import APPLICATION, Routes

routes = Routes("/commerce/taxonomy/v1", "commerce.taxonomy")
HREF = (
    "https://api.ebay.com/commerce/taxonomy/v1/category_tree/{tree}"
    "/get_category_subtree?category_id={category}"
)


@routes.add(
    "GET",
    "/get_default_category_tree_id",
    "getDefaultCategoryTreeId",
    token=APPLICATION,
    scopes=[API_SCOPE],
)
def get_default_category_tree_id(call):
    """Answer with the tree of a marketplace, and its version."""
    code = call.query.get("marketplace_id")
    if not code:
        raise _error(62002, "Missing marketplace ID.")
    if code not in MARKETPLACES:
        raise _error(62003, "The specified marketplace ID was not found.")
    return _tree_header(call, MARKETPLACES[code].tree_id)


@routes.add(
    "GET",
    "/category_tree/{category_tree_id}",
    "getCategoryTree",
    token=APPLICATION,
    scopes=[API_SCOPE],
)
def get_category_tree(call):
    """Answer with the whole tree of one site."""
    market = _market(call)
    root = call.simulator.categories.root
    return {
        "applicableMarketplaceIds": [market.code],
        **_tree_header(call, market.tree_id),
        "rootCategoryNode": _node(root, market, 0),
    }


@routes.add(
    "GET",
    "/category_tree/{category_tree_id}/get_category_subtree",
    "getCategorySubtree",
    token=APPLICATION,
    scopes=[API_SCOPE],
)
def get_category_subtree(call):
    """Answer with one branch of a tree."""
    market = _market(call)
    category_id = call.query.get("category_id")
    if not category_id:
        raise _error(62006, "Missing category ID.")
    if category_id == ROOT_ID:
        raise _error(
            62008,
            "The specified category ID is the root for the category tree. Please use"
            f" /category_tree/{market.tree_id} to retrieve the entire tree.",
        )
    category = call.simulator.categories.by_id.get(category_id)
    if category is None:
        raise _error(
            62005,
            "The specified category ID does not belong to the specified category tree.",
        )
    return {
        "categorySubtreeNode": _node(category, market, len(category.lineage())),
        **_tree_header(call, market.tree_id),
    }


def _market(call):
    tree_id = call.path["category_tree_id"]
    if tree_id not in BY_TREE_ID:
        raise _error(62004, "The specified category tree ID was not found.")
    return BY_TREE_ID[tree_id]


def _tree_header(call, tree_id):
    return {
        "categoryTreeId": tree_id,
        "categoryTreeVersion": call.simulator.categories.versions[tree_id],
    }


def _node(category, market, level):
    node = {
        "category": {
            "categoryId": category.category_id,
            "categoryName": category.names[market.language],
        },
        "categoryTreeNodeLevel": level,
    }
    if category.parent:
        node["parentCategoryTreeNodeHref"] = HREF.format(
            tree=market.tree_id, category=category.parent.category_id
        )
    if category.is_leaf:
        node["leafCategoryTreeNode"] = True
    else:
        node["childCategoryTreeNodes"] = [
            _node(child, market, level + 1) for child in category.children
        ]
    return node


def _error(error_id, message):
    return RestError(400, error_id, "API_TAXONOMY", message)
