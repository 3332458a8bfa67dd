# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import fields

from odoo.addons.component.core import Component

from ..ebay_client.bulk_revision import build_bulk_revision
from ..ebay_client.sell_feed import FINISHED
from ..exceptions import EbayNotFound
from .ebay_offer_result import OfferResult, result_of
from .ebay_offer_trading_exporter import status_of

#: Seconds until the first look at a file; doubled each time, up to the longest.
FIRST_LOOK = 30
LONGEST_PAUSE = 600

#: A file that is not done by then is given up, and its SKUs are sent anew.
DEADLINE = timedelta(hours=6)


class EbayOfferFeedExporter(Component):
    """Sends a batch as a file, and follows it; no worker waits for it.

    The task's id is kept before the file is sent. So a job that died looks at the task
    it finds: without a file it is given one, else it is followed.
    """

    _name = "ebay.offer.feed.exporter"
    _inherit = "ebay.offer.exporter"
    _usage = "offer.feed.exporter"

    def run(self, batch):
        """Take the file one step further; say how far it is."""
        lines = self._open_lines(batch)
        if batch.state != "pending" or not lines:
            return self.env._("This batch is done already.")
        attempt = self._attempts._of(batch).get(batch)
        if not attempt and self.backend.test_mode:
            return self._would_send(batch)
        self.backend_adapter.about(batch)
        if attempt:
            return self._follow(batch, lines, attempt)
        return self._send_file(batch, lines)

    def _send_file(self, batch, lines):
        changed = self._changed(lines)
        if changed:
            lines -= self._drop(batch, lines, changed)
        if not lines:
            return self._finish({batch: {}})
        task_id = self.backend_adapter.create_file(batch.marketplace_id)
        self._attempts._begin(batch, task_id)
        return self._upload(batch, lines, task_id)

    def _changed(self, lines):
        """Ids of the SKUs that changed since they were computed."""
        self.env.cr.execute(
            "SELECT DISTINCT sku_id FROM ebay_offer_change WHERE sku_id = ANY(%s) "
            "AND due_at <= clock_timestamp() AT TIME ZONE 'UTC'",
            (lines.sku_id.ids,),
        )
        return {row[0] for row in self.env.cr.fetchall()}

    def _upload(self, batch, lines, task_id):
        rows = {str(line.id): status_of(line) for line in lines}
        content = build_bulk_revision(rows, batch.marketplace_id.site_id)
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
            return self._upload(batch, lines, attempt.task_id)
        if status in FINISHED:
            if status == "FAILED":
                return self._give_up(
                    batch, lines, self.env._("eBay failed on the file.")
                )
            return self._read_result(batch, lines, attempt.task_id)
        if fields.Datetime.now() - attempt.began_at > DEADLINE:
            return self._give_up(batch, lines, self.env._("The file took too long."))
        return self._look_later(
            batch, self.env._("File %(task)s: %(status)s.", task=task, status=status)
        )

    def _look_later(self, batch, message):
        pause = min(LONGEST_PAUSE, FIRST_LOOK * 2**batch.feed_looks)
        batch.feed_looks += 1
        batch._enqueue(seconds=pause)
        return message

    def _read_result(self, batch, lines, task_id):
        """A row each, by the line's id; a row that is missing is sent anew."""
        answers = {
            answer.message_id: answer
            for answer in self.backend_adapter.read_result(task_id)
        }
        missing = OfferResult("again", self.env._("eBay's result leaves it out."))
        results = {}
        for line in lines:
            answer = answers.get(str(line.id))
            if not answer:
                results[line] = missing
            elif answer.ok:
                results[line] = OfferResult("accepted")
            else:
                results[line] = result_of(answer.errors)
        return self._finish({batch: results})

    def _give_up(self, batch, lines, message):
        """Nothing is known of any row: all are sent anew, after a pause.

        Setting a value twice does no harm; only what changed since is computed anew.
        """
        batch.note = message
        again = OfferResult("again", message)
        return self._finish({batch: dict.fromkeys(lines, again)})
