# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging
from datetime import datetime, timedelta

from psycopg2 import OperationalError

from odoo import SUPERUSER_ID

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.exceptions import EbayRefused
from odoo.addons.queue_job.exception import RetryableJobError

_logger = logging.getLogger(__name__)

#: The window of orders that is read begins this much before the end of the last run.
WINDOW_OVERLAP = timedelta(minutes=3)

#: A longer window is left to the import of orders.
LONGEST_WINDOW = timedelta(hours=6)


class EbayRecentOrdersImporter(Component):
    """Import the newest orders, so that units just sold are not offered again."""

    _inherit = "ebay.recent.orders.importer"

    def import_recent(self) -> bool:
        """Import the orders placed since the last run, within this transaction.

        The scheduled import stays behind eBay's current time; here every second
        counts. If this is not possible, the scheduled import is started.

        :return: whether all sales are known; if not, quantities may only be lowered
        """
        last = self.env["ebay.run"].sudo()._last_done(self.backend, "orders")
        now = self.backend._ebay_now()
        if not last or now - last.window_to > LONGEST_WINDOW:
            self._start_import()
            return False
        try:
            with self.env.cr.savepoint():
                return self._import_since(last.window_to - WINDOW_OVERLAP)
        except OperationalError:
            raise
        except (RetryableJobError, EbayRefused) as error:
            _logger.info(
                "eBay backend %s: flow offers, orders could not be read: %s",
                self.backend.id,
                type(error).__name__,
            )
        except Exception as error:
            # One order that cannot be imported: its own import reports the reason.
            _logger.info(
                "eBay backend %s: flow offers, orders could not be imported: %s",
                self.backend.id,
                type(error).__name__,
            )
            self._start_import()
        return False

    def _import_since(self, since: datetime) -> bool:
        """Import the first page of orders; return whether there is no other page."""
        adapter = self.component(usage="backend.adapter", model_name="ebay.sale.order")
        # Without an end: the last second counts, and eBay refuses an end in the future.
        page = adapter.read_page(since, None)
        importer = self.component(usage="record.importer", model_name="ebay.sale.order")
        importer.import_many(page.orders)
        if page.total > len(page.orders):
            self._start_import()
            return False
        return True

    def _start_import(self) -> None:
        """Start the import of orders; its result is told to nobody.

        Whoever has pressed another button has not asked for it.
        """
        self.backend.with_user(SUPERUSER_ID).import_orders()
