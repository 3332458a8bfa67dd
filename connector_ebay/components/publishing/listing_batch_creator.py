# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

import logging
from typing import Any

from psycopg2 import OperationalError

from odoo.addons.component.core import Component
from odoo.addons.queue_job.exception import JobError

_logger = logging.getLogger(__name__)


class EbayListingBatchCreator(Component):
    """Create the drafts of a slice of products, for each template of a batch.

    A product that cannot be a draft stops alone: the slice is done once more, one
    product after the other.
    """

    _name = "ebay.listing.batch.creator"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.template"
    _usage = "listing.batch.creator"

    def create_drafts(self, batch: Any, product_ids: list[int]) -> dict[str, Any]:
        """Return how many drafts were created, products skipped, and the failures.

        A failure is a dict of ``id``, ``name`` and ``message``.
        """
        products = self.env["product.template"].browse(product_ids).exists()
        created = skipped = 0
        failures: list[dict[str, Any]] = []
        for template in batch.template_ids:
            try:
                drafts = self._create(batch, template, products)
            except (JobError, OperationalError):
                raise
            except Exception:
                _logger.info("The drafts are created one by one", exc_info=True)
                drafts = self.model.browse()
                for product in products:
                    try:
                        drafts |= self._create(batch, template, product)
                    except (JobError, OperationalError):
                        raise
                    except Exception as error:
                        failures.append(
                            {
                                "id": product.id,
                                "name": product.display_name,
                                "message": str(error),
                            }
                        )
            created += len(drafts)
            skipped += len(products) - len(drafts)
        return {
            "created": created,
            "skipped": skipped - len(failures),
            "failures": failures,
        }

    def _create(self, batch: Any, template: Any, products: Any) -> Any:
        """Return the drafts that are new."""
        with self.env.cr.savepoint():
            known = self.component(usage="listing.creator").find_known(
                template, products
            )
            ids = template.create_listings(products.ids, again=batch.again)
            new = self.model.browse(ids) - known
            new.batch_id = batch
            self.env.flush_all()
            return new
