# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any

from odoo.addons.component.core import Component

from ...tools.stored_text import StoredText
from .seen_values import SeenPage


class EbayComparisonBatchImporter(Component):
    """Read the prices and quantities of all listings, and report what differs.

    Nothing is changed, neither in Odoo nor on eBay. The report says for each difference
    which side is right.
    """

    _name = "ebay.comparison.batch.importer"
    _inherit = "ebay.seen.batch.importer"
    _apply_on = "ebay.sku.sync"
    _flow = "comparison"

    def enqueue_page(self) -> None:
        """Enqueue the job for the current page of the run."""
        run = self.ebay_run
        self.model._ebay_delay(
            "import",
            run._job_key(),
            backend=self.backend,
            description=self.env._("Compare all with eBay: page %s", run.page + 1),
            flow=self._flow,
        ).compare_page(run, run.page)

    def _use_page(self, seen: SeenPage) -> tuple[int, Any]:
        """Count what has changed on eBay."""
        return seen.changed, StoredText._(
            "%(skus)s SKUs read, %(changed)s changed on eBay.",
            skus=len(seen.skus),
            changed=seen.changed,
        )

    def _on_finished(self) -> None:
        """Report the differences."""
        self.env["ebay.take.over"].sudo()._report(self.ebay_run)
