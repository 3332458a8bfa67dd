# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import api, fields, models

from ..tools.backoff import backoff

#: Throttled without being told for how long: the first wait, and the longest.
THROTTLE_BASE = 10
THROTTLE_CAP = 1800


class EbayApiLimit(models.Model):
    """A door that all workers look at before they call an API of eBay.

    One worker that is throttled closes it for all, so that a hundred waiting jobs
    do not each ask eBay again. Written on a cursor of its own.
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
    strikes = fields.Integer(
        readonly=True, help="How often in a row eBay asked to slow down."
    )
    reason = fields.Selection(
        [("throttled", "Too many calls at once"), ("quota", "Day's quota used up")],
        readonly=True,
    )

    _backend_api_uniq = models.Constraint(
        "unique(backend_id, api_name)", "One limit per backend and API."
    )

    @api.model
    def _look(self, backend, api_name):
        """``(seconds for which this API may not be called, strikes)``.

        On a cursor of its own: what another worker was told a moment ago counts, and
        this job's transaction may have begun before.
        """
        with self.env.registry.cursor() as cr:
            cr.execute(
                """
                SELECT extract(epoch FROM blocked_until - %s), strikes
                FROM ebay_api_limit WHERE backend_id = %s AND api_name = %s
                """,
                (fields.Datetime.now(), backend.id, api_name),
            )
            seconds, strikes = cr.fetchone() or (0, 0)
        return max(0, float(seconds or 0)), strikes or 0

    @api.model
    def _close(self, backend, api_name, seconds=None, reason="throttled"):
        """Close the door; return for how many seconds.

        :param seconds: as eBay asked; else a backoff that grows with each strike
        """
        with self.env.registry.cursor() as cr:
            cr.execute(
                """
                INSERT INTO ebay_api_limit (backend_id, api_name, strikes)
                VALUES (%s, %s, 1)
                ON CONFLICT (backend_id, api_name)
                DO UPDATE SET strikes = ebay_api_limit.strikes + 1
                RETURNING strikes
                """,
                (backend.id, api_name),
            )
            strikes = cr.fetchone()[0]
            if seconds is None:
                seconds = backoff(strikes, base=THROTTLE_BASE, cap=THROTTLE_CAP)
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
    def _open(self, backend, api_name):
        """An answer came: forget the strikes."""
        with self.env.registry.cursor() as cr:
            cr.execute(
                """
                UPDATE ebay_api_limit
                SET strikes = 0, blocked_until = NULL, reason = NULL
                WHERE backend_id = %s AND api_name = %s
                """,
                (backend.id, api_name),
            )
