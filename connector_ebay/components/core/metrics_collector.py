# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from collections.abc import Iterator
from typing import Any

from odoo.addons.component.core import AbstractComponent

from ...tools.metrics import Metric


class EbayMetricsCollector(AbstractComponent):
    """Collect metrics of all accounts at once: a few grouped queries each.

    An add-on adds metrics by adding a component that inherits this one.
    """

    _name = "ebay.metrics.collector"
    _inherit = "ebay.base"
    _usage = "metrics.collector"
    _apply_on = "ebay.backend"

    def collect(self) -> Iterator[Metric]:
        """Yield each metric with the samples of all accounts."""
        raise NotImplementedError(self._name)

    @property
    def names(self) -> dict[int, str]:
        """Return each account's label: its name, with its id if others share it."""
        names = self.collection.mapped("name")
        return {
            backend.id: (
                backend.name
                if names.count(backend.name) == 1
                else f"{backend.name} ({backend.id})"
            )
            for backend in self.collection
        }

    def _rows(self, query: str, **parameters: Any) -> list[tuple[Any, ...]]:
        """Return the rows of a query, whose first column is the id of an account.

        The account is replaced by its label; rows of other accounts are left out.
        """
        names = self.names
        self.env.cr.execute(query, {"backend_ids": list(names), **parameters})
        return [
            (names[row[0]], *row[1:])
            for row in self.env.cr.fetchall()
            if row[0] in names
        ]
