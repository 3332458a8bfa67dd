# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.components.price_quantity.seen_values import SeenPage
from odoo.addons.connector_ebay.tools.stored_text import StoredText


class EbayStockBatchImporter(Component):
    """Import eBay's quantities, one page of listings at a time.

    The quantities are stored on the SKUs, where the report of differences finds them.
    While eBay is the master, the stock of the products follows.
    """

    _name = "ebay.stock.batch.importer"
    _inherit = "ebay.seen.batch.importer"
    _apply_on = "ebay.product.product"
    _flow = "stock"

    def enqueue_page(self) -> None:
        """Enqueue the job for the current page of the run."""
        run = self.ebay_run
        self.model._ebay_delay(
            "import",
            run._job_key(),
            backend=self.backend,
            description=StoredText._("Compare eBay's stock: page %s", run.page + 1),
            flow=self._flow,
        ).import_stock_page(run, run.page)

    def _use_page(self, seen: SeenPage) -> tuple[int, StoredText]:
        """Adjust the products' stock to eBay's quantities while eBay is the master."""
        adjusted = 0
        if self.backend.stock_master == "ebay":
            adjuster = self.component(usage="stock.adjuster")
            adjusted = adjuster.adjust(seen.skus.odoo_id, self.ebay_run)
        return adjusted, StoredText._(
            "%(skus)s SKUs read, %(changed)s changed on eBay, %(adjusted)s products "
            "adjusted in Odoo.",
            skus=len(seen.skus),
            changed=seen.changed,
            adjusted=adjusted,
        )
