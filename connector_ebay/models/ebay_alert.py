# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging

from psycopg2.errors import LockNotAvailable, SerializationFailure, UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.component.core import WorkContext

from ..connection.call_log import CallLog
from ..tools.stored_text import dump_text, render_text
from ..tools.transactions import new_transaction

_logger = logging.getLogger(__name__)

CODES = [
    ("unauthorized", "Connection Refused"),
    ("throttled", "Called Too Often"),
    ("errors", "Many Calls Fail"),
    ("slow", "Slow Answers"),
    ("orders_late", "Orders Are Not Imported"),
    ("queue_stuck", "Work Is Piling Up"),
    ("runner_missing", "Job Runner Does Not Run"),
    ("webhook_late", "Notifications Are Late"),
    ("consent_ends", "Consent Ends Soon"),
    ("keys_missing", "Keys Are Missing"),
    ("destination_down", "Notifications Stopped"),
    ("mass_change", "Changes Are Held Back"),
    ("listings_missing", "Many Listings Are Missing"),
    ("orders_held", "Orders Are Held"),
    ("payout_unbalanced", "A Payout Does Not Balance"),
]

#: From the least to the most severe.
SEVERITIES = [("info", "Note"), ("warning", "Warning"), ("error", "Error")]

#: Severity of the codes that are no mere warning.
SEVERE_CODES = {
    "unauthorized",
    "orders_late",
    "queue_stuck",
    "runner_missing",
    "keys_missing",
    "payout_unbalanced",
}

#: Tries to open or close an alert that another worker writes at the same time.
TRIES = 5


class EbayAlert(models.Model):
    """One reason for which a person has to look at an account.

    While the reason lasts there is one open alert, however often it is noticed; it
    closes by itself. Messages are stored untranslated and shown in the reader's
    language.
    """

    _name = "ebay.alert"
    _description = "eBay Alert"
    _inherit = ["ebay.alert.notice.mixin", "ebay.alert.solution.mixin"]
    _order = "state desc, opened_at desc, id desc"
    _rec_name = "code"

    backend_id = fields.Many2one(
        "ebay.backend",
        string="Account",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(related="backend_id.company_id", store=True)
    code = fields.Selection(CODES, string="Alert", required=True, readonly=True)
    state = fields.Selection(
        [("open", "Unsolved"), ("closed", "Solved")],
        required=True,
        readonly=True,
        default="open",
    )
    severity = fields.Selection(
        SEVERITIES, required=True, readonly=True, default="warning"
    )
    opened_at = fields.Datetime(
        string="Since", required=True, readonly=True, default=fields.Datetime.now
    )
    last_at = fields.Datetime(
        string="Last Seen", readonly=True, help="When it last happened or changed."
    )
    closed_at = fields.Datetime(string="Closed", readonly=True)
    count = fields.Integer(
        string="How Often",
        readonly=True,
        default=1,
        aggregator=None,
        help="How often it has happened since the alert was opened.",
    )
    message_text = fields.Json(readonly=True)
    mend_text = fields.Json(readonly=True)
    message = fields.Text(compute="_compute_texts", string="What Happened")
    mend = fields.Text(compute="_compute_texts", string="What To Do")
    action_data = fields.Json(readonly=True)
    action_label = fields.Char(compute="_compute_action_label")
    can_open = fields.Boolean(compute="_compute_action_label")
    activity_ids = fields.One2many(
        "mail.activity", "ebay_alert_id", string="Activities", readonly=True
    )
    user_id = fields.Many2one(
        "res.users", compute="_compute_user_id", string="Responsible"
    )

    _one_open = models.UniqueIndex(
        "(backend_id, code) WHERE state = 'open'",
        "There is an open alert of this kind.",
    )

    @api.depends("message_text", "mend_text")
    @api.depends_context("lang", "tz", "uid")
    def _compute_texts(self):
        for alert in self:
            alert.message = render_text(self.env, alert.message_text)
            alert.mend = render_text(self.env, alert.mend_text)

    @api.depends("code")
    @api.depends_context("lang")
    def _compute_display_name(self):
        labels = dict(self._fields["code"]._description_selection(self.env))
        for alert in self:
            alert.display_name = labels.get(alert.code, alert.code)

    @api.depends("backend_id.user_id")
    def _compute_user_id(self):
        for alert in self:
            alert.user_id = alert.backend_id.sudo()._ebay_activity_user()

    @api.depends("action_data", "code")
    @api.depends_context("lang", "uid")
    def _compute_action_label(self):
        labels = self._action_labels()
        for alert in self:
            model = (alert.action_data or {}).get("model") or "ebay.backend"
            alert.can_open = self.env[model].has_access("read")
            alert.action_label = labels.get(alert.code, self.env._("Open"))

    @api.model
    def _action_labels(self):
        """Return the text on the button that opens what solves the alert, by code."""
        return {
            "unauthorized": self.env._("Open Account"),
            "throttled": self.env._("Show Calls"),
            "errors": self.env._("Show Failed Calls"),
            "slow": self.env._("Show Calls"),
            "orders_late": self.env._("Open Account"),
            "queue_stuck": self.env._("Show Jobs"),
            "runner_missing": self.env._("Show Waiting Jobs"),
            "webhook_late": self.env._("Show Notifications"),
            "consent_ends": self.env._("Open Account"),
            "keys_missing": self.env._("Open Settings"),
            "destination_down": self.env._("Open Account"),
            "mass_change": self.env._("Show Held SKUs"),
            "listings_missing": self.env._("Open Run"),
            "orders_held": self.env._("Show Held Orders"),
            "payout_unbalanced": self.env._("Show Payouts"),
        }

    # === OPEN AND CLOSE ===

    @api.model
    def _open(
        self,
        backend,
        code,
        message,
        mend="",
        action=None,
        records=None,
        severity=None,
        count=1,
    ):
        """Open an alert of an account, or count it once more if it is open.

        In a transaction of its own: it outlives a rollback of the caller's, and no
        job waits for another one's alert.

        :param message: what is wrong, a ``StoredText``
        :param mend: what to do, a ``StoredText``
        :param action: what the alert's button opens: the XML id of a window action, or
            a dict of ``xmlid``, ``domain`` and ``context``; default: the account
        :param records: records that the button opens instead
        :param severity: default: that of the code
        :param count: how often it has happened now; 0: it still lasts
        """
        values = {
            "message_text": dump_text(message),
            "mend_text": dump_text(mend),
            "action_data": self._action_data(action, records),
            "severity": severity or ("error" if code in SEVERE_CODES else "warning"),
        }
        if not count and self._find_open(backend, [code])._has(values):
            return
        self._in_short_transaction(
            lambda alerts: alerts._write_open(backend.id, code, values, count)
        )
        backend.invalidate_recordset(["activity_ids"], flush=False)

    @api.model
    def _close(self, backends, codes):
        """Close the open alerts of these accounts, since their reasons are gone.

        :param codes: one code, or several
        """
        codes = [codes] if isinstance(codes, str) else list(codes)
        if not self._find_open(backends, codes):
            return
        self._in_short_transaction(
            lambda alerts: alerts._find_open(backends, codes)._write_closed()
        )
        backends.invalidate_recordset(["activity_ids"], flush=False)

    @api.model
    def _in_short_transaction(self, write):
        """Call ``write(alerts)`` in a transaction of its own, again after a conflict.

        An alert that cannot be written is logged: no work fails because of it.
        """
        for _attempt in range(TRIES):
            try:
                with new_transaction(self.browse()) as alerts:
                    write(alerts)
                self.invalidate_model(flush=False)
                return
            except (SerializationFailure, UniqueViolation, LockNotAvailable) as error:
                conflict = error
        _logger.warning("eBay: an alert could not be written: %s", conflict)

    def _has(self, values):
        """Return whether this open alert says the same already."""
        return bool(self) and all(self[name] == new for name, new in values.items())

    def _write_open(self, backend_id, code, values, count):
        """Create the alert or update the open one; tell people what is new or worse."""
        backend = self.env["ebay.backend"].browse(backend_id)
        now = fields.Datetime.now()
        alert = self.search(
            [
                ("backend_id", "=", backend_id),
                ("code", "=", code),
                ("state", "=", "open"),
            ]
        )
        if not alert:
            alert = self.create(
                {
                    **values,
                    "backend_id": backend.id,
                    "code": code,
                    "opened_at": now,
                    "last_at": now,
                    "count": count or 1,
                }
            )
            alert._notify()
            return
        changed = {name: new for name, new in values.items() if alert[name] != new}
        if not changed and not count:
            return
        ranks = [severity for severity, _label in SEVERITIES]
        is_worse = ranks.index(values["severity"]) > ranks.index(alert.severity)
        alert.write({**changed, "last_at": now, "count": alert.count + count})
        if is_worse:
            alert._notify()
        elif "message_text" in changed:
            alert.activity_ids.write({"note": alert._for_responsible()._note()})

    def _write_closed(self):
        """Close these alerts with their activities."""
        self.activity_ids.unlink()
        self.write({"state": "closed", "closed_at": fields.Datetime.now()})
        for alert in self:
            alert._post_in_channel(
                alert._for_responsible().env._("Solved: %s", alert.display_name)
            )

    @staticmethod
    def _action_data(action, records):
        """Return what the alert's button opens, as JSON."""
        if records is not None:
            return {"model": records._name, "ids": records.ids}
        return {"xmlid": action} if isinstance(action, str) else (action or False)

    # === BUTTONS ===

    def action_open(self):
        """Open the place where the alert is solved."""
        self.check_access("read")
        self.ensure_one()
        if not self.can_open:
            raise UserError(
                self.env._("You have no access to what solves this. %s", self.mend)
            )
        data = self.action_data or {}
        if data.get("xmlid"):
            action = self.env["ir.actions.act_window"]._for_xml_id(data["xmlid"])
            action["domain"] = data.get("domain") or action["domain"]
            return {**action, "context": data.get("context") or {}}
        if not data.get("ids"):
            return self.backend_id.get_formview_action()
        records = self.env[data["model"]].browse(data["ids"]).exists()
        if len(records) == 1:
            return records.get_formview_action()
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": records._name,
            "view_mode": "list,form",
            "domain": [("id", "in", records.ids)],
        }

    # === WATCH ===

    @api.model
    def _find_open(self, backends, codes):
        """Return the open alerts of these accounts and codes."""
        return self.sudo().search(
            [
                ("backend_id", "in", backends.ids),
                ("code", "in", list(codes)),
                ("state", "=", "open"),
            ]
        )

    @api.model
    def _cron_watch(self):
        """Open and close the alerts of all accounts."""
        self._watch(self.env["ebay.backend"].search([("active", "=", True)]))
        archived = self.search(
            [("state", "=", "open"), ("backend_id.active", "=", False)]
        )
        archived._write_closed()

    @api.model
    def _watch(self, backends, codes=(), close=True):
        """Open the alerts that these accounts have a reason for, close the others.

        It looks with the eyes of this transaction, which sees what it has written
        itself, but not what others have written since it began: a job opens alerts
        only, and the scheduled action closes them.

        :param codes: only the alerts of the watchers of these codes; default: all
        :param close: False: open alerts only
        """
        work = WorkContext(model_name=self._name, collection=backends.sudo())
        for watcher in work.many_components(usage="alert.watcher"):
            if codes and not set(codes) & set(watcher.codes):
                continue
            try:
                with self.env.cr.savepoint():
                    watcher.watch(close)
            except Exception:
                # One broken watcher must not silence the others.
                _logger.exception("eBay: %s failed", watcher._name)

    @api.model
    def _watch_now(self, backend, codes):
        """Open the alerts that calls give reason for, of all transactions.

        In a new transaction, which sees the log of calls and outlives a rollback.
        """
        CallLog.of(self.env).flush()
        with new_transaction(backend) as fresh:
            fresh.env["ebay.alert"]._watch(fresh, codes, close=False)
