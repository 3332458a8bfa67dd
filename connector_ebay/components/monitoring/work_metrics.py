# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections.abc import Iterator
from datetime import UTC

from odoo.addons.component.core import Component

from ...tools.metrics import Metric

#: States of jobs that are not over. The others are only history.
OPEN_STATES = ("wait_dependencies", "pending", "enqueued", "started", "failed")

JOBS = """
    SELECT ebay_backend_id, channel, state, count(*)
    FROM queue_job
    WHERE ebay_backend_id = ANY(%(backend_ids)s) AND state = ANY(%(states)s)
    GROUP BY ebay_backend_id, channel, state
"""

SKUS = """
    SELECT backend_id, state, count(*) FROM ebay_sku_sync
    WHERE backend_id = ANY(%(backend_ids)s)
    GROUP BY backend_id, state
"""

ALERTS = """
    SELECT backend_id, code, count(*) FROM ebay_alert
    WHERE state = 'open' AND backend_id = ANY(%(backend_ids)s)
    GROUP BY backend_id, code
"""


class EbayWorkMetrics(Component):
    """Measure flows, jobs, SKUs, budgets and open alerts."""

    _name = "ebay.work.metrics"
    _inherit = "ebay.metrics.collector"

    def collect(self) -> Iterator[Metric]:
        """Yield each metric with the samples of all accounts."""
        yield from self._flows()
        yield self._jobs()
        yield self._skus()
        yield self._alerts()
        yield from self._budgets()

    def _flows(self) -> Iterator[Metric]:
        success = Metric(
            "ebay_last_success_timestamp_seconds",
            "gauge",
            "When a flow last succeeded, in seconds since 1970.",
            ("backend", "flow"),
        )
        lag = Metric(
            "ebay_lag_seconds",
            "gauge",
            "Usual time from a change until it has arrived on the other side.",
            ("backend", "flow"),
        )
        names = self.names
        flows = self.env["ebay.flow"].search_fetch(
            [("backend_id", "in", self.collection.ids)],
            ["backend_id", "flow", "last_success_at"],
        )
        for row in flows:
            labels = (names[row.backend_id.id], row.flow)
            if row.last_success_at:
                moment = row.last_success_at.replace(tzinfo=UTC)
                success.add(labels, moment.timestamp())
                lag.add(labels, row.lag_seconds)
        yield success
        yield lag

    def _jobs(self) -> Metric:
        metric = Metric(
            "ebay_jobs",
            "gauge",
            "Jobs that are not over, and those that failed.",
            ("backend", "channel", "state"),
        )
        for backend, channel, state, count in self._rows(
            JOBS, states=list(OPEN_STATES)
        ):
            metric.add((backend, channel, state), count)
        return metric

    def _skus(self) -> Metric:
        metric = Metric(
            "ebay_skus",
            "gauge",
            "SKUs by the state of their price and quantity on eBay.",
            ("backend", "state"),
        )
        counts = {(backend, state): count for backend, state, count in self._rows(SKUS)}
        states = self.env["ebay.sku.sync"]._fields["state"].get_values(self.env)
        for backend in self.names.values():
            for state in states:
                metric.add((backend, state), counts.get((backend, state), 0))
        return metric

    def _alerts(self) -> Metric:
        metric = Metric("ebay_alerts", "gauge", "Open alerts.", ("backend", "code"))
        found = {(backend, code): count for backend, code, count in self._rows(ALERTS)}
        codes = self.env["ebay.alert"]._fields["code"].get_values(self.env)
        for backend in self.names.values():
            for code in codes:
                metric.add((backend, code), found.get((backend, code), 0))
        return metric

    def _budgets(self) -> Iterator[Metric]:
        used = Metric(
            "ebay_budget_used",
            "gauge",
            "Calls of the last ten minutes that count against the budget.",
            ("backend", "lane"),
        )
        limit = Metric(
            "ebay_budget_limit",
            "gauge",
            "Calls in ten minutes that the budget allows; 0 is no limit.",
            ("backend", "lane"),
        )
        for backend in self.collection:
            name = self.names[backend.id]
            for lane, (count, allowed) in backend._budget_used().items():
                used.add((name, lane), count)
                limit.add((name, lane), allowed)
        yield used
        yield limit
