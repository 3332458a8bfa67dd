# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

import logging
from collections import Counter
from datetime import timedelta

from odoo import fields
from odoo.models import BaseModel

from odoo.addons.component.core import Component

from ...ebay_client.bulk_revision import BulkRevision, build_bulk_revision
from ...ebay_client.sell_feed import FINISHED, MAX_UPLOAD_BYTES
from ...exceptions import EbayNotFound, EbayRefused
from ...tools.stored_text import StoredText, dump_text
from .line_result import LineResult, ResultKind, result_from_errors
from .trading_sender import inventory_status

_logger = logging.getLogger(__name__)

#: Seconds until the status of a file is checked first, plus more for each of its rows.
#: Doubled with each check, up to the longest pause.
FIRST_CHECK_SECONDS = 30
SECONDS_PER_ROW = 0.004
LONGEST_PAUSE_SECONDS = 600

#: A file that takes longer is given up, and its SKUs are sent again.
DEADLINE = timedelta(hours=6)


class EbayPriceQuantityFeedExporter(Component):
    """Send a batch as a file, and check its status without blocking a worker.

    The id of the task is committed before the file is uploaded. A job that finds it
    continues with this task: it uploads the file if the task has none, otherwise it
    checks the status. A file has up to 25,000 lines, read and written in slices.
    """

    _name = "ebay.price.quantity.feed.exporter"
    _inherit = "ebay.price.quantity.batch.exporter"
    _usage = "feed.exporter"

    def run(self, batches: BaseModel) -> str:
        """Process the file one step further; return a sentence for the job.

        :param batches: one batch
        """
        batch = batches
        lines = self.env["ebay.export.batch.line"].search(
            [("batch_id", "=", batch.id), ("state", "=", "pending")]
        )
        if batch.state != "pending" or not lines:
            return StoredText._("This batch is done already.")
        intent = self._intents._by_batch(batch).get(batch)
        if not intent and self.backend.test_mode:
            return self._record_test_mode(batch)
        self.backend_adapter.set_log_context(batch)
        if intent:
            return self._check_task(batch, lines, intent)
        if self._is_outdated(batch):
            self._drop(batch, lines, set(lines.sku_id.ids))
            return self._finish(batch, lines.browse())
        return self._send_file(batch, lines)

    def _send_file(self, batch: BaseModel, lines: BaseModel) -> str:
        marked = self._marked_sku_ids(lines)
        if marked:
            lines -= self._drop(batch, lines, marked)
        if not lines:
            return self._finish(batch, lines)
        content = self._content(batch, lines)
        if len(content) > MAX_UPLOAD_BYTES and len(lines) > 1:
            message = StoredText._("The file was too large: it is sent in parts.")
            self._split(batch, lines, EbayRefused(message))
            return message
        task_id = self.backend_adapter.create_file(batch.marketplace_id)
        self._intents._commit(batch, task_id)
        return self._upload(batch, content, task_id)

    def _marked_sku_ids(self, lines: BaseModel) -> set[int]:
        """Return the ids of SKUs that have changed since they were computed."""
        self.env.cr.execute(
            """
            SELECT DISTINCT mark.sku_id
            FROM ebay_sku_mark mark
            JOIN ebay_export_batch_line line ON line.sku_id = mark.sku_id
            WHERE line.id = ANY(%s)
              AND mark.due_at <= clock_timestamp() AT TIME ZONE 'UTC'
            """,
            (lines.ids,),
        )
        return {row[0] for row in self.env.cr.fetchall()}

    def _content(self, batch: BaseModel, lines: BaseModel) -> bytes:
        rows = {
            str(line.id): inventory_status(line)
            for part in self.in_slices(lines)
            for line in part
        }
        return build_bulk_revision(rows, batch.marketplace_id.site_id)

    def _upload(self, batch: BaseModel, content: bytes, task_id: str) -> str:
        self.backend_adapter.upload_file(task_id, content)
        return self._check_later(batch, StoredText._("File %s is uploaded.", task_id))

    # === STATUS ===

    def _check_task(self, batch: BaseModel, lines: BaseModel, intent: BaseModel) -> str:
        """Read the status of a file, and its result once there is one."""
        try:
            task = self.backend_adapter.read_task(intent.task_id)
        except EbayNotFound as error:
            return self._give_up(batch, lines, str(error))
        status = task.get("status") or ""
        if status == "CREATED" and not batch.feed_checks:
            # The job died after it had created the task, before it uploaded the file.
            return self._upload(batch, self._content(batch, lines), intent.task_id)
        if status in FINISHED:
            if status == "FAILED":
                return self._give_up(
                    batch, lines, StoredText._("eBay failed to process the file.")
                )
            return self._read_result(batch, lines, intent.task_id)
        if fields.Datetime.now() - intent.began_at > DEADLINE:
            return self._give_up(batch, lines, StoredText._("The file took too long."))
        return self._check_later(
            batch,
            StoredText._(
                "File %(task)s: %(status)s.", task=intent.task_id, status=status
            ),
        )

    def _check_later(self, batch: BaseModel, message: str) -> str:
        """Enqueue the next check of the status; return ``message``."""
        first = FIRST_CHECK_SECONDS + SECONDS_PER_ROW * batch.size
        pause = min(LONGEST_PAUSE_SECONDS, first * 2**batch.feed_checks)
        batch.feed_checks += 1
        batch._enqueue(seconds=round(pause))
        return message

    # === RESULT ===

    def _read_result(self, batch: BaseModel, lines: BaseModel, task_id: str) -> str:
        answers = {
            answer.message_id: answer
            for answer in self.backend_adapter.read_result(task_id)
        }
        return self._finish(batch, lines, answers)

    def _finish(
        self,
        batch: BaseModel,
        lines: BaseModel,
        answers: dict[str, BulkRevision] | None = None,
        missing: str = "",
    ) -> str:
        """Write the results of the lines in slices, and close the batch.

        :param answers: answers of eBay by the id of the line; lines without one are
            sent again
        :param missing: reason why a line has no answer
        """
        without_answer = LineResult(
            ResultKind.RETRY,
            missing or StoredText._("eBay's result does not contain this SKU."),
        )
        recorder = self.component(usage="result.recorder")
        counts: Counter[ResultKind] = Counter()
        for part in self.in_slices(lines):
            results = {}
            for line in part:
                answer = (answers or {}).get(str(line.id))
                results[line] = self._line_result(answer) if answer else without_answer
            counts += recorder.record({batch: results})
        recorder.close(batch)
        recorder.enqueue_comparison()
        sentence = recorder.sentence(counts)
        _logger.info(
            "eBay backend %s: flow offers, batch %s, %s SKUs as a file: %s",
            self.backend.id,
            batch.id,
            batch.size,
            sentence,
        )
        return sentence

    @staticmethod
    def _line_result(answer: BulkRevision) -> LineResult:
        if answer.ok:
            return LineResult(ResultKind.ACCEPTED)
        return result_from_errors(answer.errors)

    def _give_up(self, batch: BaseModel, lines: BaseModel, message: str) -> str:
        """Send all lines again after a pause, because no result is known.

        Setting the same value twice does no harm.
        """
        batch.note_text = dump_text(message)
        return self._finish(batch, lines, missing=message)
