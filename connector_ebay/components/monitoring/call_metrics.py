# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections.abc import Iterator

from odoo.addons.component.core import Component

from ...tools.metrics import BUCKETS_MS, Metric

CALLS = """
    SELECT backend_id, api_name, flow, status, count(*)
    FROM ebay_api_call
    WHERE backend_id = ANY(%(backend_ids)s)
    GROUP BY backend_id, api_name, flow, status
"""

DURATIONS = """
    SELECT backend_id, api_name,
           width_bucket(duration - 1, %(limits)s), count(*), sum(duration)
    FROM ebay_api_call
    WHERE backend_id = ANY(%(backend_ids)s)
    GROUP BY 1, 2, 3
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
        for backend, api, flow, status, count in self._rows(CALLS):
            calls.add((backend, api, flow, status), count)
        yield calls
        yield self._durations()

    def _durations(self) -> Metric:
        metric = Metric(
            "ebay_call_seconds",
            "histogram",
            "Durations of calls to eBay.",
            ("backend", "api"),
        )
        counts: dict[tuple[str, str], list[int]] = {}
        seconds: dict[tuple[str, str], float] = {}
        rows = self._rows(DURATIONS, limits=list(BUCKETS_MS))
        for backend, api, bucket, count, duration in rows:
            key = (backend, api)
            counts.setdefault(key, [0] * (len(BUCKETS_MS) + 1))[bucket] += count
            seconds[key] = seconds.get(key, 0) + (duration or 0) / 1000
        for key, own in counts.items():
            cumulated = [sum(own[: index + 1]) for index in range(len(own))]
            metric.add(key, (cumulated, seconds[key]))
        return metric
