# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

import logging

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.tools.stored_text import StoredText

_logger = logging.getLogger(__name__)


class EbayStockBatchImporter(Component):
    """Import eBay's quantities, one page of listings at a time.

    The quantities are stored on the SKUs, where the report of differences finds them.
    While eBay is the master, the stock of the products follows.
    """

    _name = "ebay.stock.batch.importer"
    _inherit = "ebay.batch.importer"
    _apply_on = "ebay.product.product"
    _flow = "stock"

    def enqueue_page(self) -> None:
        """Enqueue the job for the current page of the run."""
        run = self.ebay_run
        self.model._ebay_delay(
            "import",
            run._job_key(),
            backend=self.backend,
            description=self.env._("Compare eBay's stock: page %s", run.page + 1),
            flow=self._flow,
        ).import_stock_page(run, run.page)

    def run_page(self, page: int) -> str:
        """Import a page and enqueue the next one; return a sentence for the job.

        :param page: number of the page, from 0
        """
        run = self.ebay_run
        if not run._is_current("stock", page):
            return StoredText._("This page is done already.")
        if not page:
            # Units that were just sold must be reserved, not missing.
            self.component(
                usage="recent.orders", model_name="ebay.backend"
            ).import_recent()
        seen = self.component(usage="seen.values").read_page(run)
        adjusted = 0
        if self.backend.stock_master == "ebay":
            adjuster = self.component(usage="stock.adjuster")
            adjusted = adjuster.adjust(seen.skus.odoo_id, run)
        progress = {
            **seen.values,
            "failed": run.failed + len(seen.unreadable),
            "updated": run.updated + adjusted,
            "unchanged": run.unchanged + len(seen.skus) - seen.changed,
        }
        if not seen.is_last:
            self.next_page("stock", page + 1, **progress)
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
        _logger.info(
            "eBay backend %s: flow stock, page %s, %s SKUs, %s changed, %s adjusted",
            self.backend.id,
            page + 1,
            len(seen.skus),
            seen.changed,
            adjusted,
        )
        return StoredText._(
            "%(skus)s SKUs read, %(changed)s changed on eBay, %(adjusted)s products "
            "adjusted in Odoo.",
            skus=len(seen.skus),
            changed=seen.changed,
            adjusted=adjusted,
        )
