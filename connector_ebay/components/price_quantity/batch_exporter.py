# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging
import time

from odoo import fields

from odoo.addons.component.core import Component
from odoo.addons.queue_job.exception import FailedJobError, RetryableJobError

from ...ebay_client import UnauthorizedError
from ...exceptions import EbayRefused, EbayWait
from .line_result import LineResult

_logger = logging.getLogger(__name__)

#: eBay refuses the request for the number of its entries.
TOO_MANY = {25712, 25727, 25730}

#: After so long a job begins no other call: what is left gets a job of its own, so
#: that what is urgent never waits long for a worker.
JOB_SECONDS = 10


class EbayPriceQuantityBatchExporter(Component):
    """Sends batches, and finds out what became of each whatever happens on the way.

    The intent is committed before the call. So a job that finds its own intent knows
    that an earlier try got no further, and reads from eBay what it did: it never
    sends again what may have been taken, for a buyer may have bought meanwhile.

    A job sends several batches, a call each (ADR 0009). What eBay said of one is
    committed before the next call, with that call's intent: an error or a crash
    costs nothing of what went before.
    """

    _name = "ebay.price.quantity.batch.exporter"
    _inherit = ["base.exporter", "ebay.base"]
    _apply_on = "ebay.export.batch"
    _usage = "record.exporter"

    def __init__(self, work_context):
        super().__init__(work_context)
        #: ``(batch id, answer)`` of the last call, until it is committed.
        self._told = (None, None)

    @property
    def _attempts(self):
        return self.env["ebay.export.attempt"].sudo()

    def run(self, batches):
        """Send, or settle, these batches; say what was done."""
        batches = batches.filtered(
            lambda batch: batch.state == "pending" and self._open_lines(batch)
        )
        if not batches:
            return self.env._("This batch is done already.")
        # Read for all of them at once.
        batches.line_ids.sku_id.listing_id.mapped("external_id")
        attempts = self._attempts._of(batches)
        if self.backend.test_mode and not attempts:
            return self._would_send(batches)
        until = time.monotonic() + JOB_SECONDS
        results = {}
        for number, batch in enumerate(batches):
            if results and time.monotonic() > until:
                batches[number:]._enqueue_separately()
                break
            try:
                results[batch] = self._export(batch, attempts.get(batch))
            except (RetryableJobError, FailedJobError) as error:
                if not results:
                    raise
                # Nothing of what went before is lost: a job of their own for these.
                seconds = getattr(error, "seconds", None)
                batches[number:]._enqueue_separately(seconds)
                break
        self._attempts._keep(self._told)
        return self._finish(results)

    @staticmethod
    def _open_lines(batch):
        return batch.line_ids.filtered(lambda line: line.state == "pending")

    def _export(self, batch, attempt):
        """Send one batch, or settle it; ``{line: LineResult}``."""
        lines = self._open_lines(batch)
        sender = self.component(usage=f"{batch.channel}.sender")
        self.backend_adapter.about(batch)
        if attempt:
            return self._settle(batch, lines, sender, attempt)
        if self._given_back(batch):
            self._drop(batch, lines, set(lines.sku_id.ids))
            return {}
        if self.backend.test_mode:
            self._would_send(batch)
            return {}
        self.backend_adapter.check_budget()
        results = sender.prepare(lines)
        to_send = self._begin(batch, lines.filtered(lambda line: line not in results))
        if to_send:
            try:
                results.update(sender.send(to_send))
            except EbayWait:
                self._attempts._forget(batch)
                raise
            except EbayRefused as error:
                if isinstance(error.__cause__, UnauthorizedError):
                    # Of the account, not of a SKU: the job fails and can be requeued.
                    self._attempts._forget(batch)
                    raise
                if len(to_send) > 1:
                    return self._split(batch, to_send, results, error)
                results[to_send] = self._refusal(to_send, error)
            results = self._looked_up(sender, results)
            now = self.backend._ebay_now()
            for result in results.values():
                result.at = now
            self._told = batch.id, self._as_json(results)
        return results

    def _given_back(self, batch):
        """Whether eBay has become right since this batch was made."""
        return self.backend.stock_master != "odoo" and not batch.take_over_id

    def _begin(self, batch, lines):
        """Commit the intent to send these lines; without those that changed since
        they were computed."""
        while lines:
            changed = self._attempts._begin_unchanged(batch, lines.sku_id, self._told)
            self._told = (None, None)
            if not changed:
                break
            lines -= self._drop(batch, lines, changed)
        return lines

    @staticmethod
    def _as_json(results):
        return [
            [
                line.id,
                result.kind,
                result.message,
                sorted(result.error_ids),
                fields.Datetime.to_string(result.at),
            ]
            for line, result in results.items()
        ]

    def _from_json(self, lines, answer):
        """What :meth:`_as_json` kept, of the lines that are still open."""
        return {
            line: LineResult(
                kind, message, set(error_ids), fields.Datetime.to_datetime(at)
            )
            for line_id, kind, message, error_ids, at in answer
            for line in lines.browse(line_id) & lines
        }

    def _drop(self, batch, lines, changed):
        """What changed since it was computed goes anew: an old value could restore
        what was just sold."""
        # Those that share an inventory item go together or not at all.
        names = {
            line.sku_id.ebay_sku for line in lines if line.sku_id.id in changed
        } - {False}
        dropped = lines.filtered(
            lambda line: line.sku_id.id in changed
            or (batch.channel == "inventory" and line.sku_id.ebay_sku in names)
        )
        dropped.write({"state": "dropped"})
        self.component(usage="result.recorder").reopen(dropped)
        return dropped

    def _would_send(self, batches):
        lines = batches.line_ids.filtered(lambda line: line.state == "pending")
        lines.write({"state": "would_send"})
        batches.write({"state": "would_send", "ended_at": self.backend._ebay_now()})
        self.component(usage="result.recorder").close_offers(lines)
        return self.env._("Test mode: %s SKUs would be sent.", len(lines))

    def _refusal(self, line, error):
        """The refusal of a request for one line is that line's."""
        details = getattr(error.__cause__, "details", [])
        return self.component(usage="result.recorder").refusal(
            line, details, str(error)
        )

    def _split(self, batch, lines, results, error):
        """eBay refused the request as a whole: send it in halves.

        If that was for its size, smaller ones are made from now on.
        """
        size = len(lines)
        if TOO_MANY & set(error.error_ids) and batch.channel == "inventory":
            with self.backend._in_new_transaction() as backend:
                # The size that was refused, not what another batch has made of it.
                backend.inventory_batch_size = min(
                    backend.inventory_batch_size, max(1, size // 2)
                )
        halves = self._halves(batch, lines)
        lines.write({"state": "dropped", "message": str(error)})
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
        return results

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
                    "take_over_id": batch.take_over_id.id,
                    "lines": [line._values() for line in lines],
                }
            ],
        )

    def _settle(self, batch, lines, sender, attempt):
        """What became of a batch whose job died: as eBay said, else read from eBay."""
        if attempt.answer:
            results = self._from_json(lines, attempt.answer)
            unsent = lines.filtered(lambda line: line not in results)
            if unsent:
                self._drop(batch, unsent, set(unsent.sku_id.ids))
            return results
        seen = sender.read_back(lines)
        recorder = self.component(usage="result.recorder")
        results = {
            line: LineResult("accepted", self.env._("Found so on eBay."))
            if line in seen and recorder.is_there(line, seen[line])
            else LineResult("lost", self.env._("Not found on eBay: sent anew."))
            for line in lines
        }
        recorder.take_seen(
            {
                line: seen.get(line)
                for line, result in results.items()
                if result.kind == "lost"
            }
        )
        return results

    def _looked_up(self, sender, results):
        """eBay may have done what it complains of: read those lines back."""
        unsure = [line for line, result in results.items() if result.kind == "look"]
        if not unsure:
            return results
        lines = unsure[0].union(*unsure)
        seen = sender.read_back(lines)
        recorder = self.component(usage="result.recorder")
        for line in lines:
            message = results[line].message
            if line in seen and recorder.is_there(line, seen[line]):
                results[line] = LineResult("accepted", message)
            else:
                results[line] = LineResult("refused", message or "?")
        return results

    def _finish(self, results):
        """Write what became of each line, and go on with what is left.

        :param results: ``{batch: {line: LineResult}}``
        """
        recorder = self.component(usage="result.recorder")
        sentence = recorder.sentence(recorder.record(results))
        for batch in results:
            if batch.state == "pending":
                recorder.close(batch)
        for batch, lines in results.items():
            for line, result in lines.items():
                if result.kind == "alone":
                    line.flush_recordset()
                    self._resend(batch, line)
        recorder.go_on()
        _logger.info(
            "eBay backend %s: flow offers, %s batches by %s, job %s: %s",
            self.backend.id,
            len(results),
            next(iter(results)).channel,
            self.env.context.get("job_uuid"),
            sentence,
        )
        return sentence
