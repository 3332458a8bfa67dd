# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

import logging

from odoo.addons.component.core import Component

from ...tools.stored_text import StoredText

_logger = logging.getLogger(__name__)


class EbayComparisonBatchImporter(Component):
    """Read the prices and quantities of all listings, and report what differs.

    Nothing is changed, neither in Odoo nor on eBay. The report says for each difference
    which side is right.
    """

    _name = "ebay.comparison.batch.importer"
    _inherit = "ebay.batch.importer"
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

    def process_page(self, phase: str, page: int) -> str:
        """Read a page and enqueue the next one; report the differences at the end."""
        run = self.ebay_run
        if not page:
            # Units that were just sold are no difference.
            self.component(
                usage="recent.orders", model_name="ebay.backend"
            ).import_recent()
        seen = self.component(
            usage="seen.values", model_name="ebay.product.product"
        ).read_page(run)
        progress = {
            **seen.values,
            "failed": run.failed + len(seen.unreadable),
            "updated": run.updated + seen.changed,
            "unchanged": run.unchanged + len(seen.skus) - seen.changed,
        }
        if not seen.is_last:
            self.next_page(phase, page + 1, **progress)
        else:
            run.write(
                {
                    **progress,
                    "page": page + 1,
                    "state": "done",
                    "seen": False,
                    "ended_at": self.backend._ebay_now(),
                }
            )
            self.env["ebay.take.over"].sudo()._report(run)
        _logger.info(
            "eBay backend %s: flow comparison, page %s, %s SKUs, %s changed on eBay",
            self.backend.id,
            page + 1,
            len(seen.skus),
            seen.changed,
        )
        return StoredText._(
            "%(skus)s SKUs read, %(changed)s changed on eBay.",
            skus=len(seen.skus),
            changed=seen.changed,
        )
