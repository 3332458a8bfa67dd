# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Divide the prices of variations into a base price and extras of attribute values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

#: An attribute and its value, for example ``("Size", "M")``.
Pair = tuple[str, str]

#: More attribute values than these are not solved: it would take seconds.
MOST_VALUES = 80

#: A number below this is a rounding error of the computation.
NOTHING = 1e-6


class PriceExtras(NamedTuple):
    """A base price, and what attribute values cost on top of it.

    :ivar extras: values that cost nothing on top are left out
    :ivar is_exact: whether base and extras add up to all prices
    """

    base: float
    extras: dict[Pair, float]
    is_exact: bool


def solve_price_extras(
    prices: Mapping[frozenset[Pair], float], decimals: int = 2
) -> PriceExtras:
    """Return base price and extras that add up to the prices of all combinations.

    The cheapest value of each attribute costs nothing on top. If there is no such
    solution, the base is the lowest price and nothing costs anything on top.

    :param prices: price by combination of attribute values
    :param decimals: of the prices
    """
    lowest = min(prices.values(), default=0.0)
    unsolved = PriceExtras(lowest, {}, len(set(prices.values())) <= 1)
    pairs = sorted({pair for combination in prices for pair in combination})
    if unsolved.is_exact or len(pairs) > MOST_VALUES:
        return unsolved
    solution = _solve(
        [
            [1.0, *(float(pair in combination) for pair in pairs), price]
            for combination, price in prices.items()
        ]
    )
    if solution is None:
        return unsolved
    base, extras = solution[0], dict(zip(pairs, solution[1:], strict=True))
    for attribute in {name for name, _value in pairs}:
        of_attribute = {pair: extras[pair] for pair in pairs if pair[0] == attribute}
        cheapest = min(of_attribute.values())
        base += cheapest
        extras |= {pair: extra - cheapest for pair, extra in of_attribute.items()}
    base = round(base, decimals)
    extras = {pair: round(extra, decimals) for pair, extra in extras.items()}
    is_exact = base >= 0 and all(
        abs(base + sum(extras[pair] for pair in combination) - price) < NOTHING
        for combination, price in prices.items()
    )
    if not is_exact:
        return unsolved
    return PriceExtras(base, {pair: one for pair, one in extras.items() if one}, True)


def _solve(rows: list[list[float]]) -> list[float] | None:
    """Return a solution of linear equations, None if there is none.

    What the equations leave open is 0.

    :param rows: coefficients and right side; they are changed
    """
    unknowns = len(rows[0]) - 1
    pivots: list[int] = []
    for column in range(unknowns):
        top = len(pivots)
        if top == len(rows):
            break
        best = max(range(top, len(rows)), key=lambda row: abs(rows[row][column]))
        if abs(rows[best][column]) < NOTHING:
            continue
        rows[top], rows[best] = rows[best], rows[top]
        pivot = rows[top] = [value / rows[top][column] for value in rows[top]]
        for number, row in enumerate(rows):
            factor = row[column]
            if number != top and abs(factor) > NOTHING:
                rows[number] = [
                    value - factor * other
                    for value, other in zip(row, pivot, strict=True)
                ]
        pivots.append(column)
    if any(abs(row[-1]) > NOTHING for row in rows[len(pivots) :]):
        return None
    solution = [0.0] * unknowns
    for row, column in zip(rows, pivots, strict=False):
        solution[column] = row[-1]
    return solution
