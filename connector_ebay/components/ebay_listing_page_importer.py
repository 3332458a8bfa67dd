# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging

from psycopg2 import OperationalError
from psycopg2.errors import UniqueViolation

from odoo.addons.component.core import Component
from odoo.addons.queue_job.exception import RetryableJobError

from ..exceptions import EbayRetry
from .ebay_product_template_importer import Counts

_logger = logging.getLogger(__name__)

#: Times a page is tried again as a whole when a unique constraint refuses it.
UNIQUE_TRIES = 3


class EbayListingPageImporter(Component):
    """Imports a page so that a bad listing fails alone.

    Of a page that fails, the halves are tried, and their halves: the listing that is
    at fault gets a job of its own, which then fails with the reason.
    """

    _name = "ebay.listing.page.importer"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.template"
    _usage = "page.importer"

    def run(self, listings):
        """Import these listings: :class:`Counts`."""
        try:
            with self.env.cr.savepoint():
                return self.component(usage="record.importer").import_many(listings)
        except (RetryableJobError, OperationalError):
            raise
        except UniqueViolation as error:
            # Most likely written by another worker since this one began.
            attempt = self.backend._ebay_job_attempt()
            if attempt < UNIQUE_TRIES:
                raise EbayRetry(str(error), seconds=attempt) from error
            return self._split(listings, error)
        except Exception as error:
            return self._split(listings, error)

    def _split(self, listings, error):
        if len(listings) > 1:
            middle = len(listings) // 2
            return self.run(listings[:middle]) + self.run(listings[middle:])
        item_id = listings[0]["item_id"]
        _logger.warning(
            "eBay backend %s: listing %s failed in its page: %s",
            self.backend.id,
            item_id,
            type(error).__name__,
        )
        self.enqueue_one(item_id)
        return Counts(failed=1)

    def enqueue_one(self, item_id):
        """A job that imports one listing."""
        self.model._ebay_delay(
            "import",
            f"listing:{item_id}",
            backend=self.backend,
            description=self.env._("Import listing %s", item_id),
        ).import_record(self.backend, item_id)
