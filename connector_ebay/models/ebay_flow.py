# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import api, fields, models

from ..tools.flow_kinds import (
    DAY_MINUTES,
    FLOW_KINDS,
    MISSED_LATE,
    MISSED_STOPPED,
    SCHEDULE_MINUTES,
    SCHEDULE_TOLERANCE_SECONDS,
)
from ..tools.stored_text import dump_text, render_text
from ..tools.time_texts import duration_text
from ..tools.transactions import new_transaction

STATES = [
    ("ok", "In time"),
    ("late", "Late"),
    ("stopped", "Stopped"),
    ("off", "Off"),
]

#: How much longer intervals become while the budget of reading calls is nearly used up.
BUSY_FACTOR = 2

#: A subscribed topic without a notification for this long counts as silent: the flow
#: goes back to its shorter interval.
WEBHOOK_SILENCE = timedelta(hours=24)


class EbayFlow(models.Model):
    """One kind of work of an account: how often it runs, and when it last succeeded.

    A run writes its row at its end, in its own transaction; runs of one flow never
    overlap. The start is written in a new transaction, so that nobody waits for it.
    """

    _name = "ebay.flow"
    _description = "eBay Flow"
    _inherit = ["ebay.job.mixin", "ebay.user.fields.mixin", "ebay.flow.delay.mixin"]
    _order = "backend_id, sequence, id"
    _rec_name = "flow"
    _log_access = False

    backend_id = fields.Many2one(
        "ebay.backend",
        string="Account",
        required=True,
        ondelete="cascade",
        readonly=True,
    )
    company_id = fields.Many2one(related="backend_id.company_id", store=True)
    flow = fields.Selection(
        [
            ("offers", "Prices and quantities"),
            ("listings", "Listings"),
            ("categories", "Categories"),
            ("notifications", "Notifications"),
            ("policies", "Business policies"),
        ],
        required=True,
        readonly=True,
    )
    sequence = fields.Integer(default=10, readonly=True)
    interval = fields.Integer(
        string="Every (Minutes)",
        required=True,
        help="Minutes between two scheduled runs. 0: only when somebody starts it.",
    )
    interval_with_webhooks = fields.Integer(
        string="With Notifications (Minutes)",
        help="Minutes between two scheduled runs while eBay's notifications arrive. "
        "0: the same as without them.",
    )
    last_start_at = fields.Datetime(string="Last Start", readonly=True)
    last_success_at = fields.Datetime(string="Last Success", readonly=True)
    result_text = fields.Json(readonly=True, help="The result, in any language.")
    last_result = fields.Char(compute="_compute_last_result")

    current_interval = fields.Integer(
        string="Interval Now (Minutes)",
        compute="_compute_current_interval",
        help="The interval that applies now: notifications and a budget that is "
        "nearly used up make it longer.",
    )
    job_id = fields.Many2one("queue.job", compute="_compute_job_id")
    off_reason = fields.Char(compute="_compute_state")
    state = fields.Selection(STATES, compute="_compute_state")
    next_start_at = fields.Datetime(string="Next Run", compute="_compute_state")
    last_error = fields.Char(compute="_compute_last_error")
    next_try_at = fields.Datetime(compute="_compute_last_error")
    status_text = fields.Char(string="Last Import or Export", compute="_compute_texts")

    _flow_uniq = models.Constraint(
        "unique(backend_id, flow)", "An account has each flow once."
    )
    _intervals_are_positive = models.Constraint(
        "CHECK (interval >= 0 AND interval_with_webhooks >= 0)",
        "Intervals must not be negative.",
    )

    # === ROWS ===

    @api.model
    def _kinds(self):
        """Return the ``FlowKind`` of each flow; add-ons add theirs."""
        return FLOW_KINDS

    @api.model
    def _user_fields(self):
        return super()._user_fields() | {"interval", "interval_with_webhooks"}

    @api.model
    def _get_or_create(self, backends, flow=None):
        """Return the rows of these accounts, and create those that are missing.

        :param flow: only the rows of this flow
        """
        kinds = self._kinds()
        names = [flow] if flow else list(kinds)
        rows = self.sudo()
        found = rows.search([("backend_id", "in", backends.ids), ("flow", "in", names)])
        existing = {(row.backend_id.id, row.flow) for row in found}
        missing = [
            {
                "backend_id": backend_id,
                "flow": name,
                "sequence": kinds[name].sequence,
                "interval": kinds[name].interval,
                "interval_with_webhooks": kinds[name].interval_with_webhooks,
            }
            for backend_id in backends.ids
            for name in names
            if (backend_id, name) not in existing
        ]
        return (found | rows.create(missing)) if missing else found

    # === RUNS ===

    @api.model
    def _record_start(self, backend, flow):
        """Store that a run begins now."""
        if flow not in self._kinds():
            return
        with new_transaction(self) as rows:
            rows.search(
                [("backend_id", "=", backend.id), ("flow", "=", flow)]
            ).last_start_at = fields.Datetime.now()
        self.invalidate_model(["last_start_at"], flush=False)

    @api.model
    def _record_success(self, backend, flow, result=""):
        """Store that a run has succeeded, in the transaction that ends it.

        :param result: a sentence for the screen
        """
        if flow not in self._kinds():
            return
        row = self._get_or_create(backend, flow)
        row.write(
            {
                "last_success_at": fields.Datetime.now(),
                "result_text": dump_text(result),
            }
        )
        self.env["ebay.feedback"]._report_success(backend, flow, result)

    # === SCHEDULE ===

    @api.model
    def _due_backends(self, flow):
        """Return the accounts whose flow is due, as the schedule may start them.

        A flow whose job waits, runs or is tried again is not due: runs never overlap.
        """
        backends = self.env["ebay.backend"]._running()
        rows = self._get_or_create(backends, flow)
        due = rows.filtered(lambda row: row._is_due())
        return due.backend_id.with_context(ebay_trigger="schedule")

    def _is_due(self):
        """Return whether the schedule has to start the flow now."""
        self.ensure_one()
        if self.off_reason or self.job_id.state not in (False, "failed"):
            return False
        tolerance = timedelta(seconds=SCHEDULE_TOLERANCE_SECONDS)
        return (
            not self.last_start_at
            or self.next_start_at <= fields.Datetime.now() + tolerance
        )

    def _off_reason(self):
        """Return why the schedule does not start the flow; empty if it does."""
        self.ensure_one()
        if not self.interval:
            return self.env._("Switched off in the schedule.")
        if self.flow == "offers" and self.backend_id.stock_master != "odoo":
            return self.env._("eBay is master of prices and quantities.")
        if self.flow == "notifications" and not self.backend_id.notification_topic_ids:
            return self.env._("Not subscribed yet.")
        return ""

    @api.depends("interval", "interval_with_webhooks")
    def _compute_current_interval(self):
        quiet = self._with_arriving_webhooks()
        busy = self.backend_id.filtered(lambda backend: backend._is_budget_busy("pull"))
        for row in self:
            minutes = row.interval
            if row in quiet:
                minutes = max(minutes, row.interval_with_webhooks)
            if minutes:
                minutes = max(minutes, SCHEDULE_MINUTES, row._shortest_interval())
            if row.backend_id in busy:
                minutes *= BUSY_FACTOR
            row.current_interval = minutes

    def _shortest_interval(self):
        """Return the minutes that a run takes by the account's budget of calls."""
        return 0

    def _with_arriving_webhooks(self):
        """Return those flows whose notifications are subscribed and arrive."""
        topics = {name: kind.topic for name, kind in self._kinds().items()}
        candidates = self.filtered(
            lambda row: row.interval_with_webhooks and topics.get(row.flow)
        )
        if not candidates:
            return candidates
        names = {topics[row.flow] for row in candidates}
        subscribed = (
            self.env["ebay.notification.topic"]
            .sudo()
            .search(
                [
                    ("backend_id", "in", candidates.backend_id.ids),
                    ("name", "in", list(names)),
                    ("state", "=", "subscribed"),
                ]
            )
        )
        since = fields.Datetime.now() - WEBHOOK_SILENCE
        arrived = (
            self.env["ebay.webhook.event"]
            .sudo()
            ._read_group(
                [
                    ("backend_id", "in", subscribed.backend_id.ids),
                    ("topic", "in", subscribed.mapped("name")),
                    ("received_at", ">=", since),
                    ("state", "!=", "failed"),
                ],
                ["backend_id", "topic"],
            )
        )
        alive = {(backend.id, topic) for backend, topic in arrived}
        alive &= {(topic.backend_id.id, topic.name) for topic in subscribed}
        return candidates.filtered(
            lambda row: (row.backend_id.id, topics[row.flow]) in alive
        )

    # === STATE ===

    def _compute_job_id(self):
        """Compute the newest job of the flow that has not succeeded yet."""
        jobs = self.env["queue.job"].sudo()._ebay_open_jobs(self.backend_id)
        for row in self:
            row.job_id = jobs.get((row.backend_id.id, row.flow))

    @api.depends("last_start_at", "last_success_at", "interval")
    def _compute_state(self):
        now = fields.Datetime.now()
        for row in self:
            row.off_reason = row._off_reason()
            row.next_start_at = row._next_start()
            row.state = row._state_at(now)

    def _next_start(self):
        if self.off_reason:
            return False
        interval = timedelta(minutes=self.current_interval)
        last = self.last_start_at or self.last_success_at
        return last + interval if last else fields.Datetime.now()

    def _state_at(self, now):
        """Return the state at this time: how many intervals without a success."""
        backend = self.backend_id
        since = self.last_success_at or backend.connected_at
        if self.off_reason or backend.state == "paused" or not since:
            return "off"
        missed = (now - since) / timedelta(minutes=self._longest_interval())
        if missed >= MISSED_STOPPED:
            return "stopped"
        if missed >= MISSED_LATE or self.job_id.state == "failed" or self._waits_long():
            return "late"
        return "ok"

    def _longest_interval(self):
        """Return the minutes between two successes that are still in time.

        However rarely a flow is to run, a day without it is noticed, unless it is made
        to run less often than that.
        """
        usual = self._kinds()[self.flow].interval
        return min(self.current_interval, max(DAY_MINUTES, usual))

    @api.depends("result_text")
    @api.depends_context("lang", "tz")
    def _compute_last_result(self):
        for row in self:
            row.last_result = render_text(row.env, row.result_text) or False

    def _compute_last_error(self):
        for row in self:
            job = row.job_id.sudo()
            failed = job.state == "failed"
            row.last_error = job._ebay_problem()
            row.next_try_at = not failed and job.retry and job.eta

    @api.depends_context("lang", "tz")
    def _compute_texts(self):
        now = fields.Datetime.now()
        for row in self:
            row.status_text = row._status(now)

    def _status(self, now):
        """Return when the flow last succeeded, and what keeps it from doing so."""
        success = self.last_success_at
        when = (
            self.env._(
                "%s ago", duration_text(self.env, (now - success).total_seconds())
            )
            if success
            else self.env._("not yet")
        )
        if self.off_reason:
            return f"{when}. {self.off_reason}" if success else self.off_reason
        if self.last_error:
            return f"{when}. {self.job_id.sudo().ebay_state_text}: {self.last_error}"
        if self._waits_long():
            waited = duration_text(self.env, (now - self.waiting_since).total_seconds())
            return self.env._(
                "%(when)s. The oldest change has waited for %(duration)s.",
                when=when,
                duration=waited,
            )
        return when

    def _sentence(self):
        """Return the state of the flow with its name."""
        return f"{self.display_name}: {self.status_text}"

    @api.depends("flow")
    @api.depends_context("lang")
    def _compute_display_name(self):
        names = dict(self._fields["flow"]._description_selection(self.env))
        for row in self:
            row.display_name = names[row.flow]

    # === BUTTONS ===

    def action_try_now(self):
        """Run the job that waits or has failed at once, or start the flow."""
        self._ebay_check_user()
        for row in self:
            job = row.job_id.sudo()
            if job:
                job._ebay_try_now()
            elif row.flow in self._kinds():
                backend = row.backend_id._ebay_by_person()
                getattr(backend, self._kinds()[row.flow].method)()
        return True
