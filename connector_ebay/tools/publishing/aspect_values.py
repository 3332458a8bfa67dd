# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The item specifics of several categories together, and the values of one."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from .category import Aspect, Category


def merge_aspects(categories: Iterable[Category]) -> dict[str, Aspect]:
    """Return the item specifics of categories by name, the stricter rule of each.

    Only values that each category takes are left of those that are closed.
    """
    merged: dict[str, Aspect] = {}
    for category in categories:
        for name, aspect in category.aspects.items():
            merged[name] = _merge(merged[name], aspect) if name in merged else aspect
    return merged


def _merge(one: Aspect, other: Aspect) -> Aspect:
    dates = [day for day in (one.required_by, other.required_by) if day]
    if one.closed and other.closed:
        values = {name: one.values[name] for name in one.values if name in other.values}
    elif one.closed or other.closed:
        values = dict(one.values if one.closed else other.values)
    else:
        values = {**other.values, **one.values}
    return dataclasses.replace(
        one,
        required=one.required or other.required,
        recommended=one.recommended or other.recommended,
        closed=one.closed or other.closed,
        multiple=one.multiple and other.multiple,
        for_variations=one.for_variations and other.for_variations,
        max_length=min(one.max_length, other.max_length),
        required_by=min(dates, default=None),
        values=values,
    )


def find_values(aspect: Aspect, text: str, given: Mapping[str, list[str]]) -> list[str]:
    """Return the values of an item specific that contain a text, best first.

    A value that is only possible with another item specific's value is left out, if
    that one has another value.
    """
    wanted = text.strip().casefold()
    found = []
    for value, limits in aspect.values.items():
        if wanted not in value.casefold():
            continue
        fits = all(
            not given.get(name) or set(given[name]) & allowed
            for name, allowed in limits.items()
        )
        if fits:
            found.append(value)
    if wanted:
        found.sort(key=lambda value: not value.casefold().startswith(wanted))
    return found
