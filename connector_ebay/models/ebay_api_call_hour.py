# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.call_statistics import BUCKETS_MS, percentile

COUNTERS = ("calls", "errors", "duration_ms", *(f"within_{ms}" for ms in BUCKETS_MS))


def _added_counters():
    """Return the SQL that adds the counters of a row to those that are stored."""
    return SQL(", ").join(
        SQL(
            "%s = ebay_api_call_hour.%s + excluded.%s",
            *(SQL.identifier(name) for _part in range(3)),
        )
        for name in COUNTERS
    )


class EbayApiCallHour(models.Model):
    """The calls of an hour, summed up; they are kept longer than the calls."""

    _name = "ebay.api.call.hour"
    _description = "eBay API Calls by Hour"
    _order = "hour desc, id desc"
    _rec_name = "endpoint"
    _log_access = False

    backend_id = fields.Many2one(
        "ebay.backend",
        string="Account",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(related="backend_id.company_id")
    hour = fields.Datetime(required=True, readonly=True, index=True)
    api_name = fields.Char(string="API", readonly=True)
    flow = fields.Selection("_flow_selection", readonly=True)
    endpoint = fields.Char(readonly=True)
    status = fields.Integer(readonly=True, aggregator=None)
    calls = fields.Integer(readonly=True)
    errors = fields.Integer(readonly=True)
    duration_ms = fields.Integer(string="Duration (ms)", readonly=True)
    within_50 = fields.Integer(string="Within 50 ms", readonly=True)
    within_100 = fields.Integer(string="Within 100 ms", readonly=True)
    within_250 = fields.Integer(string="Within 250 ms", readonly=True)
    within_500 = fields.Integer(string="Within 500 ms", readonly=True)
    within_1000 = fields.Integer(string="Within 1 s", readonly=True)
    within_2500 = fields.Integer(string="Within 2.5 s", readonly=True)
    within_5000 = fields.Integer(string="Within 5 s", readonly=True)
    within_10000 = fields.Integer(string="Within 10 s", readonly=True)
    within_30000 = fields.Integer(string="Within 30 s", readonly=True)

    _key_uniq = models.UniqueIndex(
        "(backend_id, hour, api_name, flow, endpoint, status)",
        "The calls of an hour are summed up once.",
    )

    @api.model
    def _flow_selection(self):
        """Return the flows as the log of calls names them."""
        return self.env["ebay.api.call"]._flow_selection()

    @api.model
    def _add(self, cr, sums):
        """Add sums of calls, with one statement.

        :param cr: the transaction that stores the calls
        :param sums: as ``tools.call_statistics.sum_up`` returns them
        """
        rows = [(*key, *counts) for key, counts in sums]
        cr.execute(
            SQL(
                """
                INSERT INTO ebay_api_call_hour
                    (backend_id, hour, api_name, flow, endpoint, status, %s)
                VALUES %s
                ON CONFLICT (backend_id, hour, api_name, flow, endpoint, status)
                DO UPDATE SET %s
                """,
                SQL(", ").join(map(SQL.identifier, COUNTERS)),
                SQL(", ").join(SQL("%s", row) for row in rows),
                _added_counters(),
            ),
            log_exceptions=False,
        )

    @api.model
    def _sum_up_by_month(self, before, limit):
        """Add rows of before a time to those of their month; return their number."""
        self.env.cr.execute(
            SQL(
                """
                WITH gone AS (
                    DELETE FROM ebay_api_call_hour WHERE id IN (
                        SELECT id FROM ebay_api_call_hour
                        WHERE hour < %s AND hour != date_trunc('month', hour)
                        LIMIT %s
                    ) RETURNING *
                ), added AS (
                    INSERT INTO ebay_api_call_hour
                        (backend_id, hour, api_name, flow, endpoint, status, %s)
                    SELECT backend_id, date_trunc('month', hour), api_name, flow,
                           endpoint, status, %s
                    FROM gone GROUP BY 1, 2, 3, 4, 5, 6
                    ON CONFLICT (backend_id, hour, api_name, flow, endpoint, status)
                    DO UPDATE SET %s
                )
                SELECT count(*) FROM gone
                """,
                before,
                limit,
                SQL(", ").join(map(SQL.identifier, COUNTERS)),
                SQL(", ").join(SQL("sum(%s)", SQL.identifier(one)) for one in COUNTERS),
                _added_counters(),
            )
        )
        return self.env.cr.fetchone()[0]

    @api.model
    def _percentiles(self, backends, since, until, share=0.95):
        """Return ``{account: milliseconds}`` within which most calls were answered."""
        names = [f"within_{ms}:sum" for ms in BUCKETS_MS]
        rows = self._read_group(
            [
                ("backend_id", "in", backends.ids),
                ("hour", ">=", since),
                ("hour", "<", until),
            ],
            ["backend_id"],
            ["calls:sum", *names],
        )
        return {
            backend: percentile(counts, total, share)
            for backend, total, *counts in rows
            if total
        }
