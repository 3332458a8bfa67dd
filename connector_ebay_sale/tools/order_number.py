# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Read the number of an eBay order as people paste it."""

from __future__ import annotations

import re

#: Hyphens, dashes and minus signs that mail programs and PDFs make of a hyphen.
_DASHES = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d_/]")

#: *13-12345-67890*, also with blanks or nothing between the groups.
_ORDER = re.compile(r"(\d{2})[\s-]*(\d{5})[\s-]*(\d{5})")

#: Number of a listing and of a purchase, as before 2019: *110012345678-28000012345*.
_LEGACY = re.compile(r"(\d{9,14})\s*-\s*(\d{1,16})")


def clean_order_number(text: str | None) -> str:
    """Return the order number in eBay's own spelling, ``""`` if it is none."""
    bare = _DASHES.sub("-", text or "").replace("\u200b", "").strip().strip("#").strip()
    for pattern in (_ORDER, _LEGACY):
        match = pattern.fullmatch(bare)
        if match:
            return "-".join(match.groups())
    return ""
