# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from contextlib import contextmanager

from odoo import api, models

from ..personal_sql import personal_sql

#: Orders a job, where they are named by their ids: as many as eBay takes in a call.
NAMED_SIZE = 50

#: Seconds by which details wait for more orders of which they are due.
DETAILS_DELAY = 20


class EbaySaleOrder(models.Model):
    """The jobs about orders, and what enqueues them."""

    _inherit = "ebay.sale.order"

    @contextmanager
    def _ebay_work(self, backend=None, **attributes):
        """With what a buyer is called kept out of the log."""
        with personal_sql(), super()._ebay_work(backend, **attributes) as work:
            yield work

    @api.model
    def _enqueue_record(self, backend, order_id, force=False, eta=None):
        """Enqueue the import of one order."""
        return self._ebay_delay(
            "import",
            f"order:{order_id}:{'force' if force else 'news'}",
            backend=backend,
            eta=eta,
            description=self.env._("Import eBay order %s", order_id),
        ).import_record(backend, order_id, force)

    @api.model
    def _enqueue_named(self, backend, order_ids, eta):
        """Enqueue the import of these orders: another worker was at them."""
        for start in range(0, len(order_ids), NAMED_SIZE):
            part = sorted(order_ids)[start : start + NAMED_SIZE]
            self._ebay_delay(
                "import",
                f"orders:{part[0]}:{part[-1]}:{len(part)}",
                backend=backend,
                eta=eta,
                description=self.env._("Import %s eBay orders", len(part)),
            ).import_named(backend, part)

    @api.model
    def _enqueue_details(self, backend):
        """Enqueue the read of what eBay's lists leave out, behind all imports."""
        self._ebay_delay(
            "details",
            "orders:details",
            backend=backend,
            eta=DETAILS_DELAY,
            description=self.env._("Read details of eBay orders"),
        ).import_details(backend)

    def _enqueue_record_details(self):
        """Enqueue the read of what eBay tells of this order only by itself."""
        self.ensure_one()
        self._ebay_delay(
            "details",
            f"order:{self.external_id}:details",
            description=self.env._("Read details of eBay order %s", self.external_id),
        ).import_record_details()

    def import_window(self, run):
        """Look for eBay orders and import them, or enqueue their pages"""
        with self._ebay_work(run.backend_id, ebay_run=run) as work:
            return work.component(usage="batch.importer").run_window()

    def import_page(self, run, page, total):
        """Import one page of eBay orders"""
        with self._ebay_work(run.backend_id, ebay_run=run) as work:
            return work.component(usage="batch.importer").run_page(page, total)

    def import_record(self, backend, order_id, force=False):
        """Import one eBay order"""
        with self._ebay_work(backend) as work:
            return work.component(usage="record.importer").run(order_id, force)

    def import_named(self, backend, order_ids):
        """Import some eBay orders"""
        with self._ebay_work(backend) as work:
            return work.component(usage="batch.importer").run_named(order_ids)

    def import_details(self, backend):
        """Read what eBay's lists of orders leave out"""
        with self._ebay_work(backend) as work:
            return work.component(usage="details.importer").run()

    def import_record_details(self):
        """Read what eBay tells of an order only by itself"""
        with self._ebay_work() as work:
            return work.component(usage="details.importer").run_record(self.external_id)
