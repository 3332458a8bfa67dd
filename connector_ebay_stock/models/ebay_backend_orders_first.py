# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging
from datetime import timedelta

from psycopg2 import OperationalError

from odoo import models

from odoo.addons.connector_ebay.exceptions import EbayRefused
from odoo.addons.queue_job.exception import RetryableJobError

_logger = logging.getLogger(__name__)

#: Two looks overlap by this much.
OVERLAP = timedelta(minutes=3)

#: A longer gap is for the import of orders itself.
LONGEST_GAP = timedelta(hours=6)


class EbayBackend(models.Model):
    """Orders before stock: what was just sold is never offered again."""

    _inherit = "ebay.backend"

    def _orders_first(self):
        """Bring in the orders eBay has taken since the last look, in this job.

        The scheduled import keeps its distance from eBay's now; here every second
        counts, and that import brings in what was missed.

        :return: false if that was not possible: quantities are then only lowered
        """
        last = self.env["ebay.run"].sudo()._last_done(self, "orders")
        now = self._ebay_now()
        if not last or now - last.window_to > LONGEST_GAP:
            self.import_orders()
            return False
        try:
            with self.env.cr.savepoint():
                return self._read_orders(last.window_to - OVERLAP)
        except OperationalError:
            raise
        except (RetryableJobError, EbayRefused) as error:
            _logger.info(
                "eBay backend %s: flow offers, orders could not be read: %s",
                self.id,
                type(error).__name__,
            )
        except Exception as error:
            # One bad order: their own import finds it, and tells why.
            _logger.info(
                "eBay backend %s: flow offers, orders could not be imported: %s",
                self.id,
                type(error).__name__,
            )
            self.import_orders()
        return False

    def _read_orders(self, since):
        with self.work_on("ebay.sale.order") as work:
            adapter = work.component(usage="backend.adapter")
            # Without an end: the last second counts, and eBay refuses a future one.
            page = adapter.read_page(since, None)
            work.component(usage="record.importer").import_many(page.orders)
        if page.total > len(page.orders):
            self.import_orders()
            return False
        return True
