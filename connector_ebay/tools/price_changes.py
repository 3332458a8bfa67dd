# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Sum up price changes, so that a person sees what would happen before it does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

#: A change of fewer SKUs than this is never a mass change.
FEW_SKUS = 5

#: A price change: id of the currency, price before, price after, any reference to it.
PriceChange = tuple[int, float, float, object]


@dataclass(frozen=True)
class PriceSummary:
    """The price changes in one currency.

    :ivar median: of the changes in percent, negative where prices fall
    :ivar largest: the change in percent that is farthest from zero
    :ivar reference: what the largest change belongs to
    """

    currency_id: int
    count: int
    median: float
    largest: float
    before: float
    after: float
    reference: object


def percent_change(before: float, after: float) -> float:
    """Return by how many percent a price changes; 0 if there was none before."""
    return (after - before) * 100.0 / before if before else 0.0


def summarize(changes: Iterable[PriceChange]) -> list[PriceSummary]:
    """Return one summary for each currency, the one with most changes first."""
    by_currency: dict[int, list[tuple[float, float, float, object]]] = defaultdict(list)
    for currency_id, before, after, reference in changes:
        change = percent_change(before, after)
        by_currency[currency_id].append((change, before, after, reference))
    summaries = []
    for currency_id, rows in by_currency.items():
        largest = max(rows, key=lambda row: abs(row[0]))
        summaries.append(
            PriceSummary(
                currency_id=currency_id,
                count=len(rows),
                median=median(row[0] for row in rows),
                largest=largest[0],
                before=largest[1],
                after=largest[2],
                reference=largest[3],
            )
        )
    return sorted(summaries, key=lambda one: -one.count)
