# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections.abc import Iterator

from odoo.addons.component.core import Component

from ...tools.call_statistics import BUCKETS_MS
from ...tools.metrics import Metric

#: Summed up by hour when they are logged: the sums only grow, whatever is deleted.
CALLS = f"""
    SELECT backend_id, api_name, flow, status, sum(calls), sum(duration_ms),
           {", ".join(f"sum(within_{ms})" for ms in BUCKETS_MS)}
    FROM ebay_api_call_hour
    WHERE backend_id = ANY(%(backend_ids)s)
    GROUP BY backend_id, api_name, flow, status
"""


class EbayCallMetrics(Component):
    """Count calls to eBay and their durations."""

    _name = "ebay.call.metrics"
    _inherit = "ebay.metrics.collector"

    def collect(self) -> Iterator[Metric]:
        """Yield the counter of calls and the histogram of their durations."""
        calls = Metric(
            "ebay_calls_total",
            "counter",
            "Calls to eBay.",
            ("backend", "api", "flow", "status"),
        )
        durations = Metric(
            "ebay_call_seconds",
            "histogram",
            "Durations of calls to eBay.",
            ("backend", "api"),
        )
        totals: dict[tuple[str, str], list[int]] = {}
        for backend, api, flow, status, count, duration, *within in self._rows(CALLS):
            calls.add((backend, api, flow, status), count)
            row = [*within, count, duration]
            known = totals.get((backend, api), [0] * len(row))
            totals[backend, api] = [sum(pair) for pair in zip(known, row, strict=True)]
        for labels, (*counts, milliseconds) in totals.items():
            durations.add(labels, (counts, milliseconds / 1000))
        yield calls
        yield durations
