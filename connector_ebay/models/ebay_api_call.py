# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from psycopg2.extensions import TransactionRollbackError

from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.call_statistics import sum_up

#: Tries to write a set of calls while other workers write theirs.
STORE_TRIES = 50


class EbayApiCall(models.Model):
    """One HTTP call to eBay: purpose, duration and result, without personal data."""

    _name = "ebay.api.call"
    _description = "eBay API Call"
    _order = "id desc"
    _rec_name = "endpoint"
    _log_access = False

    backend_id = fields.Many2one(
        "ebay.backend", required=True, ondelete="cascade", index=True, readonly=True
    )
    company_id = fields.Many2one(related="backend_id.company_id")
    called_at = fields.Datetime(required=True, index=True, readonly=True)
    flow = fields.Char(readonly=True, help="What the call was made for.")
    api_name = fields.Char(string="API", readonly=True)
    method = fields.Char(readonly=True)
    endpoint = fields.Char(readonly=True)
    status = fields.Integer(
        readonly=True, aggregator=None, help="HTTP status; 0 if no answer came."
    )
    duration = fields.Integer(string="Duration (ms)", readonly=True, aggregator="avg")
    request_bytes = fields.Integer(readonly=True)
    response_bytes = fields.Integer(readonly=True)
    request_id = fields.Char(
        string="eBay Request ID", readonly=True, help="eBay's support asks for it."
    )
    error = fields.Char(readonly=True)
    job_uuid = fields.Char(string="Job", readonly=True, index="btree_not_null")
    batch_id = fields.Many2one(
        "ebay.export.batch",
        string="Export Batch",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
    )

    @api.model
    def _store_calls(self, rows):
        """Store calls and their sums by hour, in a transaction of its own.

        :param rows: dicts of the columns
        """
        for left in reversed(range(STORE_TRIES)):
            try:
                with self.env.registry.cursor() as cr:
                    self._insert_calls(cr, rows)
            except TransactionRollbackError:
                # Another worker has just written the sums of the same hour.
                if not left:
                    raise
            else:
                return

    def _insert_calls(self, cr, rows):
        columns = list(rows[0])
        cr.execute(
            SQL(
                "INSERT INTO ebay_api_call (%s) VALUES %s",
                SQL(", ").join(map(SQL.identifier, columns)),
                SQL(", ").join(SQL("%s", tuple(row.values())) for row in rows),
            )
        )
        self.env["ebay.api.call.hour"]._add(cr, sum_up(rows))

    def action_open_job(self):
        """Open the job that made this call."""
        self.check_access("read")
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay.queue_job_action_ebay"
        )
        return {**action, "domain": [("uuid", "=", self.job_uuid)], "context": {}}
