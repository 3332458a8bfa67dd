# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

import logging

from odoo.addons.component.core import AbstractComponent

from ...tools.stored_text import StoredText
from .seen_values import SeenPage

_logger = logging.getLogger(__name__)


class EbaySeenBatchImporter(AbstractComponent):
    """Read the prices and quantities of all listings, one page at a time.

    They are stored on the SKUs as what was last seen on eBay. A concrete importer may
    do more with a page, and when all listings have been read.
    """

    _name = "ebay.seen.batch.importer"
    _inherit = "ebay.batch.importer"

    def process_page(self, phase: str, page: int) -> str:
        """Read a page and enqueue the next one, or end the run."""
        run = self.ebay_run
        if not page:
            # Units that were just sold are no difference: they must be reserved first.
            self.component(
                usage="recent.orders", model_name="ebay.backend"
            ).import_recent()
        seen = self.component(
            usage="seen.values", model_name="ebay.product.product"
        ).read_page(run)
        updated, message = self._use_page(seen)
        progress = {
            **seen.values,
            "failed": run.failed + len(seen.unreadable),
            "updated": run.updated + updated,
            "unchanged": run.unchanged + len(seen.skus) - seen.changed,
        }
        if seen.is_last:
            run.write(
                {
                    **progress,
                    "page": page + 1,
                    "state": "done",
                    "seen": False,
                    "ended_at": self.backend._ebay_now(),
                }
            )
            self._on_finished()
        else:
            self.next_page(phase, page + 1, **progress)
        _logger.info(
            "eBay backend %s: flow %s, page %s, %s SKUs, %s changed, %s updated",
            self.backend.id,
            self._flow,
            page + 1,
            len(seen.skus),
            seen.changed,
            updated,
        )
        return message

    def _use_page(self, seen: SeenPage) -> tuple[int, StoredText]:
        """Do what follows from a page; here, count what has changed on eBay.

        :return: the number of updated records, and a sentence for the job
        """
        return seen.changed, StoredText._(
            "%(skus)s SKUs read, %(changed)s changed on eBay.",
            skus=len(seen.skus),
            changed=seen.changed,
        )

    def _on_finished(self) -> None:
        """Do what follows when all listings have been read."""
