# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Data of the small charts of the dashboard, as Odoo's widget expects it."""

from datetime import datetime, timedelta
from typing import Any

#: Length of the charts by hour and by day.
CHART_HOURS = 24
CHART_DAYS = 14


def bar_chart(labels: list[str], values: list[float], key: str) -> list[dict[str, Any]]:
    """Return the data of a bar chart for the widget ``dashboard_graph``.

    :param key: what the values are, shown with a bar
    """
    rows = [
        {"label": label, "value": value, "type": "past"}
        for label, value in zip(labels, values, strict=True)
    ]
    return [{"values": rows, "key": key, "title": "", "is_sample_data": False}]


def hours_until(now: datetime) -> list[datetime]:
    """Return the beginnings of the last 24 hours, the current one last."""
    last = now.replace(minute=0, second=0, microsecond=0)
    return [last - timedelta(hours=back) for back in reversed(range(CHART_HOURS))]
