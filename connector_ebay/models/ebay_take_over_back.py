# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models

from ..components.price_quantity.difference import SkuDifference
from ..exceptions import EbayRefused, EbayWait
from ..tools.backoff import backoff

#: Seconds until it is seen again whether the last calls of the export have ended.
LOOK_AGAIN = 5

#: How often prices are sent that eBay has not taken; the pauses become longer.
ROUNDS = 9


class EbayTakeOver(models.Model):
    """The way back: eBay is right again, with the prices it had.

    Quantities stay as they are on eBay: what was sold since must not come back. Odoo
    then follows them.
    """

    _inherit = "ebay.take.over"

    def action_back(self):
        """eBay is right from now on; a job gives it its prices back."""
        self.check_access("write")
        for take_over in self.filtered(lambda one: one.state == "done"):
            take_over.state = "back"
            take_over.backend_id.stock_master = "ebay"
            take_over._enqueue_back(1)

    def _enqueue_back(self, attempt, seconds=None):
        self._ebay_delay(
            "export",
            f"take_over_back:{self.id}:{attempt}",
            eta=seconds and round(seconds),
            description=self.env._("Give eBay its former prices back"),
        ).restore_prices(attempt)

    # === JOBS ===

    def restore_prices(self, attempt):
        """Give eBay its former prices back

        Until eBay has them all, but for those that it refuses: these show its words.
        """
        with self._ebay_work() as work:
            if self.state != "back" or self.backend_id.stock_master != "ebay":
                return self.env._("Odoo is right again: prices stay.")
            busy = self.env["ebay.export.batch.line"].search_count(
                [("backend_id", "=", self.backend_id.id), ("state", "=", "pending")],
                limit=1,
            )
            if busy:
                raise EbayWait(
                    self.env._("Prices are still on their way to eBay."), LOOK_AGAIN
                )
            builder = work.component(usage="batch.builder", model_name="ebay.backend")
            changes = self._prices_back()
            if changes and attempt > ROUNDS:
                raise EbayRefused(
                    self.env._(
                        "%s prices could not be given back: see what eBay says of the "
                        "batches, and set these prices on eBay.",
                        len(changes),
                    )
                )
            number = builder.build(changes, take_over=self)
            if number and not self.backend_id.test_mode:
                self._enqueue_back(attempt + 1, LOOK_AGAIN + backoff(attempt))
            return self.env._("%s prices are given back.", number)

    def _prices_back(self):
        """The changes that give eBay its prices back."""
        lines = self.line_ids.filtered("currency_id")
        offers = self.env["ebay.sku.sync"]._ensure(lines.sku_id)
        changes = [
            SkuDifference(
                line.sku_id,
                offers[line.sku_id],
                None,
                line.price_before,
                send_price=True,
            )
            for line in lines
            if line.sku_id in offers and line.sku_id.status == "active"
        ]
        return [
            change
            for change in changes
            if not change.offer.price_error
            and not change.same_price(change.offer.accepted_price)
        ]
