# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from psycopg2.extras import Json

from odoo import api, fields, models


class EbayExportAttempt(models.Model):
    """A batch is on its way to eBay: noted, and committed, before the call.

    If the job finds one when it begins, an earlier try died between eBay and our
    commit: whether eBay took the batch is then read from eBay, and never guessed. If
    that try got as far as eBay's answer, it is kept here, and nothing is to be read.
    A row of its own, because the job's transaction, older, could not write the batch
    any more if another one had.
    """

    _name = "ebay.export.attempt"
    _description = "eBay Export Attempt"
    _log_access = False

    batch_id = fields.Many2one(
        "ebay.export.batch",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    began_at = fields.Datetime(required=True, readonly=True)
    task_id = fields.Char(readonly=True, help="Of the Feed API, for a file.")
    answer = fields.Json(
        readonly=True,
        help="What eBay said of each line, until the job's transaction has it.",
    )

    @api.model
    def _of(self, batches):
        """The attempts at these batches, by batch."""
        found = self.search_fetch([("batch_id", "in", batches.ids)])
        return {attempt.batch_id: attempt for attempt in found}

    @api.model
    def _begin(self, batch, task_id=None):
        """Commit that this batch is sent now."""
        with self.env.registry.cursor() as cr:
            cr.execute(
                "INSERT INTO ebay_export_attempt (batch_id, began_at, task_id) "
                "VALUES (%s, now() AT TIME ZONE 'UTC', %s)",
                (batch.id, task_id),
            )

    @api.model
    def _begin_unchanged(self, batch, skus, told=(None, None)):
        """Commit that this batch is sent now, unless some of its SKUs have changed.

        One statement, because it is one for each call. Its cursor sees what others
        have committed by now; the job's transaction may be some calls old.

        :param told: ``(batch id, answer)`` of the call before, kept by the way
        :return: ids of the SKUs that changed: nothing has begun then
        """
        batch_id, answer = told
        with self.env.registry.cursor() as cr:
            cr.execute(
                """
                WITH kept AS (
                    UPDATE ebay_export_attempt SET answer = %(answer)s
                    WHERE batch_id = %(told)s
                ), changed AS (
                    SELECT DISTINCT sku_id FROM ebay_sku_mark
                    WHERE sku_id = ANY(%(skus)s)
                      AND due_at <= clock_timestamp() AT TIME ZONE 'UTC'
                ), begun AS (
                    INSERT INTO ebay_export_attempt (batch_id, began_at)
                    SELECT %(batch)s, now() AT TIME ZONE 'UTC'
                    WHERE NOT EXISTS (SELECT FROM changed)
                )
                SELECT sku_id FROM changed
                """,
                {
                    "answer": Json(answer),
                    "told": batch_id,
                    "skus": skus.ids,
                    "batch": batch.id,
                },
            )
            return {row[0] for row in cr.fetchall()}

    @api.model
    def _keep(self, told):
        """Commit what eBay said: ``(batch id, answer)`` of the last call."""
        batch_id, answer = told
        if batch_id:
            with self.env.registry.cursor() as cr:
                cr.execute(
                    "UPDATE ebay_export_attempt SET answer = %s WHERE batch_id = %s",
                    (Json(answer), batch_id),
                )

    @api.model
    def _forget(self, batch):
        """eBay has certainly not taken it."""
        with self.env.registry.cursor() as cr:
            cr.execute(
                "DELETE FROM ebay_export_attempt WHERE batch_id = %s", (batch.id,)
            )
