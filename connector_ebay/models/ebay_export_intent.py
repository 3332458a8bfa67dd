# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from psycopg2.extras import Json

from odoo import api, fields, models


class EbayExportIntent(models.Model):
    """The intent to send a batch, committed before eBay is called.

    A job that finds an intent when it begins knows that an earlier try ended between
    eBay's answer and its own commit. If eBay's answer is stored here, it is used.
    Otherwise what became of the batch is read from eBay, never guessed. The intent has
    a row of its own, because the job's older transaction could no longer write the
    batch if another transaction had written it.
    """

    _name = "ebay.export.intent"
    _description = "eBay Export Intent"
    _log_access = False

    batch_id = fields.Many2one(
        "ebay.export.batch",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    began_at = fields.Datetime(required=True, readonly=True)
    task_id = fields.Char(
        string="Task ID", readonly=True, help="Task of the Feed API, for a file."
    )
    answer = fields.Json(
        readonly=True,
        help="Result of each line, until the transaction of the job is committed.",
    )

    @api.model
    def _by_batch(self, batches):
        """Return ``{batch: intent}`` of those that exist."""
        found = self.search_fetch([("batch_id", "in", batches.ids)])
        return {intent.batch_id: intent for intent in found}

    @api.model
    def _commit(self, batch, task_id=None):
        """Commit the intent to send a batch."""
        with self.env.registry.cursor() as cr:
            cr.execute(
                "INSERT INTO ebay_export_intent (batch_id, began_at, task_id) "
                "VALUES (%s, now() AT TIME ZONE 'UTC', %s)",
                (batch.id, task_id),
            )

    @api.model
    def _commit_unless_marked(self, batch, skus, unsaved=(None, None)):
        """Commit the intent to send a batch, unless some of its SKUs are marked.

        One statement, because there is one for each call to eBay. Its new transaction
        sees what others have committed; the job's own may be some calls old.

        :param unsaved: ``(batch id, answer)`` of the call before, stored along with it
        :return: ids of the SKUs that are marked; if there are any, no intent is
            committed
        """
        unsaved_batch_id, answer = unsaved
        with self.env.registry.cursor() as cr:
            cr.execute(
                """
                WITH answered AS (
                    UPDATE ebay_export_intent SET answer = %(answer)s
                    WHERE batch_id = %(unsaved_batch)s
                ), marked AS (
                    SELECT DISTINCT sku_id FROM ebay_sku_mark
                    WHERE sku_id = ANY(%(skus)s)
                      AND due_at <= clock_timestamp() AT TIME ZONE 'UTC'
                ), committed AS (
                    INSERT INTO ebay_export_intent (batch_id, began_at)
                    SELECT %(batch)s, now() AT TIME ZONE 'UTC'
                    WHERE NOT EXISTS (SELECT FROM marked)
                )
                SELECT sku_id FROM marked
                """,
                {
                    "answer": Json(answer),
                    "unsaved_batch": unsaved_batch_id,
                    "skus": skus.ids,
                    "batch": batch.id,
                },
            )
            return {row[0] for row in cr.fetchall()}

    @api.model
    def _commit_answer(self, unsaved):
        """Commit the answer of eBay: ``(batch id, answer)`` of the last call."""
        batch_id, answer = unsaved
        if batch_id:
            with self.env.registry.cursor() as cr:
                cr.execute(
                    "UPDATE ebay_export_intent SET answer = %s WHERE batch_id = %s",
                    (Json(answer), batch_id),
                )

    @api.model
    def _withdraw(self, batch):
        """Commit that eBay has not received the batch."""
        with self.env.registry.cursor() as cr:
            cr.execute(
                "DELETE FROM ebay_export_intent WHERE batch_id = %s", (batch.id,)
            )
