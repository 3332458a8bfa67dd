# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class EbayExportAttempt(models.Model):
    """A batch is on its way to eBay: noted, and committed, before the call.

    If the job finds one when it begins, an earlier try died between eBay and our
    commit: whether eBay took the batch is then read from eBay, and never guessed.
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

    @api.model
    def _begin(self, batch, task_id=None):
        with self.env.registry.cursor() as cr:
            cr.execute(
                "INSERT INTO ebay_export_attempt (batch_id, began_at, task_id) "
                "VALUES (%s, now() AT TIME ZONE 'UTC', %s)",
                (batch.id, task_id),
            )

    @api.model
    def _forget(self, batch):
        """eBay has certainly not taken it."""
        with self.env.registry.cursor() as cr:
            cr.execute(
                "DELETE FROM ebay_export_attempt WHERE batch_id = %s", (batch.id,)
            )
