# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import api, fields, models

from ..tools.backoff import backoff

#: Seconds: upper limits of the first and of any wait if eBay names none.
THROTTLE_BASE = 10
THROTTLE_CAP = 1800


class EbayApiLimit(models.Model):
    """State of the circuit breaker of an API or call of an account, for all workers.

    A worker that is throttled blocks the API for all, so that a hundred waiting jobs do
    not each call eBay again. Where eBay counts calls by their names, only the call is
    blocked: a used-up GetItem does not keep ReviseInventoryStatus waiting. Rows are
    written in transactions of their own.
    """

    _name = "ebay.api.limit"
    _description = "eBay API Limit"
    _log_access = False
    _order = "backend_id, api_name, call_name"

    backend_id = fields.Many2one(
        "ebay.backend", required=True, ondelete="cascade", readonly=True
    )
    company_id = fields.Many2one(related="backend_id.company_id")
    api_name = fields.Char(string="API", required=True, readonly=True)
    call_name = fields.Char(
        string="Call",
        readonly=True,
        help="The call that is blocked. Empty: all calls of the API.",
    )
    blocked_until = fields.Datetime(readonly=True)
    failure_count = fields.Integer(
        string="Failures",
        readonly=True,
        help="How often in a row eBay asked to slow down.",
    )
    reason = fields.Selection(
        [("throttled", "Too many calls at once"), ("quota", "Day's quota used up")],
        readonly=True,
    )

    _backend_call_uniq = models.UniqueIndex(
        "(backend_id, api_name, COALESCE(call_name, ''))",
        "One limit per backend, API and call.",
    )

    @api.depends("api_name", "call_name")
    def _compute_display_name(self):
        for limit in self:
            limit.display_name = " ".join(
                filter(None, (limit.api_name, limit.call_name))
            )

    @api.model
    def _blocked(self, backends):
        """Return the limits that block an API of these accounts now."""
        return self.search(
            [
                ("backend_id", "in", backends.ids),
                ("blocked_until", ">", fields.Datetime.now()),
            ]
        )

    @api.model
    def _read_state(self, backend, api_name, call_name=""):
        """Return the seconds for which a call is blocked, and its failures in a row.

        A call is blocked with its API or by itself.

        In a transaction of its own, which sees what another worker has just written.
        """
        with self.env.registry.cursor() as cr:
            cr.execute(
                """
                SELECT max(extract(epoch FROM blocked_until - %s)), max(failure_count)
                FROM ebay_api_limit
                WHERE backend_id = %s AND api_name = %s
                  AND COALESCE(call_name, '') IN ('', %s)
                """,
                (fields.Datetime.now(), backend.id, api_name, call_name),
            )
            seconds, failures = cr.fetchone()
        return max(0, float(seconds or 0)), failures or 0

    @api.model
    def _trip(self, backend, api_name, seconds=None, reason="throttled", call_name=""):
        """Block an API, or one call of it; return for how many seconds.

        :param seconds: as eBay asked; None: a backoff that grows with each failure
        :param call_name: the call to block; empty: all calls of the API
        """
        with self.env.registry.cursor() as cr:
            cr.execute(
                """
                INSERT INTO ebay_api_limit
                    (backend_id, api_name, call_name, failure_count)
                VALUES (%s, %s, NULLIF(%s, ''), 1)
                ON CONFLICT (backend_id, api_name, COALESCE(call_name, ''))
                DO UPDATE SET failure_count = ebay_api_limit.failure_count + 1
                RETURNING id, failure_count
                """,
                (backend.id, api_name, call_name),
            )
            limit_id, failures = cr.fetchone()
            if seconds is None:
                seconds = backoff(failures, base=THROTTLE_BASE, cap=THROTTLE_CAP)
            cr.execute(
                """
                UPDATE ebay_api_limit SET blocked_until = %s, reason = %s
                WHERE id = %s
                """,
                (fields.Datetime.now() + timedelta(seconds=seconds), reason, limit_id),
            )
        return seconds

    @api.model
    def _reset(self, backend, api_name, call_name=""):
        """Unblock an API and a call that has answered, and forget their failures."""
        with self.env.registry.cursor() as cr:
            cr.execute(
                """
                UPDATE ebay_api_limit
                SET failure_count = 0, blocked_until = NULL, reason = NULL
                WHERE backend_id = %s AND api_name = %s
                  AND COALESCE(call_name, '') IN ('', %s)
                """,
                (backend.id, api_name, call_name),
            )
