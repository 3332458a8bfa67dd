# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Metrics for Prometheus: what collectors return, and the text that is made of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from .call_statistics import BUCKETS_MS

try:
    from prometheus_client import CollectorRegistry, exposition
    from prometheus_client.core import (
        CounterMetricFamily,
        GaugeMetricFamily,
        HistogramMetricFamily,
    )
except ImportError:
    HAS_PROMETHEUS_CLIENT = False
else:
    HAS_PROMETHEUS_CLIENT = True

#: Media type of Prometheus' text format.
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class PrometheusMissingError(Exception):
    """The Python package ``prometheus-client`` is not installed."""


@dataclass
class Metric:
    """One metric with its samples.

    :ivar kind: ``counter``, ``gauge`` or ``histogram``
    :ivar samples: label values and value; of a histogram the value is the cumulated
        counts of its buckets (the open one last) and the sum
    """

    name: str
    kind: str
    text: str
    labels: tuple[str, ...]
    samples: list[tuple[tuple[str, ...], Any]] = field(default_factory=list)

    def add(self, labels: tuple[Any, ...], value: Any) -> None:
        """Add one sample."""
        self.samples.append(
            (tuple("" if one is None else str(one) for one in labels), value)
        )

    def family(self) -> Any:
        """Return the metric as ``prometheus-client`` wants it."""
        if self.kind == "histogram":
            limits = [*(str(limit / 1000) for limit in BUCKETS_MS), "+Inf"]
            histogram = HistogramMetricFamily(self.name, self.text, labels=self.labels)
            for labels, (counts, total) in self.samples:
                buckets = list(zip(limits, counts, strict=True))
                histogram.add_metric(labels, buckets=buckets, sum_value=total)
            return histogram
        make = CounterMetricFamily if self.kind == "counter" else GaugeMetricFamily
        plain = make(self.name.removesuffix("_total"), self.text, labels=self.labels)
        for labels, value in self.samples:
            plain.add_metric(labels, value)
        return plain


class _Families:
    """Give a registry the families of metrics."""

    def __init__(self, metrics: Iterable[Metric]):
        self._metrics = list(metrics)

    def describe(self) -> list[Any]:
        """Return nothing: the registry then does not collect to learn the names."""
        return []

    def collect(self) -> Iterable[Any]:
        """Yield each metric."""
        for metric in self._metrics:
            yield metric.family()


def render(metrics: Iterable[Metric]) -> bytes:
    """Return the metrics in Prometheus' text format.

    :raise PrometheusMissingError: ``prometheus-client`` is not installed
    """
    if not HAS_PROMETHEUS_CLIENT:
        raise PrometheusMissingError("pip install prometheus-client")
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Families(metrics))
    return exposition.generate_latest(registry)
