# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Kinds of proposals for SKUs without product, and what follows from them."""

from __future__ import annotations

#: Kind of proposal (``code`` of an ``ebay.match.kind``): what is proposed.
PROPOSAL_BY_KIND = {
    "sku": "link",
    "barcode": "link",
    "variant": "link",
    "sku_spelling": "check",
    "other_title": "check",
    "attributes": "check",
    "title": "check",
    "several": "choose",
    "repeated": "choose",
    "archived": "choose",
    "siblings": "choose",
    "blank": "blank",
    "none": "create",
}

#: Kinds that are found by comparing texts with all products.
KINDS_BY_TITLE = frozenset({"title", "attributes"})

#: Kinds that the import does not know: found by texts that are similar.
KINDS_BY_TEXT = KINDS_BY_TITLE | {"sku_spelling"}
