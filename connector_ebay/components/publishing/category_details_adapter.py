# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.addons.component.core import Component

Json = dict[str, Any]

#: Functions of the Metadata API and the key of their answers in the cache.
POLICIES = {
    "policy": "get_category_policies",
    "conditions": "get_item_condition_policies",
    "structure": "get_listing_structure_policies",
    "best_offer": "get_negotiated_price_policies",
    "regulatory": "get_regulatory_policies",
}


class EbayCategoryDetailsAdapter(Component):
    """Read what eBay demands of listings in categories."""

    _name = "ebay.category.details.adapter"
    _inherit = "ebay.adapter"
    _apply_on = "ebay.category.details"
    _flow = "policies"

    def tree_version(self, marketplace: Any) -> tuple[str, str]:
        """Return ``(tree id, version)`` of a marketplace's current tree."""
        answer = self._call(
            "taxonomy", "get_default_category_tree_id", marketplace.code
        )
        return answer["categoryTreeId"], answer.get("categoryTreeVersion", "")

    def read_aspects(self, tree_id: str, code: str, marketplace: Any) -> list[Json]:
        """Return the item specifics of a category, as eBay describes them."""
        return self._call(
            "taxonomy",
            "get_item_aspects_for_category",
            tree_id,
            code,
            accept_language=marketplace.locale,
        )

    def read_expired(self, tree_id: str) -> dict[str, str]:
        """Return the categories that took the place of expired ones, by these."""
        return self._call("taxonomy", "get_expired_categories", tree_id)

    def read_policies(self, codes: list[str], marketplace: Any) -> dict[str, Json]:
        """Return ``{category id: {key: eBay's object}}``, at most 50 categories."""
        found: dict[str, Json] = {code: {} for code in codes}
        for key, function in POLICIES.items():
            options = {"of_seller": True} if key == "conditions" else {}
            for row in self._call(
                "metadata", function, marketplace.code, codes, **options
            ):
                code = str(row.get("categoryId") or "")
                if code in found:
                    found[code][key] = row
        return found

    def read_suggestions(self, tree_id: str, text: str, marketplace: Any) -> list[Json]:
        """Return eBay's proposals of a category for a product, the best first."""
        return self._call(
            "taxonomy",
            "get_category_suggestions",
            tree_id,
            text,
            accept_language=marketplace.locale,
        )

    def read_identifier_unavailable_text(self, marketplace: Any) -> str:
        """Return the site's words for an identifier that does not apply."""
        self.client.trading.site_id = marketplace.site_id
        return self._call("trading", "get_identifier_unavailable_text")
