# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging
from typing import Any

from odoo.addons.component.core import Component

from ...exceptions import EbayRefused, EbayRetry

Json = dict[str, Any]

_logger = logging.getLogger(__name__)

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
        return self._call_optional("taxonomy", "get_expired_categories", tree_id) or {}

    def read_policies(self, codes: list[str], marketplace: Any) -> dict[str, Json]:
        """Return ``{category id: {key: eBay's object}}``, at most 50 categories."""
        found: dict[str, Json] = {code: {} for code in codes}
        for key, function in POLICIES.items():
            options = {"of_seller": True} if key == "conditions" else {}
            rows = self._call_optional(
                "metadata", function, marketplace.code, codes, **options
            )
            for row in rows or ():
                code = str(row.get("categoryId") or "")
                if code in found:
                    found[code][key] = row
        return found

    def _call_optional(self, api: str, function: str, *args: Any, **kwargs: Any) -> Any:
        """Call a function that eBay need not offer; return None where it does not.

        eBay's documents differ in the operations they have, and some policies do not
        exist on every marketplace. Listings are published without what they tell: eBay
        checks the same at publication.
        """
        try:
            return self._call(api, function, *args, **kwargs)
        except (EbayRefused, EbayRetry) as error:
            missing = getattr(error.__cause__, "status", 0) == 404
            if isinstance(error, EbayRetry) and not missing:
                raise
            _logger.info("%s.%s is not available: %s", api, function, error)
            return None

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
