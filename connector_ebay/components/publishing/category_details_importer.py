# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any

from odoo.addons.component.core import Component

from ...exceptions import EbayRefused

Json = dict[str, Any]

#: "The specified category ID does not belong to the specified category tree."
NOT_IN_TREE = 62005
#: "The specified category ID must be a leaf category."
NOT_A_LEAF = 62009

#: Categories that eBay's Metadata API takes in one call.
CATEGORIES_PER_CALL = 50


class EbayCategoryDetailsImporter(Component):
    """Load what eBay demands of listings in categories, as far as it is not cached."""

    _name = "ebay.category.details.importer"
    _inherit = ["base.importer", "ebay.base"]
    _apply_on = "ebay.category.details"
    _usage = "category.details.importer"

    def load(self, categories: Any, marketplace: Any) -> dict[str, Any]:
        """Return the details of these categories by eBay's id; read what is missing.

        Five calls for fifty categories, and one for each category's item specifics.

        :param categories: ``ebay.product.category`` records
        """
        codes = sorted(set(categories.mapped("external_id")))
        if codes:
            self.load_changes(categories, marketplace)
        return self.model._find(self.backend, marketplace, codes)

    def load_changes(self, categories: Any, marketplace: Any) -> set[str]:
        """Read what is missing or too old; return eBay's ids of what has changed."""
        codes = sorted(set(categories.mapped("external_id")))
        if not codes:
            return set()
        tree_id, version = self.backend_adapter.tree_version(marketplace)
        known = self.model._find(self.backend, marketplace, codes)
        missing = [
            code
            for code in codes
            if code not in known or not known[code]._is_current(version)
        ]
        if not missing:
            return set()
        answers = self._read(missing, tree_id, marketplace)
        changed = self.model._store(self.backend, marketplace, version, answers)
        self._load_identifier_text(marketplace)
        return changed

    def _read(
        self, codes: list[str], tree_id: str, marketplace: Any
    ) -> dict[str, Json]:
        expired = self.backend_adapter.read_expired(tree_id)
        tree = self.env["ebay.category.tree"]._find(self.backend, marketplace)
        nodes = tree._nodes() if tree else {}
        parents = {parent for _name, parent in nodes.values()}
        answers: dict[str, Json] = {}
        for first in range(0, len(codes), CATEGORIES_PER_CALL):
            part = codes[first : first + CATEGORIES_PER_CALL]
            answers.update(self.backend_adapter.read_policies(part, marketplace))
        for code in codes:
            answer = answers[code]
            answer["replaced_by"] = expired.get(code, "")
            answer["leaf"] = code not in parents
            answer["name"] = nodes[code][0] if code in nodes else ""
            if answer["leaf"] and not answer["replaced_by"]:
                try:
                    answer["aspects"] = self.backend_adapter.read_aspects(
                        tree_id, code, marketplace
                    )
                except EbayRefused as error:
                    if NOT_IN_TREE in error.error_ids:
                        # It has vanished, and no other took its place.
                        answer["gone"] = True
                    elif NOT_A_LEAF in error.error_ids:
                        answer["leaf"] = False
                    else:
                        raise
        return answers

    def _load_identifier_text(self, marketplace: Any) -> None:
        """Read the marketplace's words for *does not apply* once."""
        tree = self.env["ebay.category.tree"]._find(self.backend, marketplace)
        if tree and not tree.identifier_unavailable_text:
            tree.identifier_unavailable_text = (
                self.backend_adapter.read_identifier_unavailable_text(marketplace)
            )
