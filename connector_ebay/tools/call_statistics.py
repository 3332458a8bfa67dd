# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Sum up calls by hour, so that figures over time need no single calls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

#: Upper limits of the classes of durations, in milliseconds.
BUCKETS_MS = (50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000)


class CallKey(NamedTuple):
    """What calls are summed up by."""

    backend_id: int
    hour: datetime
    api_name: str
    flow: str
    endpoint: str
    status: int


def sum_up(calls: Iterable[dict[str, Any]]) -> list[tuple[CallKey, list[int]]]:
    """Return the sums of calls, sorted by key.

    Workers that write rows in the same order wait for each other; in different orders
    they would deadlock.

    :param calls: dicts with the fields of ``ebay.api.call``
    :return: key and [calls, errors, milliseconds, calls within each bucket, …]
    """
    sums: dict[CallKey, list[int]] = {}
    for call in calls:
        key = CallKey(
            call["backend_id"],
            call["called_at"].replace(minute=0, second=0, microsecond=0),
            call["api_name"] or "",
            call["flow"] or "",
            call["endpoint"] or "",
            call["status"],
        )
        row = sums.setdefault(key, [0] * (3 + len(BUCKETS_MS)))
        row[0] += 1
        row[1] += bool(call["error"])
        row[2] += call["duration"]
        for number, limit in enumerate(BUCKETS_MS, 3):
            row[number] += call["duration"] <= limit
    return sorted(sums.items())


def percentile(counts: Sequence[int], total: int, share: float) -> float:
    """Return the milliseconds within which a share of the calls was answered.

    :param counts: calls within each of :data:`BUCKETS_MS`, cumulated
    :param total: all calls
    """
    wanted, before, lower = share * total, 0, 0
    for limit, count in zip(BUCKETS_MS, counts, strict=True):
        if count >= wanted:
            inside = count - before
            part = (wanted - before) / inside if inside else 1.0
            return lower + part * (limit - lower)
        before, lower = count, limit
    return float(BUCKETS_MS[-1])
