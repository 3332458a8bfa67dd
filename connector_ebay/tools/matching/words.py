# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Compare SKUs and titles as a person would: without case, accents and spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

#: Letters that Unicode does not take apart into a letter and an accent.
_LETTERS = str.maketrans("łøđħæœ", "lodhao")

_WORD = re.compile(r"[^\W_]+")

#: "300 ml" is one word, as "300ml".
_UNIT = re.compile(
    r"\b(\d+)[ .]+(ml|cl|l|mm|cm|m|km|mg|g|kg|w|kw|v|gb|tb|mb|mah|oz|lb|inch|zoll)\b"
)

#: Titles that have less than this share of their trigrams in common differ. The titles
#: of one product on eBay and in Odoo have half of them in common at least, two
#: products that have nothing to do with each other a tenth.
DIFFERENT_BELOW = 0.25


def plain_sku(sku: str) -> str:
    """Return a SKU without spaces, in lower case: equal for SKUs that look equal."""
    return "".join(sku.split()).lower()


@lru_cache(maxsize=65536)
def plain_text(text: str) -> str:
    """Return a text in lower case without accents, its words joined by spaces."""
    letters = text.casefold()
    if not letters.isascii():
        decomposed = unicodedata.normalize("NFKD", letters).translate(_LETTERS)
        letters = "".join(one for one in decomposed if not unicodedata.combining(one))
    return _UNIT.sub(r"\1\2", " ".join(_WORD.findall(letters)))


def words(text: str) -> frozenset[str]:
    """Return the words of a text, to be compared."""
    return frozenset(plain_text(text).split())


def trigrams(text: str) -> set[str]:
    """Return all parts of three letters of the words of a text.

    As PostgreSQL's pg_trgm: a word begins with two spaces and ends with one.
    """
    parts: set[str] = set()
    for word in plain_text(text).split():
        padded = f"  {word} "
        parts.update(padded[at : at + 3] for at in range(len(padded) - 2))
    return parts


def common_share(one: str, other: str) -> float:
    """Return how much of the shorter text is in the longer one, from 0 to 1."""
    first, second = trigrams(one), trigrams(other)
    shorter = min(len(first), len(second))
    return len(first & second) / shorter if shorter else 1.0


def are_different(title: str, names: Iterable[str]) -> bool:
    """Return whether a title has next to nothing in common with all of these names.

    A title or names that are missing say nothing.
    """
    shares = [common_share(title, name) for name in names if plain_text(name)]
    return bool(shares and plain_text(title)) and max(shares) < DIFFERENT_BELOW
