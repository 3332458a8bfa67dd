# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections.abc import Iterator

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.tools.metrics import Metric

HELD = """
    SELECT backend_id, count(*) FROM ebay_sale_order
    WHERE import_state = 'held' AND backend_id = ANY(%(backend_ids)s)
    GROUP BY backend_id
"""


class EbayOrderMetrics(Component):
    """Count the orders that wait for a person."""

    _name = "ebay.order.metrics"
    _inherit = "ebay.metrics.collector"

    def collect(self) -> Iterator[Metric]:
        """Yield the number of held orders of each account."""
        metric = Metric(
            "ebay_orders_held",
            "gauge",
            "Orders that are held until a person decides.",
            ("backend",),
        )
        held = dict(self._rows(HELD))
        for backend in self.names.values():
            metric.add((backend,), held.get(backend, 0))
        yield metric
