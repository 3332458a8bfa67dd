# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging

from odoo.addons.component.core import Component

_logger = logging.getLogger(__name__)


class EbayStockImporter(Component):
    """Takes a run over eBay's quantities one page of listings further.

    What eBay has is noted on the SKUs, where the drift report finds it. While eBay is
    right, the products' stock follows.
    """

    _name = "ebay.stock.importer"
    _inherit = ["base.importer", "ebay.base"]
    _apply_on = "ebay.product.product"
    _usage = "stock.importer"

    @property
    def ebay_run(self):
        return self.work.ebay_run

    def enqueue(self):
        """Enqueue the job for the page whose turn it is."""
        run = self.ebay_run
        self.model._ebay_delay(
            "import",
            run._job_key(),
            backend=self.backend,
            description=self.env._("Compare eBay's stock: page %s", run.page + 1),
        ).import_stock_page(run, run.page)

    def run_page(self, page):
        """Read and compare a page; move the run on, enqueue the next page."""
        run = self.ebay_run
        if not run._is_current("stock", page):
            return self.env._("This page is done already.")
        if not page:
            # What was sold a moment ago is reserved, not missing.
            self.component(
                usage="recent.orders", model_name="ebay.backend"
            ).import_recent()
        listings = self.component(
            usage="backend.adapter", model_name="ebay.product.template"
        )
        answer = listings.read_page(run.window_from, page + 1)
        rows = {
            external_id: row
            for listing in answer.listings
            if listing["listing_status"] == "Active"
            for external_id, row in listings.sku_rows(listing)
        }
        skus = self.model.search(
            [("backend_id", "=", self.backend.id), ("external_id", "in", list(rows))]
        )
        changed = self._note_seen(skus, rows)
        adjusted = 0
        if self.backend.stock_master == "ebay":
            adjuster = self.component(usage="stock.adjuster")
            adjusted = adjuster.adjust(skus.odoo_id, run)
        more = answer.has_more or page + 1 < answer.total_pages
        run.write(
            {
                "page": page + 1,
                "total": answer.total_entries,
                "done": run.done + len(answer.listings),
                "updated": run.updated + adjusted,
                "unchanged": run.unchanged + len(skus) - changed,
                "state": "running" if more else "done",
                "ended_at": not more and self.backend._ebay_now(),
            }
        )
        if more:
            self.enqueue()
        _logger.info(
            "eBay backend %s: flow stock, page %s, %s SKUs, %s changed, %s adjusted",
            self.backend.id,
            page + 1,
            len(skus),
            changed,
            adjusted,
        )
        return self.env._(
            "%(skus)s SKUs read, %(changed)s changed on eBay, %(adjusted)s products "
            "adjusted in Odoo.",
            skus=len(skus),
            changed=changed,
            adjusted=adjusted,
        )

    def _note_seen(self, skus, rows):
        """Write what eBay has where it is another; how many there are."""
        sold_before = {}
        for sku in skus:
            row = rows[sku.external_id]
            values = {
                "quantity": row["available"],
                "quantity_sold": row["quantity_sold"],
            }
            if row["price"] is not None:
                values["price"] = float(row["price"])
            if any(abs(sku[name] - value) > 0.000001 for name, value in values.items()):
                sold_before[sku.id] = sku.quantity_sold
                sku.write({**values, "sync_date": self.backend._ebay_now()})
        skus.browse(sold_before)._check_drift(sold_before)
        return len(sold_before)
