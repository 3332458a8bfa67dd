# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models


class EbayProductProduct(models.Model):
    _inherit = "ebay.product.product"

    def import_stock_page(self, run, page):
        """Compare a page of eBay's quantities with Odoo's"""
        run = run.with_env(self.env)
        with self._ebay_work(run.backend_id, ebay_run=run) as work:
            return work.component(usage="stock.importer").run_page(page)
