# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from odoo.models import BaseModel

from odoo.addons.component.core import Component

from ...exceptions import EbayRefused, EbayWait
from ...tools.backoff import backoff
from ...tools.stored_text import StoredText
from .difference import SkuDifference

#: Seconds until it is checked again whether the last calls of the export have ended.
CHECK_SECONDS = 5

#: Number of times that prices are sent which eBay has not accepted.
MAX_ATTEMPTS = 9


class EbayTakeOverPriceRestorer(Component):
    """Restore the prices that eBay had before a take-over.

    Quantities stay as they are on eBay: units sold since must not be offered again.
    """

    _name = "ebay.take.over.price.restorer"
    _inherit = "ebay.base"
    _apply_on = "ebay.take.over"
    _usage = "price.restorer"

    def restore(self, take_over: BaseModel, attempt: int) -> str:
        """Send former prices that eBay does not have; return a sentence for the job.

        Another job checks the result, until eBay has accepted or refused all prices.

        :raise EbayWait: batches of the export are still being sent
        :raise EbayRefused: prices are still missing after the last attempt
        """
        if take_over.state != "back" or self.backend.stock_master != "ebay":
            return StoredText._("Odoo is master again: prices are not restored.")
        sending = self.env["ebay.export.batch.line"].search_count(
            [("backend_id", "=", self.backend.id), ("state", "=", "pending")], limit=1
        )
        if sending:
            raise EbayWait(
                StoredText._("Prices are still being sent to eBay."), CHECK_SECONDS
            )
        differences = self._differences(take_over)
        if differences and attempt > MAX_ATTEMPTS:
            raise EbayRefused(
                StoredText._(
                    "%s prices could not be restored. The batches show eBay's answers; "
                    "set these prices on eBay.",
                    len(differences),
                )
            )
        builder = self.component(usage="batch.builder", model_name="ebay.backend")
        number = builder.build(differences, take_over=take_over)
        if number and not self.backend.test_mode:
            take_over._enqueue_restore(attempt + 1, CHECK_SECONDS + backoff(attempt))
        return StoredText._("%s prices are sent.", number)

    def _differences(self, take_over: BaseModel) -> list[SkuDifference]:
        """Return the former prices that eBay neither has nor has refused."""
        lines = take_over.line_ids.filtered("currency_id")
        syncs = self.env["ebay.sku.sync"]._get_or_create(lines.sku_id)
        differences = [
            SkuDifference(
                line.sku_id,
                syncs[line.sku_id],
                None,
                line.price_before,
                send_price=True,
            )
            for line in lines
            if line.sku_id in syncs and line.sku_id.status == "active"
        ]
        return [
            one
            for one in differences
            if not one.sync.price_error_text
            and not one.has_price(one.sync.accepted_price)
        ]
