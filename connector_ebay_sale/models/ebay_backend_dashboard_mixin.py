# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import json
from datetime import timedelta

import pytz

from odoo import api, fields, models
from odoo.tools import formatLang

from odoo.addons.connector_ebay.tools.dashboard_graphs import CHART_DAYS, bar_chart


class EbayBackendDashboardMixin(models.AbstractModel):
    """Today's orders and revenue, held orders, and the orders of two weeks."""

    _inherit = "ebay.backend.dashboard.mixin"

    today_order_count = fields.Integer(compute="_compute_recent_orders")
    today_revenue_text = fields.Char(compute="_compute_recent_orders")
    held_order_share = fields.Float(compute="_compute_recent_orders")
    orders_graph = fields.Text(compute="_compute_recent_orders")
    delay_graph = fields.Text(compute="_compute_recent_orders")

    @api.depends_context("lang", "tz")
    def _compute_recent_orders(self):
        """Compute the figures of orders; days begin at midnight of the user's clock."""
        today = fields.Date.context_today(self)
        days = [today - timedelta(days=back) for back in reversed(range(CHART_DAYS))]
        counts, revenue = self._orders_by_day(days[0])
        delays = self._delays_by_day(days[0])
        labels = [day.strftime("%d") for day in days]
        for backend in self:
            numbers = [counts.get((backend.id, day), 0) for day in days]
            backend.today_order_count = numbers[-1]
            backend.today_revenue_text = " + ".join(
                formatLang(self.env, amount, currency_obj=currency)
                for currency, amount in revenue.get((backend.id, today), ())
            )
            recent = sum(numbers)
            held = backend.held_order_count
            backend.held_order_share = min(100, 100 * held / recent) if recent else 0
            backend.orders_graph = json.dumps(
                bar_chart(labels, numbers, self.env._("Orders"))
            )
            minutes = [delays.get((backend.id, day), 0) for day in days]
            backend.delay_graph = json.dumps(
                bar_chart(labels, minutes, self.env._("Minutes"))
            )

    def _orders_by_day(self, since):
        """Return orders and amounts of the days since a date.

        :return: ``{(account id, day): number}`` and
            ``{(account id, day): [(currency, amount)]}``
        """
        orders = self.env["ebay.sale.order"]
        orders.flush_model(["ordered_at", "import_state", "amount_total"])
        self.env.cr.execute(
            """
            SELECT backend_id,
                   (ordered_at AT TIME ZONE 'UTC' AT TIME ZONE %(timezone)s)::date,
                   currency_id, count(*), sum(amount_total)
            FROM ebay_sale_order
            WHERE backend_id = ANY(%(backends)s) AND ordered_at >= %(begin)s
              AND import_state NOT IN ('cancelled', 'merged')
            GROUP BY 1, 2, 3
            """,
            self._days_parameters(since),
        )
        counts, revenue = {}, {}
        for backend_id, day, currency_id, number, amount in self.env.cr.fetchall():
            key = (backend_id, day)
            counts[key] = counts.get(key, 0) + number
            if currency_id:
                currency = self.env["res.currency"].browse(currency_id)
                revenue.setdefault(key, []).append((currency, amount or 0))
        return counts, revenue

    def _delays_by_day(self, since):
        """Return the median minutes from an order to its import, by day of the order.

        Orders from before the account was connected did not wait for anything.

        :return: ``{(account id, day): minutes}``
        """
        self.env["ebay.sale.order"].flush_model(["ordered_at", "create_date"])
        self.env.cr.execute(
            """
            SELECT backend_id,
                   (ordered_at AT TIME ZONE 'UTC' AT TIME ZONE %(timezone)s)::date,
                   percentile_cont(0.5) WITHIN GROUP (
                       ORDER BY extract(epoch FROM bound.create_date - ordered_at)
                   )
            FROM ebay_sale_order AS bound
            JOIN ebay_backend AS backend ON backend.id = bound.backend_id
            WHERE backend_id = ANY(%(backends)s) AND ordered_at >= %(begin)s
              AND ordered_at >= backend.connected_at
              AND bound.create_date >= ordered_at
            GROUP BY 1, 2
            """,
            self._days_parameters(since),
        )
        return {
            (backend_id, day): round(seconds / 60, 1)
            for backend_id, day, seconds in self.env.cr.fetchall()
        }

    def _days_parameters(self, since):
        """Return the parameters of a query by day of the user's clock, from a date."""
        timezone = self.env.context.get("tz") or self.env.user.tz or "UTC"
        begin = pytz.timezone(timezone).localize(fields.Datetime.to_datetime(since))
        return {
            "timezone": timezone,
            "backends": self.ids,
            "begin": begin.astimezone(pytz.utc).replace(tzinfo=None),
        }

    def action_open_today_orders(self):
        """List the orders of today that the card counts."""
        self.check_access("read")
        action = self.action_open_orders()
        counted = ("import_state", "not in", ("cancelled", "merged"))
        return {
            **action,
            "domain": [*action["domain"], counted],
            "context": {"search_default_today": 1},
        }
