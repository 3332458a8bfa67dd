# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models


class EbayProductProduct(models.Model):
    """Import the quantities of SKUs in jobs."""

    _inherit = "ebay.product.product"

    @api.private
    def import_stock_page(self, run, page):
        """Compare a page of eBay's quantities with Odoo"""
        run = run.with_env(self.env)
        with self._ebay_work(run.backend_id, ebay_run=run) as work:
            return work.component(usage="batch.importer").run_page(run.phase, page)
