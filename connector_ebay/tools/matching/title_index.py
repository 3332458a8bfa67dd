# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Find products by the titles of listings.

Each word of a product's name counts as much as it tells: a word that few names have
counts more than one that all have. Only the products that share the rarest words of a
title are compared, hence 100,000 titles with 80,000 products in seconds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import nlargest
from math import log, sqrt

from .words import plain_text, words

#: A proposal needs this likeness; 1: the same words.
ENOUGH = 0.6
#: So much of a product's name, by weight, has to be in the title.
ENOUGH_OF_NAME = 0.75
#: Products whose likeness is so close to the best one are equally good.
AS_GOOD = 0.03
#: So many names are looked at that have one of the rarest words of a title.
MOST_LOOKED_AT = 600
#: So many of them, which share the most with the title, are compared.
MOST_COMPARED = 8
#: More candidates than this help nobody.
MOST_CANDIDATES = 5


@dataclass(frozen=True)
class Variant:
    """A product to be found.

    :ivar values: its attribute values, each once for every language
    """

    product_id: int
    values: tuple[frozenset[str], ...] = ()


@dataclass
class Entry:
    """A product template: its names in all languages, and its variants."""

    names: tuple[str, ...]
    variants: list[Variant] = field(default_factory=list)


@dataclass(frozen=True)
class Found:
    """What was found for a title.

    :ivar product_ids: one product, or those between which a person has to choose
    :ivar by_values: the variation's specifics have told which variant it is
    """

    product_ids: tuple[int, ...] = ()
    by_values: bool = False


NOTHING = Found()


class TitleIndex:
    """The words of all products' names."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries: list[Entry] = []
        self._names: list[tuple[int, frozenset[str]]] = []
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for entry in entries:
            number = len(self._entries)
            self._entries.append(entry)
            for name in {words(name) for name in entry.names}:
                if not name:
                    continue
                for word in name:
                    self._by_word[word].append(len(self._names))
                self._names.append((number, name))
        total = len(self._names) + 1
        self._weights = {
            word: 1 + log(total / len(numbers))
            for word, numbers in self._by_word.items()
        }
        #: Words of titles that no product has are advertising for the most part.
        self._unknown = (1 + log(total)) / 3
        self._sums = [
            sum(self._weights[word] for word in name) for _number, name in self._names
        ]

    def find(self, title: str, specifics: Iterable[str] = ()) -> Found:
        """Return the product for a title.

        :param specifics: the values of the specifics of a variation
        """
        values = {plain_text(value) for value in specifics}
        values.discard("")
        title_words = words(title)
        both = title_words.union(*map(str.split, values)) if values else title_words
        best = self._best_entries(title_words, both)
        found: list[int] = []
        by_values = False
        for entry in best:
            variants = _matching_variants(entry, values, both)
            by_values = by_values or (len(entry.variants) > 1 and bool(values))
            found.extend(variant.product_id for variant in variants)
        if not found or len(found) > MOST_CANDIDATES:
            return NOTHING
        return Found(tuple(sorted(found)), by_values)

    def _best_entries(self, title: frozenset[str], both: frozenset[str]) -> list[Entry]:
        """Return the entries that are most like a title, all equally good."""
        scores: dict[int, float] = {}
        for name in self._likely_names(both):
            score = self._score(name, title)
            if both is not title:
                score = max(score, self._score(name, both))
            number = self._names[name][0]
            if score >= ENOUGH and score > scores.get(number, 0.0):
                scores[number] = score
        if not scores:
            return []
        enough = max(scores.values()) - AS_GOOD
        return [self._entries[one] for one, score in scores.items() if score >= enough]

    def _likely_names(self, title: frozenset[str]) -> list[int]:
        """Return the few names that share the most with a title."""
        known = [word for word in title if word in self._by_word]
        known.sort(key=lambda word: (len(self._by_word[word]), word))
        shared: dict[int, float] = {}
        looked_at = 0
        for word in known:
            numbers = self._by_word[word]
            looked_at += len(numbers)
            if looked_at > MOST_LOOKED_AT:
                # The names that have this frequent word too are among the others. If
                # it is the rarest one, nothing in the title tells products apart.
                break
            weight = self._weights[word]
            for number in numbers:
                shared[number] = shared.get(number, 0.0) + weight
        if len(shared) <= MOST_COMPARED:
            return list(shared)
        return nlargest(MOST_COMPARED, shared, key=shared.__getitem__)

    def _score(self, name: int, title: frozenset[str]) -> float:
        """Return the likeness of a name and a title, from 0 to 1."""
        own = self._names[name][1]
        shared_words = own & title
        if any(word[0].isdigit() for word in own - shared_words):
            # 300 ml and 500 ml are two products.
            return 0.0
        weights, unknown = self._weights, self._unknown
        shared = sum(weights[word] for word in shared_words)
        of_name = shared / self._sums[name]
        if of_name < ENOUGH_OF_NAME:
            return 0.0
        of_title = shared / sum(weights.get(word, unknown) for word in title)
        return of_name * sqrt(of_title)


def _matching_variants(
    entry: Entry, values: set[str], title: frozenset[str]
) -> list[Variant]:
    """Return the variants of an entry that a listing's SKU can be."""
    variants = entry.variants
    if len(variants) == 1 and not variants[0].values:
        return variants
    if values:
        # A value in several languages counts as found if one of them is equal.
        return [
            variant
            for variant in variants
            if len(variant.values) == len(values)
            and all(any(text in values for text in texts) for texts in variant.values)
        ]
    named = [
        variant
        for variant in variants
        if all(
            any(title.issuperset(text.split()) for text in texts)
            for texts in variant.values
        )
    ]
    return named or variants
