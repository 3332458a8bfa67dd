# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Taxonomy API: category trees.

https://developer.ebay.com/api-docs/commerce/taxonomy/resources/methods
"""

from .categories import ROOT_ID
from .errors import RestError
from .keyset import API_SCOPE
from .marketplaces import BY_TREE_ID, MARKETPLACES
from .publishing.check_aspects import known_aspects
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


@routes.add(
    "GET",
    "/category_tree/{category_tree_id}/get_category_suggestions",
    "getCategorySuggestions",
    token=APPLICATION,
    scopes=[API_SCOPE],
)
def get_category_suggestions(call):
    """Answer with leaves whose words are in the text, the most alike first."""
    market = _market(call)
    text = call.query.get("q", "").lower()
    if not text:
        raise _error(62010, "Missing query.")
    found = []
    for category in call.simulator.categories.by_id.values():
        score = _likeness(category, market.language, text) if category.is_leaf else 0
        if score:
            found.append((score, category))
    found.sort(key=lambda one: -one[0])
    return {
        "categorySuggestions": [_suggestion(*one, market) for one in found[:10]],
        **_tree_header(call, market.tree_id),
    }


@routes.add(
    "GET",
    "/category_tree/{category_tree_id}/get_item_aspects_for_category",
    "getItemAspectsForCategory",
    token=APPLICATION,
    scopes=[API_SCOPE],
)
def get_item_aspects_for_category(call):
    """Answer with the aspects of a leaf category in the words of the site."""
    market = _market(call)
    category_id = call.query.get("category_id")
    category = call.simulator.categories.by_id.get(category_id)
    if category is None:
        raise _error(
            62005,
            "The specified category ID does not belong to the specified category tree.",
        )
    if not category.is_leaf:
        raise _error(62009, "The specified category ID must be a leaf category.")
    found = known_aspects(call.simulator, category, market.language)
    return {"aspects": found}


@routes.add(
    "GET",
    "/category_tree/{category_tree_id}/get_expired_categories",
    "getExpiredCategories",
    token=APPLICATION,
    scopes=[API_SCOPE],
)
def get_expired_categories(call):
    """Answer with what took the place of categories that are no more; only these."""
    _market(call)
    return {
        "expiredCategories": [
            {"fromCategoryId": old, "toCategoryId": new}
            for old, new in call.simulator.categories.expired.items()
            if new
        ]
    }


def _likeness(category, language, text):
    """Return how well a category fits a title, in percent; 0 when not at all."""
    noun = category.nouns.get(language, "").lower()
    names = [one.names[language].lower() for one in category.lineage()]
    score = 60 if noun and noun in text else 0
    for word in text.replace("-", " ").split():
        if len(word) < 4:
            continue
        score += 20 * (word in names[-1]) + 5 * any(word in one for one in names[:-1])
    return min(score, 99)


def _suggestion(score, category, market):
    lineage = category.lineage()
    return {
        "category": {
            "categoryId": category.category_id,
            "categoryName": category.names[market.language],
        },
        "categoryTreeNodeLevel": len(lineage),
        "relevancy": str(score),
        "categoryTreeNodeAncestors": [
            {
                "categoryId": one.category_id,
                "categoryName": one.names[market.language],
                "categoryTreeNodeLevel": level,
                "categorySubtreeNodeHref": HREF.format(
                    tree=market.tree_id, category=one.category_id
                ),
            }
            for level, one in reversed(list(enumerate(lineage[:-1], 1)))
        ],
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
