# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import api, fields, models

from ..tools.flow_kinds import MISSED_LATE, Delay
from ..tools.time_texts import duration_text

#: The usual delay of a flow is that of this time; eBay's clock may be a little ahead.
USUAL_TIME = timedelta(days=1)
FUTURE = timedelta(minutes=5)

#: So many of the newest changes of an account say what their usual delay is.
NEWEST = 2000


class EbayFlowDelayMixin(models.AbstractModel):
    """How long what a flow carries is on its way, and since when something waits."""

    _name = "ebay.flow.delay.mixin"
    _description = "eBay Flow Delay Mixin"

    lag_seconds = fields.Float(
        string="Delay (Seconds)",
        compute="_compute_lag_seconds",
        help="Usual time from a change until it has arrived on the other side.",
    )
    lag_text = fields.Char(string="Usual Delay", compute="_compute_lag_text")
    waiting_since = fields.Datetime(
        compute="_compute_waiting_since",
        help="When the oldest change was made that has not arrived yet.",
    )

    @api.model
    def _delays(self, backends, since, until):
        """Return ``{(account id, flow): Delay}`` of what arrived in a time.

        Add-ons add their flows. Of the prices and quantities, the newest of each
        account are looked at: from the change in Odoo until eBay accepted it.
        """
        lines = self.env["ebay.export.batch.line"]
        lines.flush_model(["backend_id", "state", "changed_at", "sent_at"])
        self.env.cr.execute(
            """
            SELECT backend.id, count(*), percentile_cont(0.5) WITHIN GROUP (
                ORDER BY greatest(0, extract(epoch FROM sent_at - changed_at))
            )
            FROM ebay_backend backend CROSS JOIN LATERAL (
                SELECT sent_at, changed_at FROM ebay_export_batch_line
                WHERE backend_id = backend.id AND state = 'accepted'
                  AND changed_at IS NOT NULL
                  AND sent_at >= %(since)s AND sent_at < %(until)s
                ORDER BY sent_at DESC LIMIT %(newest)s
            ) line
            WHERE backend.id = ANY(%(backends)s)
            GROUP BY backend.id
            """,
            {
                "backends": backends.ids,
                "since": since,
                "until": until,
                "newest": NEWEST,
            },
        )
        return {
            (backend_id, "offers"): Delay(number, float(seconds))
            for backend_id, number, seconds in self.env.cr.fetchall()
        }

    @api.model
    def _oldest_waiting(self, backends):
        """Return ``{(account id, flow): time of the oldest change that waits}``.

        Add-ons add their flows. What a person or a pause holds back does not wait.
        """
        marks = self.env["ebay.sku.mark"]
        marks.flush_model()
        self.env["ebay.export.batch.line"].flush_model(["backend_id", "state"])
        self.env.cr.execute(
            """
            SELECT backend_id, min(since) FROM (
                SELECT backend_id, COALESCE(since, changed_at) AS since
                FROM ebay_sku_mark
                WHERE due_at <= clock_timestamp() AT TIME ZONE 'UTC'
                  AND backend_id = ANY(%(backends)s)
                UNION ALL
                SELECT backend_id, changed_at FROM ebay_export_batch_line
                WHERE state = 'pending' AND backend_id = ANY(%(backends)s)
            ) change GROUP BY backend_id
            """,
            {"backends": backends.ids},
        )
        return {
            (backend_id, "offers"): since
            for backend_id, since in self.env.cr.fetchall()
            if since
        }

    def _compute_lag_seconds(self):
        """Compute the delays of the last day, with a query for each kind of flow."""
        until = fields.Datetime.now() + FUTURE
        delays = self._delays(self.backend_id, until - USUAL_TIME, until)
        for row in self:
            delay = delays.get((row.backend_id.id, row.flow))
            row.lag_seconds = delay.seconds if delay else 0

    @api.depends("lag_seconds")
    @api.depends_context("lang")
    def _compute_lag_text(self):
        for row in self:
            row.lag_text = duration_text(self.env, row.lag_seconds)

    def _compute_waiting_since(self):
        waiting = self._oldest_waiting(self.backend_id)
        for row in self:
            row.waiting_since = waiting.get((row.backend_id.id, row.flow))

    def _waits_long(self):
        """Return whether a change has waited for so long that the flow is late."""
        self.ensure_one()
        longest = timedelta(minutes=MISSED_LATE * self.current_interval)
        since = self.waiting_since
        return bool(since) and fields.Datetime.now() - since >= longest
