# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models
from odoo.tools import SQL

from ..connection.call_log import CallLog
from ..tools.call_statistics import sum_up


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
    flow = fields.Selection(
        "_flow_selection", readonly=True, help="What the call was made for."
    )
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
    def _flow_labels(self):
        """Return the names of the adapters' flows; add-ons add theirs.

        A call of a flow that is not here is logged all the same.
        """
        return {
            "account": self.env._("Account and limits"),
            "categories": self.env._("Categories"),
            "command line": self.env._("Command line"),
            "comparison": self.env._("Comparison with eBay"),
            "connect": self.env._("Connecting"),
            "health": self.env._("Health"),
            "listings": self.env._("Listings"),
            "migration": self.env._("Move to the Inventory API"),
            "notifications": self.env._("Notifications"),
            "oauth": self.env._("Access tokens"),
            "offers": self.env._("Prices and quantities"),
            "ping": self.env._("Test from the command line"),
            "policies": self.env._("Policies and categories' rules"),
            "publishing": self.env._("Publishing"),
            "webhook": self.env._("Check of notifications"),
        }

    @api.model
    def _flow_selection(self):
        return list(self._flow_labels().items())

    @api.model
    def _flush_calls(self):
        """Write the calls that this process has buffered."""
        CallLog.of(self.env).flush()

    @api.model
    def _search(self, *args, **kwargs):
        """Find calls that this process has just made, too."""
        self._flush_calls()
        return super()._search(*args, **kwargs)

    @api.model
    def _store_calls(self, rows):
        """Store calls and their sums by hour, in this transaction.

        Calls of accounts that were deleted in the meantime are left out.

        :param rows: dicts of the columns
        """
        backend_ids = self._existing("ebay.backend", rows, "backend_id")
        batch_ids = self._existing("ebay.export.batch", rows, "batch_id")
        rows = [
            row | ({} if row["batch_id"] in batch_ids else {"batch_id": None})
            for row in rows
            if row["backend_id"] in backend_ids
        ]
        if not rows:
            return
        self.env.cr.execute(
            SQL(
                "INSERT INTO ebay_api_call (%s) VALUES %s",
                SQL(", ").join(map(SQL.identifier, rows[0])),
                SQL(", ").join(SQL("%s", tuple(row.values())) for row in rows),
            )
        )
        self.env["ebay.api.call.hour"]._add(self.env.cr, sum_up(rows))

    def _existing(self, model, rows, name):
        """Return the ids of another model in these rows that exist."""
        ids = {row[name] for row in rows if row[name]}
        if not ids:
            return set()
        table = SQL.identifier(self.env[model]._table)
        self.env.cr.execute(
            SQL("SELECT id FROM %s WHERE id IN %s FOR KEY SHARE", table, tuple(ids))
        )
        return {row[0] for row in self.env.cr.fetchall()}

    def action_open_job(self):
        """Open the job that made this call."""
        self.check_access("read")
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay.queue_job_action_ebay"
        )
        return {**action, "domain": [("uuid", "=", self.job_uuid)], "context": {}}
