# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging

from odoo.addons.component.core import Component

from ..ebay_client import UnauthorizedError
from ..exceptions import EbayRefused, EbayWait
from .ebay_offer_result import OfferResult

_logger = logging.getLogger(__name__)

#: eBay refuses the request for the number of its entries.
TOO_MANY = {25712, 25727, 25730}


class EbayOfferExporter(Component):
    """Sends a batch, and finds out what became of it whatever happens on the way.

    The intent is committed before the call. So a job that finds its own intent knows
    that an earlier try got no further, and reads from eBay what it did: it never
    sends again what may have been taken, for a buyer may have bought meanwhile.
    """

    _name = "ebay.offer.exporter"
    _inherit = ["base.exporter", "ebay.base"]
    _apply_on = "ebay.export.batch"
    _usage = "offer.exporter"

    def run(self, batch):
        """Send, or settle, a batch; say what was done."""
        lines = batch.line_ids.filtered(lambda line: line.state == "pending")
        if batch.state != "pending" or not lines:
            return self.env._("This batch is done already.")
        sender = self.component(usage=f"offer.{batch.channel}")
        attempts = self.env["ebay.export.attempt"].sudo()
        if attempts.search_count([("batch_id", "=", batch.id)], limit=1):
            return self._settle(batch, lines, sender)
        if self.backend.test_mode:
            return self._would_send(batch, lines)
        lines = self._drop_changed(batch, lines)
        self.backend_adapter.check_budget()
        results = sender.prepare(lines)
        to_send = lines.filtered(lambda line: line not in results)
        if to_send:
            attempts._begin(batch)
            try:
                results.update(sender.send(to_send))
            except EbayWait:
                attempts._forget(batch)
                raise
            except EbayRefused as error:
                if isinstance(error.__cause__, UnauthorizedError):
                    # Of the account, not of a SKU: the job fails and can be requeued.
                    attempts._forget(batch)
                    raise
                if len(to_send) > 1:
                    return self._split(batch, to_send, results, error)
                results[to_send] = self._refusal(to_send, error)
        return self._finish(batch, self._looked_up(sender, results))

    def _drop_changed(self, batch, lines):
        """What changed since it was computed goes anew: an old value could restore
        what was just sold."""
        self.env.cr.execute(
            "SELECT DISTINCT sku_id FROM ebay_offer_change WHERE sku_id IN %s "
            "AND due_at <= clock_timestamp() AT TIME ZONE 'UTC'",
            (tuple(lines.sku_id.ids),),
        )
        changed = {row[0] for row in self.env.cr.fetchall()}
        # Those that share an inventory item go together or not at all.
        names = {
            line.sku_id.ebay_sku for line in lines if line.sku_id.id in changed
        } - {False}
        dropped = lines.filtered(
            lambda line: line.sku_id.id in changed
            or (batch.channel == "inventory" and line.sku_id.ebay_sku in names)
        )
        if dropped:
            dropped.write({"state": "dropped"})
            self.component(usage="offer.recorder").reopen(dropped)
        return lines - dropped

    def _would_send(self, batch, lines):
        lines.write({"state": "would_send"})
        batch.write({"state": "would_send", "ended_at": self.backend._ebay_now()})
        self.component(usage="offer.recorder").close_offers(lines)
        return self.env._("Test mode: %s SKUs would be sent.", len(lines))

    def _refusal(self, line, error):
        """The refusal of a request for one line is that line's."""
        details = getattr(error.__cause__, "details", [])
        return self.component(usage="offer.recorder").refusal(line, details, str(error))

    def _split(self, batch, lines, results, error):
        """eBay refused the request as a whole: send it in halves.

        If that was for its size, smaller ones are made from now on.
        """
        size = len(lines)
        if TOO_MANY & set(error.error_ids) and batch.channel == "inventory":
            with self.backend._apart() as backend:
                backend.inventory_batch_size = max(
                    1, min(backend.inventory_batch_size, size) // 2
                )
        halves = self._halves(batch, lines)
        lines.write({"state": "dropped", "message": str(error)})
        if results:
            self.component(usage="offer.recorder").record(batch, results)
        batch.write(
            {
                "state": "split",
                "note": str(error),
                "ended_at": self.backend._ebay_now(),
                "job_uuid": self.env.context.get("job_uuid"),
            }
        )
        lines.flush_recordset()
        for half in halves:
            self._resend(batch, half)
        return self.env._("eBay refused all together; sent in parts. %s", error)

    @staticmethod
    def _halves(batch, lines):
        """Two parts, with what shares an inventory item in the same one."""
        groups = list(
            lines.grouped(
                lambda line: line.sku_id.ebay_sku
                if batch.channel == "inventory"
                else line.id
            ).values()
        )
        middle = max(1, len(groups) // 2)
        parts = groups[:middle], groups[middle:]
        return [lines.browse().union(*part) for part in parts if part]

    def _resend(self, batch, lines):
        """A new batch of these lines."""
        self.env["ebay.export.batch"]._make_many(
            self.backend,
            [
                {
                    "channel": batch.channel,
                    "lane": batch.lane,
                    "marketplace_id": batch.marketplace_id.id,
                    "lines": [line._values() for line in lines],
                }
            ],
        )

    def _settle(self, batch, lines, sender):
        """Read from eBay what became of a batch whose answer was lost."""
        seen = sender.read_back(lines)
        recorder = self.component(usage="offer.recorder")
        results = {
            line: OfferResult("accepted", self.env._("Found so on eBay."))
            if line in seen and recorder.is_there(line, seen[line])
            else OfferResult("lost", self.env._("Not found on eBay: sent anew."))
            for line in lines
        }
        recorder.take_seen(
            {
                line: seen.get(line)
                for line, result in results.items()
                if result.kind == "lost"
            }
        )
        return self._finish(batch, results)

    def _looked_up(self, sender, results):
        """eBay may have done what it complains of: read those lines back."""
        unsure = [line for line, result in results.items() if result.kind == "look"]
        if not unsure:
            return results
        lines = unsure[0].union(*unsure)
        seen = sender.read_back(lines)
        recorder = self.component(usage="offer.recorder")
        for line in lines:
            message = results[line].message
            if line in seen and recorder.is_there(line, seen[line]):
                results[line] = OfferResult("accepted", message)
            else:
                results[line] = OfferResult("refused", message or "?")
        return results

    def _finish(self, batch, results):
        """Write what became of each line, and go on with what is left."""
        alone = [line for line, result in results.items() if result.kind == "alone"]
        recorder = self.component(usage="offer.recorder")
        sentence = recorder.record(batch, results)
        recorder.close(batch)
        for line in alone:
            line.flush_recordset()
            self._resend(batch, line)
        recorder.go_on()
        _logger.info(
            "eBay backend %s: flow offers, batch %s, %s SKUs by %s: %s",
            self.backend.id,
            batch.id,
            batch.size,
            batch.channel,
            sentence,
        )
        return sentence
