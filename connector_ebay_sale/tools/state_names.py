# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Compare names of states: as buyers type them, and as Odoo has them."""

from __future__ import annotations

import re
import unicodedata

#: Letters that are no letter with an accent, and how people type them.
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae"})

#: What is written before or after a name: *Co. Kerry*, *Tokyo-to*, *Québec (QC)*.
_BEFORE = re.compile(r"^(?:co|county|state of|province of|provincia (?:de|di)) ")
_AFTER = re.compile(r" (?:county|state|province|prefecture|to|do|fu|ken|si)$")
_IN_BRACKETS = re.compile(r"\([^)]*\)")


def folded_name(text: str) -> str:
    """Return a name without accents, case and punctuation, one blank between words."""
    parts = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    letters = "".join(one for one in parts if not unicodedata.combining(one))
    return " ".join(re.sub(r"[\W_]+", " ", letters).split())


def spellings(text: str) -> list[str]:
    """Return how a state may be spelled, folded: as it is, then without additions."""
    whole = folded_name(text)
    short = folded_name(_IN_BRACKETS.sub(" ", text))
    bare = _AFTER.sub("", _BEFORE.sub("", short))
    return list(dict.fromkeys(filter(None, (whole, short, bare))))


def contains_name(text: str, name: str) -> bool:
    """Return whether a text contains a name, both folded."""
    return f" {folded_name(name)} " in f" {folded_name(text)} "
