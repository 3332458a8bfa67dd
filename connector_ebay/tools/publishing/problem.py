# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A problem that keeps a listing from eBay, or will."""

from __future__ import annotations

import dataclasses
from typing import Any

ERROR, WARNING = "error", "warning"


@dataclasses.dataclass(frozen=True)
class Problem:
    """A problem of a listing; its words are in ``ebay.listing.problem``.

    :ivar code: begins with ``missing_``, ``invalid_``, ``duplicate_`` or ``ebay_``
    :ivar field: what to mend: a field of the listing, or the aspect's name
    :ivar sku_id: of the ``ebay.product.product``; 0 for the whole listing
    :ivar details: values for the sentence
    """

    code: str
    field: str
    severity: str = ERROR
    sku_id: int = 0
    details: dict[str, Any] = dataclasses.field(default_factory=dict)
