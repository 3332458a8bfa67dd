# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Check the item specifics of a listing against those of its category."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from .category import ASPECT_LENGTH, Aspect
from .content import ListingContent
from .problem import WARNING, Problem

NAME_LENGTH = 40

#: How eBay writes dates, by ``aspectFormat``.
DATE_FORMATS = {
    "YYYY": re.compile(r"\d{4}"),
    "YYYYMM": re.compile(r"\d{4}(0[1-9]|1[0-2])"),
    "YYYYMMDD": re.compile(r"\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"),
}
WHOLE_NUMBER = re.compile(r"[+-]?\d{1,10}")
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def check_aspects(
    content: ListingContent, today: date, soon: timedelta
) -> Iterator[Problem]:
    """Yield the problems of all item specifics; missing ones all at once.

    :param soon: what eBay requires within this time is a warning
    """
    category = content.category
    if category is None:
        return
    known = category.aspects
    axes = {name for sku in content.skus for name in sku.axes}
    for name, values in content.aspects.items():
        yield from _check_values(known.get(name), name, values, content.aspects, 0)
        if name in axes:
            yield Problem("invalid_aspect_is_axis", name, details={"name": name})
    for sku in content.skus:
        own = {name: [value] for name, value in sku.axes.items()}
        together = {**content.aspects, **sku.aspects, **own}
        for name, values in {**sku.aspects, **own}.items():
            yield from _check_values(
                known.get(name), name, values, together, sku.record_id
            )
    given = {name for name, values in content.aspects.items() if any(values)}
    for aspect in known.values():
        lacking = [
            sku
            for sku in content.skus
            if aspect.name not in given
            and not sku.axes.get(aspect.name)
            and not any(sku.aspects.get(aspect.name) or ())
        ]
        if not lacking and (content.skus or aspect.name in given):
            continue
        details = {"name": aspect.name}
        if aspect.required:
            yield Problem("missing_aspect", aspect.name, details=details)
        elif aspect.required_by and aspect.required_by <= today + soon:
            yield Problem(
                "missing_aspect_soon",
                aspect.name,
                WARNING,
                details={**details, "date": aspect.required_by.isoformat()},
            )


def _check_values(
    aspect: Aspect | None,
    name: str,
    values: list[str],
    together: dict[str, list[str]],
    sku_id: int,
) -> Iterator[Problem]:
    """Yield the problems of the values of one item specific."""
    details = {"name": name}
    values = [value for value in values if value]
    if len(name) > NAME_LENGTH and aspect is None:
        yield Problem(
            "invalid_aspect_name",
            name,
            sku_id=sku_id,
            details={**details, "limit": NAME_LENGTH},
        )
    limit = aspect.max_length if aspect else ASPECT_LENGTH
    for value in values:
        if len(value) > limit:
            yield Problem(
                "invalid_aspect_length",
                name,
                sku_id=sku_id,
                details={**details, "value": value, "limit": limit},
            )
    if aspect is None:
        return
    if len(values) > 1 and not aspect.multiple:
        yield Problem("invalid_aspect_count", name, sku_id=sku_id, details=details)
    for value in values:
        details = {"name": name, "value": value}
        if aspect.closed and value not in aspect.values:
            yield Problem("invalid_aspect_value", name, sku_id=sku_id, details=details)
        elif not _has_format(aspect, value):
            yield Problem("invalid_aspect_format", name, sku_id=sku_id, details=details)
        for other, allowed in aspect.values.get(value, {}).items():
            if not set(together.get(other) or ()) & allowed:
                yield Problem(
                    "invalid_aspect_combination",
                    name,
                    sku_id=sku_id,
                    details={
                        **details,
                        "other": other,
                        "allowed": ", ".join(sorted(allowed)),
                    },
                )


def _has_format(aspect: Aspect, value: str) -> bool:
    if aspect.data_type == "DATE":
        pattern = DATE_FORMATS.get(aspect.data_format)
        return not pattern or bool(pattern.fullmatch(value))
    if aspect.data_type == "NUMBER":
        pattern = WHOLE_NUMBER if aspect.data_format == "int32" else NUMBER
        return bool(pattern.fullmatch(value))
    return True
