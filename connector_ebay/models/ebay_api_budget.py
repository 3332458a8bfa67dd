# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import random

from psycopg2.errors import SerializationFailure

from odoo import api, fields, models

#: Seconds of the sliding window. The margin covers the time until a call arrives.
WINDOW_SECONDS = 600
MARGIN_SECONDS = 5

#: Tries to take a call while other workers take theirs: each failure is one's success.
TAKE_TRIES = 200

TAKE = """
    WITH recent AS (
        SELECT id, ARRAY(
            SELECT value::float8 FROM jsonb_array_elements_text(used_at)
            WHERE value::float8 > extract(epoch FROM clock_timestamp()) - %(window)s
            ORDER BY 1
        ) AS used
        FROM ebay_api_budget WHERE backend_id = %(backend)s AND lane = %(lane)s
    )
    UPDATE ebay_api_budget budget
    SET used_at = to_jsonb(
        CASE WHEN %(take)s AND cardinality(recent.used) < %(limit)s
        THEN recent.used || extract(epoch FROM clock_timestamp())::float8
        ELSE recent.used END
    )
    FROM recent WHERE budget.id = recent.id
    RETURNING CASE WHEN cardinality(recent.used) < %(limit)s THEN 0
        ELSE recent.used[cardinality(recent.used) - %(limit)s + 1] + %(window)s
            - extract(epoch FROM clock_timestamp()) END
"""


class EbayApiBudget(models.Model):
    """When the calls of the last ten minutes were made that a budget counts.

    One row for each account and lane, by the clock of the database: workers on several
    machines take their calls one after the other, in transactions of their own.
    """

    _name = "ebay.api.budget"
    _description = "eBay Call Budget"
    _log_access = False

    backend_id = fields.Many2one(
        "ebay.backend", required=True, readonly=True, ondelete="cascade"
    )
    lane = fields.Selection(
        [("pull", "Reading"), ("push", "Writing")], required=True, readonly=True
    )
    used_at = fields.Json(readonly=True, help="Seconds since 1970, oldest first.")

    _lane_uniq = models.UniqueIndex(
        "(backend_id, lane)", "An account has one budget for each lane."
    )

    @api.model
    def _take(self, backend, lane, limit, take=True):
        """Take a call out of a budget; return 0, or the seconds until there is one.

        :param take: False: only look whether there is one
        """
        parameters = {
            "backend": backend.id,
            "lane": lane,
            "limit": limit,
            "take": take,
            "window": WINDOW_SECONDS + MARGIN_SECONDS,
        }
        for _try in range(TAKE_TRIES):
            try:
                with self.env.registry.cursor() as cr:
                    cr.execute(TAKE, parameters, log_exceptions=False)
                    row = cr.fetchone()
                    if not row:
                        self._create_row(cr, backend, lane)
                        continue
            except SerializationFailure:
                # Another worker has just taken one.
                continue
            # Jobs that wait for the same moment come one after the other.
            return float(row[0]) + random.uniform(0, 1) if row[0] > 0 else 0
        return random.uniform(1, 5)

    @staticmethod
    def _create_row(cr, backend, lane):
        cr.execute(
            "INSERT INTO ebay_api_budget (backend_id, lane, used_at) "
            "VALUES (%s, %s, '[]') ON CONFLICT DO NOTHING",
            (backend.id, lane),
        )

    @api.model
    def _used(self, backends):
        """Return ``{(account id, lane): calls}`` of the last ten minutes."""
        self.env.cr.execute(
            """
            SELECT backend_id, lane, (
                SELECT count(*) FROM jsonb_array_elements_text(used_at)
                WHERE value::float8 > extract(epoch FROM clock_timestamp()) - %s
            ) FROM ebay_api_budget WHERE backend_id IN %s
            """,
            (WINDOW_SECONDS, tuple(backends.ids) or (0,)),
        )
        return {(backend, lane): used for backend, lane, used in self.env.cr.fetchall()}
