# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import fields, models

from ..connection.clients import can_connect, is_copied_database
from ..connection.keyset import CALL_KEYS, Keyset

#: Work that is due and has not begun for this long: nothing seems to work on it.
WAITING_TOO_LONG = timedelta(minutes=5)

#: Tries after which a job counts as one that does not get on.
MANY_TRIES = 3

#: Flows without which the account does not do its work, if a person switches them off.
VITAL_FLOWS = ("orders", "offers", "fulfillments")

HEALTH_STATES = [
    ("ok", "Works"),
    ("warning", "Needs attention"),
    ("error", "Stopped"),
    ("off", "Not set up"),
]


class EbayBackendStatusMixin(models.AbstractModel):
    """Whether an ``ebay.backend`` works, in one word and one sentence.

    Computed when it is shown, from the jobs, flows and keys themselves: it is right
    even if no scheduled action and no job runs any more.
    """

    _name = "ebay.backend.status.mixin"
    _description = "eBay Backend Status Mixin"

    health_state = fields.Selection(HEALTH_STATES, compute="_compute_health")
    health_text = fields.Char(compute="_compute_health")
    waiting_since = fields.Datetime(
        compute="_compute_stuck_jobs", help="Since when work is due and waits."
    )
    job_retrying_count = fields.Integer(
        compute="_compute_stuck_jobs",
        help="Jobs that have failed several times and are tried again.",
    )
    job_retrying_id = fields.Many2one("queue.job", compute="_compute_stuck_jobs")
    job_failed_id = fields.Many2one("queue.job", compute="_compute_stuck_jobs")
    health_is_told = fields.Boolean(
        compute="_compute_health_is_told",
        help="A notice or an alert on the account's form says the same.",
    )
    notice_alert_ids = fields.Many2many(
        "ebay.alert",
        compute="_compute_notice_alert_ids",
        help="The open alerts about which the account's form has no notice of its own.",
    )
    has_held_order_alert = fields.Boolean(compute="_compute_notice_alert_ids")
    has_mass_change_alert = fields.Boolean(compute="_compute_notice_alert_ids")
    has_late_flow = fields.Boolean(compute="_compute_has_late_flow")

    def _compute_health(self):
        switched_off = self._switched_off_crons()
        for backend in self:
            backend.health_state, backend.health_text = backend._health(switched_off)

    def _compute_notice_alert_ids(self):
        for backend in self:
            codes = backend.alert_ids.mapped("code")
            told = backend._noticed_codes()
            backend.notice_alert_ids = backend.alert_ids.filtered(
                lambda alert, told=told: alert.code not in told
            )
            backend.has_held_order_alert = "orders_held" in codes
            backend.has_mass_change_alert = "mass_change" in codes

    def _noticed_codes(self):
        """Return the codes of alerts whose fact is a notice on the account's form."""
        self.ensure_one()
        notices = {
            "unauthorized": self.state == "reconnect",
            "keys_missing": self.missing_settings
            and self.state in ("not_connected", "reconnect"),
            "consent_ends": self.consent_ends_soon and self.state == "connected",
            "throttled": self.closed_apis,
            "listings_missing": self.held_run_id,
        }
        return {code for code, is_shown in notices.items() if is_shown}

    def _compute_health_is_told(self):
        for backend in self:
            shown = backend.notice_alert_ids.mapped("message")
            backend.health_is_told = (
                backend.state in ("paused", "reconnect")
                or backend.health_text in shown
                or (backend.state == "not_connected" and backend.show_onboarding)
                or backend.health_text == backend._test_mode_text()
            )

    def _compute_has_late_flow(self):
        for backend in self:
            states = backend.flow_ids.mapped("state")
            backend.has_late_flow = "late" in states or "stopped" in states

    def _health(self, switched_off):
        """Return the state of the account and a sentence about it, the worst first.

        :param switched_off: scheduled actions that do not run
        """
        self.ensure_one()
        known = self._connection_health()
        if known:
            return known
        flows = self.flow_ids
        stopped = flows.filtered(lambda flow: flow.state == "stopped")
        if stopped:
            return "error", stopped[0]._sentence()
        alert = self._worst_alert()
        if alert.severity == "error":
            return "error", alert.message
        problem = self._work_problem(switched_off)
        if problem:
            return "warning", problem
        if alert.severity == "warning":
            return "warning", alert.message
        if not any(flows.mapped("last_success_at")):
            return "off", self.env._("Press Import Listings to read your listings.")
        if self.test_mode:
            return "warning", self._test_mode_text()
        return "ok", self.env._("Everything works.")

    def _test_mode_text(self):
        return self.env._("Test mode: nothing is sent to eBay.")

    def _connection_health(self):
        """Return state and sentence of an account that cannot work at all."""
        if self.pause_reason == "copied" or is_copied_database(self):
            return "error", self.env._(
                "This database is a copy: nothing is read from eBay or sent to it."
            )
        if self.state == "paused":
            return "warning", self.env._(
                "Paused: nothing is read from eBay or sent to it. Work waits."
            )
        if self.state == "not_connected" and self.missing_settings:
            return "off", self.env._("Enter eBay's keys in the settings first.")
        missing = Keyset(self).missing(CALL_KEYS)
        if missing:
            return "error", self.env._(
                "eBay cannot be called: the settings lack %s.", ", ".join(missing)
            )
        has_consent = can_connect(self.sudo())
        if self.state == "not_connected" and not has_consent:
            return "off", self.env._("Press Connect to eBay and sign in as the seller.")
        if self.state == "reconnect" or not has_consent:
            return "error", self.env._(
                "eBay no longer accepts the connection. Connect again."
            )
        return None

    def _work_problem(self, switched_off):
        """Return what keeps the account from doing all its work; empty if nothing.

        :param switched_off: scheduled actions that do not run
        """
        if self.waiting_since:
            return self.env._(
                "Work is due but does not begin. Does the job runner run?"
            )
        flows = self.flow_ids
        late = flows.filtered(lambda flow: flow.state == "late")
        if late:
            return late[0]._sentence()
        if self.job_retrying_count:
            job = self.job_retrying_id.sudo()
            return self.env._(
                "%(work)s fails again and again: %(reason)s",
                work=job.ebay_name,
                reason=job.ebay_message,
            )
        if self.job_failed_count:
            job = self.job_failed_id.sudo()
            return self.env._(
                "%(work)s has failed: %(reason)s",
                work=job.ebay_name,
                reason=job.ebay_message,
            )
        if switched_off:
            return self.env._(
                "Scheduled actions are switched off: %s. Switch them on again.",
                ", ".join(switched_off.mapped("name")),
            )
        off = flows.filtered(
            lambda flow: flow.flow in VITAL_FLOWS and not flow.interval
        )
        return off[:1]._sentence() if off else ""

    def _worst_alert(self):
        """Return the open alert to show, the most severe first."""
        order = ("error", "warning", "info")
        return self.alert_ids.sorted(lambda alert: order.index(alert.severity))[:1]

    def _compute_stuck_jobs(self):
        """Compute since when due jobs wait too long, and which fail repeatedly."""
        self.env["queue.job"].flush_model(
            ["ebay_backend_id", "state", "retry", "ebay_due_at"]
        )
        self.env.cr.execute(
            """
            SELECT ebay_backend_id,
                   min(ebay_due_at) FILTER (
                       WHERE state IN ('pending', 'enqueued')
                         AND ebay_due_at < %(limit)s
                   ),
                   bool_or(state = 'started'),
                   count(*) FILTER (WHERE state = 'pending' AND retry >= %(tries)s),
                   (array_agg(id ORDER BY id DESC) FILTER (
                       WHERE state = 'pending' AND retry >= %(tries)s
                   ))[1],
                   max(id) FILTER (WHERE state = 'failed')
            FROM queue_job
            WHERE state IN ('pending', 'enqueued', 'started', 'failed')
              AND ebay_backend_id = ANY(%(backends)s)
            GROUP BY ebay_backend_id
            """,
            {
                "backends": self.ids,
                "limit": fields.Datetime.now() - WAITING_TOO_LONG,
                "tries": MANY_TRIES,
            },
        )
        rows = {row[0]: row[1:] for row in self.env.cr.fetchall()}
        for backend in self:
            since, is_running, tried, retried, failed = rows.get(
                backend.id, (False, False, 0, False, False)
            )
            backend.waiting_since = False if is_running else since
            backend.job_retrying_count = tried
            backend.job_retrying_id = retried
            backend.job_failed_id = failed

    def action_try_late_flows(self):
        """Run the flows that are late, or have stopped, at once."""
        self.check_access("read")
        late = self.flow_ids.filtered(lambda flow: flow.state in ("late", "stopped"))
        return late.action_try_now()

    def action_open_retrying_jobs(self):
        """List the jobs that fail again and again."""
        self.check_access("read")
        return self._open_list("connector_ebay.queue_job_action_ebay", retrying=1)
