# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging
from collections import Counter
from datetime import timedelta

from odoo import fields

from odoo.addons.component.core import Component

from ...ebay_client.bulk_revision import build_bulk_revision
from ...ebay_client.sell_feed import FINISHED, MAX_UPLOAD_BYTES
from ...exceptions import EbayNotFound, EbayRefused
from .line_result import LineResult, result_of
from .trading_sender import status_of

_logger = logging.getLogger(__name__)

#: Seconds until the first look at a file, and more for each row in it; doubled each
#: time, up to the longest.
FIRST_LOOK = 30
SECONDS_A_ROW = 0.004
LONGEST_PAUSE = 600

#: A file that is not done by then is given up, and its SKUs are sent anew.
DEADLINE = timedelta(hours=6)


class EbayPriceQuantityFeedExporter(Component):
    """Sends a batch as a file, and follows it; no worker waits for it.

    The task's id is kept before the file is sent. So a job that died looks at the task
    it finds: without a file it is given one, else it is followed. A file has up to
    25,000 lines: they are read and written in slices.
    """

    _name = "ebay.price.quantity.feed.exporter"
    _inherit = "ebay.price.quantity.batch.exporter"
    _usage = "feed.exporter"

    def run(self, batch):
        """Take the file one step further; say how far it is."""
        lines = self.env["ebay.export.batch.line"].search(
            [("batch_id", "=", batch.id), ("state", "=", "pending")]
        )
        if batch.state != "pending" or not lines:
            return self.env._("This batch is done already.")
        attempt = self._attempts._of(batch).get(batch)
        if not attempt and self.backend.test_mode:
            return self._would_send(batch)
        self.backend_adapter.about(batch)
        if attempt:
            return self._follow(batch, lines, attempt)
        if self._given_back(batch):
            self._drop(batch, lines, set(lines.sku_id.ids))
            return self._finish_file(batch, lines.browse())
        return self._send_file(batch, lines)

    def _send_file(self, batch, lines):
        changed = self._changed(lines)
        if changed:
            lines -= self._drop(batch, lines, changed)
        if not lines:
            return self._finish_file(batch, lines)
        content = self._content(batch, lines)
        if len(content) > MAX_UPLOAD_BYTES and len(lines) > 1:
            message = self.env._("The file was too large: sent in parts.")
            self._split(batch, lines, {}, EbayRefused(message))
            return message
        task_id = self.backend_adapter.create_file(batch.marketplace_id)
        self._attempts._begin(batch, task_id)
        return self._upload(batch, content, task_id)

    def _changed(self, lines):
        """Ids of the SKUs that changed since they were computed."""
        self.env.cr.execute(
            """
            SELECT DISTINCT change.sku_id
            FROM ebay_sku_mark change
            JOIN ebay_export_batch_line line ON line.sku_id = change.sku_id
            WHERE line.id = ANY(%s)
              AND change.due_at <= clock_timestamp() AT TIME ZONE 'UTC'
            """,
            (lines.ids,),
        )
        return {row[0] for row in self.env.cr.fetchall()}

    def _content(self, batch, lines):
        rows = {
            str(line.id): status_of(line)
            for part in self.in_slices(lines)
            for line in part
        }
        return build_bulk_revision(rows, batch.marketplace_id.site_id)

    def _upload(self, batch, content, task_id):
        self.backend_adapter.upload_file(task_id, content)
        return self._look_later(batch, self.env._("File %s is sent.", task_id))

    def _follow(self, batch, lines, attempt):
        try:
            task = self.backend_adapter.read_task(attempt.task_id)
        except EbayNotFound as error:
            return self._give_up(batch, lines, str(error))
        status = task.get("status") or ""
        if status == "CREATED" and not batch.feed_looks:
            # It died between the task and its file.
            return self._upload(batch, self._content(batch, lines), attempt.task_id)
        if status in FINISHED:
            if status == "FAILED":
                return self._give_up(
                    batch, lines, self.env._("eBay failed on the file.")
                )
            return self._read_result(batch, lines, attempt.task_id)
        if fields.Datetime.now() - attempt.began_at > DEADLINE:
            return self._give_up(batch, lines, self.env._("The file took too long."))
        return self._look_later(
            batch,
            self.env._(
                "File %(task)s: %(status)s.", task=attempt.task_id, status=status
            ),
        )

    def _look_later(self, batch, message):
        first = FIRST_LOOK + SECONDS_A_ROW * batch.size
        pause = min(LONGEST_PAUSE, first * 2**batch.feed_looks)
        batch.feed_looks += 1
        batch._enqueue(seconds=round(pause))
        return message

    def _read_result(self, batch, lines, task_id):
        """A row each, by the line's id; a row that is missing is sent anew."""
        answers = {
            answer.message_id: answer
            for answer in self.backend_adapter.read_result(task_id)
        }
        return self._finish_file(batch, lines, answers)

    def _finish_file(self, batch, lines, answers=None, missing=None):
        """Write what became of each line, a slice at a time.

        :param answers: eBay's, by the line's id
        :param missing: why there is none
        """
        missing = LineResult(
            "again", missing or self.env._("eBay's result leaves it out.")
        )
        recorder = self.component(usage="result.recorder")
        kinds = Counter()
        for part in self.in_slices(lines):
            results = {
                line: self._result((answers or {}).get(str(line.id)), missing)
                for line in part
            }
            kinds += recorder.record({batch: results})
        recorder.close(batch)
        recorder.go_on()
        sentence = recorder.sentence(kinds)
        _logger.info(
            "eBay backend %s: flow offers, batch %s, %s SKUs as a file: %s",
            self.backend.id,
            batch.id,
            batch.size,
            sentence,
        )
        return sentence

    @staticmethod
    def _result(answer, missing):
        if not answer:
            return missing
        return LineResult("accepted") if answer.ok else result_of(answer.errors)

    def _give_up(self, batch, lines, message):
        """Nothing is known of any row: all are sent anew, after a pause.

        Setting a value twice does no harm; only what changed since is computed anew.
        """
        batch.note = message
        return self._finish_file(batch, lines, missing=message)
