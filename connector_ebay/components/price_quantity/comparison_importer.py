# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from odoo.addons.component.core import Component

from ...tools.stored_text import StoredText


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
            description=StoredText._("Compare all with eBay: page %s", run.page + 1),
            flow=self._flow,
        ).compare_page(run, run.page)

    def _on_finished(self) -> None:
        """Report the differences."""
        self.env["ebay.take.over"].sudo()._report(self.ebay_run)
