# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field
from typing import Any

from odoo import fields
from odoo.models import BaseModel

from odoo.addons.component.core import Component
from odoo.addons.queue_job.exception import FailedJobError, RetryableJobError

from ...ebay_client import UnauthorizedError
from ...exceptions import EbayRefused
from ...tools.stored_text import StoredText, dump_text
from ...tools.transactions import new_transaction
from .line_result import LineResult, ResultKind, result_from_refusal

_logger = logging.getLogger(__name__)

#: eBay refuses the request because of its number of entries.
TOO_MANY = {25712, 25727, 25730}

#: Seconds after which a job begins no further call. The remaining batches get a job of
#: their own, so that urgent jobs never wait long for a worker.
JOB_SECONDS = 10

Results = dict[BaseModel, LineResult]


@dataclass
class BatchExport:
    """The export of one batch: what :meth:`export_once` works on.

    :ivar lines: lines to send, or to reconcile
    :ivar sender: component of the API
    :ivar intent: the intent of an earlier try, if there is one
    :ivar called: whether this job has called eBay
    """

    batch: BaseModel
    lines: BaseModel
    sender: Any
    intent: BaseModel | None
    results: Results = field(default_factory=dict)
    called: bool = False


class EbayPriceQuantityBatchExporter(Component):
    """Send batches of prices and quantities, each exactly once.

    A job sends several batches, one call each (ADR 0009). The answer to a call is
    committed together with the intent of the next call, in one statement: an error or a
    crash costs nothing of what went before. A batch whose intent exists is never sent
    again, because a buyer may have bought meanwhile: its values are read from eBay.
    """

    _name = "ebay.price.quantity.batch.exporter"
    _inherit = "ebay.once.exporter"
    _apply_on = "ebay.export.batch"

    def __init__(self, work_context: Any) -> None:
        super().__init__(work_context)
        #: ``(batch id, answer)`` of the last call until it is committed.
        self._unsaved: tuple[int | None, Any] = (None, None)

    @property
    def _intents(self) -> BaseModel:
        return self.env["ebay.export.intent"].sudo()

    def run(self, batches: BaseModel) -> str:
        """Send, or reconcile, these batches; return a sentence for the job."""
        batches = batches.filtered(
            lambda batch: batch.state == "pending" and self._pending_lines(batch)
        )
        if not batches:
            return StoredText._("This batch is done already.")
        # Read for all batches at once.
        batches.line_ids.sku_id.listing_id.mapped("external_id")
        intents = self._intents._by_batch(batches)
        if self.backend.test_mode and not intents:
            return self._record_test_mode(batches)
        until = time.monotonic() + JOB_SECONDS
        results: dict[BaseModel, Results] = {}
        for number, batch in enumerate(batches):
            if results and time.monotonic() > until:
                batches[number:]._enqueue_separately()
                break
            try:
                results[batch] = self._export(batch, intents.get(batch))
            except (RetryableJobError, FailedJobError) as error:
                if not results:
                    raise
                # Keep the results so far; the other batches get a job of their own.
                seconds = getattr(error, "seconds", None)
                batches[number:]._enqueue_separately(seconds)
                break
        self._intents._commit_answer(self._unsaved)
        return self._record_results(results)

    @staticmethod
    def _pending_lines(batch: BaseModel) -> BaseModel:
        return batch.line_ids.filtered(lambda line: line.state == "pending")

    def _export(self, batch: BaseModel, intent: BaseModel | None) -> Results:
        """Send or reconcile one batch; return ``{line: LineResult}``."""
        lines = self._pending_lines(batch)
        self.backend_adapter.set_log_context(batch)
        if not intent:
            if self._is_outdated(batch):
                self._drop(batch, lines, lines.sku_id.ids)
                return {}
            if self.backend.test_mode:
                self._record_test_mode(batch)
                return {}
        sender = self.component(usage=f"{batch.channel}.sender")
        export = BatchExport(batch, lines, sender, intent)
        self.export_once(export)
        return export.results

    def _is_outdated(self, batch: BaseModel) -> bool:
        """Return whether eBay has become the master since the batch was created."""
        return self.backend.stock_master != "odoo" and not batch.take_over_id

    # === EXPORT ONCE ===

    def _has_intent(self, subject: BatchExport) -> bool:
        return bool(subject.intent)

    def _reconcile(self, subject: BatchExport) -> Results:
        """Return the results of an earlier call: as stored, or else read from eBay."""
        intent, lines = subject.intent, subject.lines
        if intent is not None and intent.answer:
            results = self._results_from_json(lines, intent.answer)
            unsent = lines.filtered(lambda line: line not in results)
            if unsent:
                self._drop(subject.batch, unsent, unsent.sku_id.ids)
            return results
        recorder = self.component(usage="result.recorder")
        values = subject.sender.read_back(lines)
        results = {
            line: LineResult(ResultKind.ACCEPTED, StoredText._("Found on eBay."))
            if recorder.is_applied(line, values.get(line))
            else LineResult(
                ResultKind.LOST, StoredText._("Not found on eBay: sent again.")
            )
            for line in lines
        }
        recorder.store_values_read(
            {
                line: values.get(line)
                for line, result in results.items()
                if result.kind == ResultKind.LOST
            }
        )
        return results

    def _commit_intent(self, subject: BatchExport) -> bool:
        """Commit the intent, without lines that have changed meanwhile."""
        self.backend_adapter.check_budget()
        subject.results.update(subject.sender.prepare(subject.lines))
        lines = subject.lines.filtered(lambda line: line not in subject.results)
        while lines:
            marked = self._intents._commit_unless_marked(
                subject.batch, lines.sku_id, self._unsaved
            )
            self._unsaved = (None, None)
            if not marked:
                break
            lines -= self._drop(subject.batch, lines, marked)
        subject.lines = lines
        if not lines:
            self._record_answer(subject, {})
        return bool(lines)

    def _withdraw_intent(self, subject: BatchExport) -> None:
        self._intents._withdraw(subject.batch)

    def _call(self, subject: BatchExport) -> Results:
        subject.called = True
        return subject.sender.send(subject.lines)

    def _record_answer(self, subject: BatchExport, answer: Results) -> Results:
        """Verify ambiguous results, and keep all results until they are committed."""
        subject.results.update(answer)
        self._verify(subject)
        now = self.backend._ebay_now()
        for result in subject.results.values():
            result.at = result.at or now
        if subject.called:
            answer_json = self._results_to_json(subject.results)
            self._unsaved = subject.batch.id, answer_json
        return subject.results

    def _record_refusal(self, subject: BatchExport, error: EbayRefused) -> Results:
        """Split a batch that eBay refused as a whole; one line is refused itself."""
        if isinstance(error.__cause__, UnauthorizedError):
            # A problem of the account, not of a SKU: the job fails and can be requeued.
            self._withdraw_intent(subject)
            raise error
        if len(subject.lines) > 1:
            self._split(subject.batch, subject.lines, error)
            return subject.results
        line = subject.lines
        zero = line.has_quantity and not line.quantity
        result = result_from_refusal(error, zero=zero)
        return self._record_answer(subject, {line: result})

    def _verify(self, subject: BatchExport) -> None:
        """Read ambiguous lines back: eBay may have done what it complains about."""
        results = subject.results
        unclear = [
            line for line, result in results.items() if result.kind == ResultKind.VERIFY
        ]
        if not unclear:
            return
        lines = unclear[0].union(*unclear)
        values = subject.sender.read_back(lines)
        recorder = self.component(usage="result.recorder")
        for line in lines:
            message = results[line].message
            if recorder.is_applied(line, values.get(line)):
                results[line] = LineResult(ResultKind.ACCEPTED, message)
            else:
                results[line] = LineResult(ResultKind.REFUSED, message or "?")

    @staticmethod
    def _results_to_json(results: Results) -> list[list[Any]]:
        return [
            [
                line.id,
                result.kind,
                dump_text(result.message),
                sorted(result.error_ids),
                fields.Datetime.to_string(result.at),
            ]
            for line, result in results.items()
        ]

    @staticmethod
    def _results_from_json(lines: BaseModel, answer: list[list[Any]]) -> Results:
        """Return the stored results of the lines that are still pending."""
        return {
            line: LineResult(
                ResultKind(kind),
                StoredText.load(message),
                set(error_ids),
                fields.Datetime.to_datetime(at),
            )
            for line_id, kind, message, error_ids, at in answer
            for line in lines.browse(line_id) & lines
        }

    # === LINES THAT ARE NOT SENT, OR IN ANOTHER BATCH ===

    def _drop(self, batch: BaseModel, lines: BaseModel, sku_ids: Any) -> BaseModel:
        """Compare SKUs again instead of sending outdated values; return the lines.

        An outdated quantity could offer again what was just sold.
        """
        # SKUs of one inventory item are sent together or not at all.
        names = {line.sku_id.ebay_sku for line in lines if line.sku_id.id in sku_ids}
        names.discard(False)
        dropped = lines.filtered(
            lambda line: line.sku_id.id in sku_ids
            or (batch.channel == "inventory" and line.sku_id.ebay_sku in names)
        )
        dropped.write({"state": "dropped"})
        self.component(usage="result.recorder").compare_again(dropped)
        return dropped

    def _record_test_mode(self, batches: BaseModel) -> str:
        """Record that these batches would be sent; return a sentence for the job."""
        lines = batches.line_ids.filtered(lambda line: line.state == "pending")
        lines.write({"state": "would_send"})
        batches.write({"state": "would_send", "ended_at": self.backend._ebay_now()})
        self.component(usage="result.recorder").update_states(lines)
        return StoredText._("Test mode: %s SKUs would be sent.", len(lines))

    def _split(self, batch: BaseModel, lines: BaseModel, error: EbayRefused) -> None:
        """Replace a batch that eBay refused as a whole by its halves.

        If eBay refused its size, smaller batches are created from now on.
        """
        size = len(lines)
        if TOO_MANY & set(error.error_ids) and batch.channel == "inventory":
            with new_transaction(self.backend) as backend:
                # Half of the refused size; another job may have reduced it already.
                backend.inventory_batch_size = min(
                    backend.inventory_batch_size, max(1, size // 2)
                )
        halves = self._halves(batch, lines)
        lines.write({"state": "dropped", "message_text": dump_text(str(error))})
        batch.write(
            {
                "state": "split",
                "note_text": dump_text(str(error)),
                "ended_at": self.backend._ebay_now(),
                "job_uuid": self.env.context.get("job_uuid"),
            }
        )
        lines.flush_recordset()
        for half in halves:
            self._create_batch(batch, half)

    @staticmethod
    def _halves(batch: BaseModel, lines: BaseModel) -> list[BaseModel]:
        """Return two parts; SKUs of one inventory item stay together."""
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

    def _create_batch(self, batch: BaseModel, lines: BaseModel) -> None:
        """Create another batch of these lines of a batch."""
        self.env["ebay.export.batch"]._create_batches(
            self.backend,
            [
                {
                    "channel": batch.channel,
                    "lane": batch.lane,
                    "marketplace_id": batch.marketplace_id.id,
                    "take_over_id": batch.take_over_id.id,
                    "lines": [line._copy_values() for line in lines],
                }
            ],
        )

    # === RESULTS ===

    def _record_results(self, results: dict[BaseModel, Results]) -> str:
        """Write the results of all batches; return a sentence for the job."""
        recorder = self.component(usage="result.recorder")
        sentence = recorder.sentence(recorder.record(results))
        for batch in results:
            if batch.state == "pending":
                recorder.close(batch)
        for batch, lines in results.items():
            for line, result in lines.items():
                if result.kind == ResultKind.RESEND_SINGLE:
                    line.flush_recordset()
                    self._create_batch(batch, line)
        recorder.enqueue_comparison()
        _logger.info(
            "eBay backend %s: flow offers, %s batches by %s, job %s: %s",
            self.backend.id,
            len(results),
            next(iter(results)).channel,
            self.env.context.get("job_uuid"),
            sentence,
        )
        return sentence
