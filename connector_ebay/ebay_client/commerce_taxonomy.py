# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Commerce Taxonomy API: eBay's category trees.

https://developer.ebay.com/api-docs/commerce/taxonomy/overview.html
"""

from __future__ import annotations

from typing import Any

from .rest import RestApi, TokenKind
from .wire import MEGABYTE

TREE_MAX_BYTES = 160 * MEGABYTE


class CommerceTaxonomy(RestApi):
    """Category trees, with the application's token; 5,000 calls a day."""

    api = "commerce.taxonomy"
    root = "/commerce/taxonomy/v1"
    token_kind = TokenKind.APPLICATION

    def get_default_category_tree_id(self, marketplace_id: str) -> dict[str, Any]:
        """Return ``categoryTreeId`` and ``categoryTreeVersion`` of a marketplace.

        https://developer.ebay.com/api-docs/commerce/taxonomy/resources/category_tree/methods/getDefaultCategoryTreeId
        """
        return self._call(
            "GET",
            "/get_default_category_tree_id",
            query={"marketplace_id": marketplace_id},
        )

    def get_category_tree(
        self, tree_id: str, accept_language: str = ""
    ) -> dict[str, Any]:
        """Return a whole tree, tens of megabytes of it, from ``rootCategoryNode``.

        https://developer.ebay.com/api-docs/commerce/taxonomy/resources/category_tree/methods/getCategoryTree

        :param accept_language: for a tree in several languages, such as ``fr-BE``
        """
        return self._call(
            "GET",
            "/category_tree/{category_tree_id}",
            path={"category_tree_id": tree_id},
            accept_language=accept_language,
            max_bytes=TREE_MAX_BYTES,
        )

    def get_category_subtree(
        self, tree_id: str, category_id: str, accept_language: str = ""
    ) -> dict[str, Any]:
        """Return one branch of a tree, from ``categorySubtreeNode``.

        https://developer.ebay.com/api-docs/commerce/taxonomy/resources/category_tree/methods/getCategorySubtree

        :raises RejectedError: also when the category is not in the tree (62005)
        """
        return self._tree(
            tree_id,
            "get_category_subtree",
            {"category_id": category_id},
            accept_language,
            max_bytes=TREE_MAX_BYTES,
        )

    def get_category_suggestions(
        self, tree_id: str, text: str, accept_language: str = ""
    ) -> list[dict[str, Any]]:
        """Return leaf categories for a product's title, the best first.

        Each has ``category`` and ``categoryTreeNodeAncestors``, the nearest first. The
        sandbox answers with placeholders.
        https://developer.ebay.com/api-docs/commerce/taxonomy/resources/category_tree/methods/getCategorySuggestions

        :raises ValueError: nothing to search for
        """
        if not text.strip():
            raise ValueError("Suggestions need a text")
        answer = self._tree(
            tree_id, "get_category_suggestions", {"q": text}, accept_language
        )
        return answer.get("categorySuggestions") or []

    def get_item_aspects_for_category(
        self, tree_id: str, category_id: str, accept_language: str = ""
    ) -> list[dict[str, Any]]:
        """Return the aspects of a leaf category in the marketplace's words.

        ``aspectConstraint.aspectRequired`` is what counts; ``aspectUsage`` is a hint.
        https://developer.ebay.com/api-docs/commerce/taxonomy/resources/category_tree/methods/getItemAspectsForCategory

        :raises RejectedError: no leaf (62009), or not in the tree (62005)
        """
        answer = self._tree(
            tree_id,
            "get_item_aspects_for_category",
            {"category_id": category_id},
            accept_language,
        )
        return answer.get("aspects") or []

    def get_expired_categories(self, tree_id: str) -> dict[str, str]:
        """Return the category that took the place of each expired one.

        An expired category without a successor is not there.
        https://developer.ebay.com/api-docs/commerce/taxonomy/resources/category_tree/methods/getExpiredCategories
        """
        answer = self._tree(tree_id, "get_expired_categories", None, "")
        return {
            str(row.get("fromCategoryId")): str(row.get("toCategoryId") or "")
            for row in answer.get("expiredCategories") or []
        }

    def _tree(
        self,
        tree_id: str,
        name: str,
        query: dict[str, Any] | None,
        accept_language: str,
        **options: Any,
    ) -> dict[str, Any]:
        return self._call(
            "GET",
            f"/category_tree/{{category_tree_id}}/{name}",
            path={"category_tree_id": tree_id},
            query=query,
            accept_language=accept_language,
            **options,
        )
