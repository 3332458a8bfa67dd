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
