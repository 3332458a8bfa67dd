# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models


class EbayBackend(models.Model):
    """eBay's quantities into Odoo, or, once Odoo is right, into the drift report."""

    _inherit = "ebay.backend"

    def import_stock(self):
        """Read eBay's quantities: written to Odoo, or reported where they differ."""
        self._check_can_run()
        for backend in self:
            now = backend._ebay_now().replace(microsecond=0)
            run, is_new = (
                self.env["ebay.run"]
                .sudo()
                ._get_or_create(
                    backend,
                    {
                        "flow": "stock",
                        "kind": "full",
                        "phase": "stock",
                        "window_from": now,
                        "window_to": now,
                    },
                )
            )
            if not run or (not is_new and run._resume()):
                continue
            with backend.work_on("ebay.product.product", ebay_run=run) as work:
                work.component(usage="stock.importer").enqueue()
        return True

    @api.model
    def _cron_import_stock(self):
        """Follow eBay's quantities, or look where they have drifted."""
        self._running().import_stock()
