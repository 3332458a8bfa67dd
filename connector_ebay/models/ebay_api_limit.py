# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import api, fields, models

from ..tools.backoff import backoff

#: Seconds: upper limits of the first and of any wait if eBay names none.
THROTTLE_BASE = 10
THROTTLE_CAP = 1800


class EbayApiLimit(models.Model):
    """State of the circuit breaker of one API of an account, shared by all workers.

    A worker that is throttled blocks the API for all, so that a hundred waiting jobs do
    not each call eBay again. Rows are written in transactions of their own.
    """

    _name = "ebay.api.limit"
    _description = "eBay API Limit"
    _rec_name = "api_name"
    _log_access = False
    _order = "backend_id, api_name"

    backend_id = fields.Many2one(
        "ebay.backend", required=True, ondelete="cascade", readonly=True
    )
    company_id = fields.Many2one(related="backend_id.company_id")
    api_name = fields.Char(string="API", required=True, readonly=True)
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

    _backend_api_uniq = models.Constraint(
        "unique(backend_id, api_name)", "One limit per backend and API."
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
    def _read_state(self, backend, api_name):
        """Return the seconds for which an API is blocked, and its failures in a row.

        In a transaction of its own, which sees what another worker has just written.
        """
        with self.env.registry.cursor() as cr:
            cr.execute(
                """
                SELECT extract(epoch FROM blocked_until - %s), failure_count
                FROM ebay_api_limit WHERE backend_id = %s AND api_name = %s
                """,
                (fields.Datetime.now(), backend.id, api_name),
            )
            seconds, failures = cr.fetchone() or (0, 0)
        return max(0, float(seconds or 0)), failures or 0

    @api.model
    def _trip(self, backend, api_name, seconds=None, reason="throttled"):
        """Block an API; return for how many seconds.

        :param seconds: as eBay asked; None: a backoff that grows with each failure
        """
        with self.env.registry.cursor() as cr:
            cr.execute(
                """
                INSERT INTO ebay_api_limit (backend_id, api_name, failure_count)
                VALUES (%s, %s, 1)
                ON CONFLICT (backend_id, api_name)
                DO UPDATE SET failure_count = ebay_api_limit.failure_count + 1
                RETURNING failure_count
                """,
                (backend.id, api_name),
            )
            failures = cr.fetchone()[0]
            if seconds is None:
                seconds = backoff(failures, base=THROTTLE_BASE, cap=THROTTLE_CAP)
            cr.execute(
                """
                UPDATE ebay_api_limit SET blocked_until = %s, reason = %s
                WHERE backend_id = %s AND api_name = %s
                """,
                (
                    fields.Datetime.now() + timedelta(seconds=seconds),
                    reason,
                    backend.id,
                    api_name,
                ),
            )
        return seconds

    @api.model
    def _reset(self, backend, api_name):
        """Unblock an API that has answered, and forget its failures."""
        with self.env.registry.cursor() as cr:
            cr.execute(
                """
                UPDATE ebay_api_limit
                SET failure_count = 0, blocked_until = NULL, reason = NULL
                WHERE backend_id = %s AND api_name = %s
                """,
                (backend.id, api_name),
            )
