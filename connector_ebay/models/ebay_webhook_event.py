# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import json
from datetime import timedelta

from psycopg2.errors import SerializationFailure

from odoo import api, fields, models

from odoo.addons.component.core import WorkContext

from ..exceptions import EbayNotFound, EbayRetry, EbayWait
from ..tools.backoff import backoff
from ..tools.ebay_time import to_naive_utc
from ..tools.environments import ENVIRONMENTS
from ..tools.notification_reference import notification_reference
from ..tools.stored_text import StoredText, dump_text, render_text

STATES = [
    ("pending", "To do"),
    ("done", "Done"),
    ("failed", "Failed"),
    ("ignored", "Not handled"),
]

#: Seconds after which an event that waits for an earlier one is tried again.
EARLIER_EVENT_SECONDS = 5


class EbayWebhookEvent(models.Model):
    """One notification from eBay, stored once however often eBay delivers it.

    A notification is a hint only: its handler, a component that inherits
    ``ebay.event.handler``, reads the data from the API.
    """

    _name = "ebay.webhook.event"
    _description = "eBay Event"
    _inherit = ["ebay.job.mixin", "ebay.personal.data.mixin"]
    _order = "id desc"
    _rec_name = "notification_id"
    _rec_names_search = ["notification_id", "reference"]
    _log_access = False

    notification_id = fields.Char(
        string="Notification ID", required=True, readonly=True
    )
    topic = fields.Char(required=True, readonly=True, index=True)
    schema_version = fields.Char(readonly=True)
    environment = fields.Selection(
        list(ENVIRONMENTS.items()), required=True, readonly=True
    )
    backend_id = fields.Many2one(
        "ebay.backend",
        string="Account",
        readonly=True,
        index=True,
        ondelete="cascade",
        help="Empty if eBay notifies the application, not a seller, or if the seller "
        "has no account here.",
    )
    company_id = fields.Many2one(related="backend_id.company_id", store=True)
    ebay_user_id = fields.Char(
        string="eBay User ID", readonly=True, index="btree_not_null"
    )
    reference = fields.Char(
        readonly=True,
        index="btree_not_null",
        help="Id of the order, listing or message.",
    )
    event_date = fields.Datetime(
        string="Happened", readonly=True, help="By eBay's clock."
    )
    publish_attempt = fields.Integer(
        string="eBay's Attempt",
        readonly=True,
        aggregator=None,
        help="Number of the delivery attempt that arrived first.",
    )
    received_at = fields.Datetime(
        string="Received", required=True, readonly=True, index=True
    )
    processed_at = fields.Datetime(string="Processed", readonly=True)
    lag = fields.Float(
        string="Lag (s)",
        readonly=True,
        aggregator="avg",
        help="Seconds from the event at eBay until it was processed here.",
    )
    tries = fields.Integer(readonly=True, aggregator=None)
    state = fields.Selection(
        STATES, required=True, readonly=True, default="pending", index=True
    )
    result_text = fields.Json(readonly=True, help="The result, in any language.")
    result = fields.Char(compute="_compute_result")
    error = fields.Text(readonly=True)
    payload = fields.Text(
        readonly=True, help="As eBay sent it, for some days.", personal_data="erase"
    )
    job_uuid = fields.Char(string="Job", readonly=True, index="btree_not_null")

    _notification_uniq = models.Constraint(
        "unique(notification_id)", "This notification was received before."
    )

    @api.depends("topic", "reference")
    def _compute_display_name(self):
        for event in self:
            event.display_name = " ".join(filter(None, [event.topic, event.reference]))

    # === RECEIVE ===

    @api.model
    def _receive(self, notification, environment, body):
        """Store a verified notification once and enqueue its job; return the event.

        :param notification: an ``ebay_client`` Notification
        :param body: the bytes that eBay signed
        :return: empty if it was received before
        """
        backend = self._find_backend(environment, notification)
        event = self._insert(
            {
                "notification_id": notification.notification_id,
                "topic": notification.topic,
                "schema_version": notification.schema_version or None,
                "environment": environment,
                "backend_id": backend.id or None,
                "company_id": backend.company_id.id or None,
                "ebay_user_id": notification.user_id or None,
                "reference": notification_reference(notification.data),
                "event_date": to_naive_utc(notification.event_date),
                "publish_attempt": notification.attempt,
                "received_at": fields.Datetime.now(),
                "state": "pending",
                "tries": 0,
                "payload": body.decode(),
            }
        )
        if event:
            event._enqueue()
        return event

    @api.model
    def _insert(self, values):
        """Insert a row; return it, empty if the notification is stored already.

        The unique constraint decides, also between two workers: the second waits for
        the first and then gets no row.
        """
        columns = ", ".join(values)
        placeholders = ", ".join(["%s"] * len(values))
        try:
            with self.env.cr.savepoint(flush=False):
                self.env.cr.execute(
                    f"""
                    INSERT INTO ebay_webhook_event ({columns}) VALUES ({placeholders})
                    ON CONFLICT (notification_id) DO NOTHING RETURNING id
                    """,
                    tuple(values.values()),
                    log_exceptions=False,
                )
                row = self.env.cr.fetchone()
        except SerializationFailure:
            # Stored by another worker since this transaction began.
            row = None
        return self.browse(row and row[0])

    @api.model
    def _find_backend(self, environment, notification):
        """Return the account that a notification concerns, by the seller's user id."""
        backends = self.env["ebay.backend"]
        handler = self._topic_handler(notification.topic)
        if handler and handler.for_application:
            return backends
        return backends._for_seller(environment, notification.user_id)

    # === HANDLER AND ACCOUNT ===

    @api.model
    def _topic_handler(self, topic):
        """Return a handler of a topic, to read what it declares; None without one."""
        backends = self.env["ebay.backend"]
        work = WorkContext(model_name=self._name, collection=backends)
        return next(iter(work.many_components("event.handler", topic=topic)), None)

    def _handler(self):
        return self._topic_handler(self.topic)

    def _is_for_application(self):
        return getattr(self._handler(), "for_application", False)

    def _job_backend(self):
        """Return the account in whose name the job runs.

        For a notification to the application this is any account of the environment.
        """
        if self.backend_id or not self._is_for_application():
            return self.backend_id
        backends = self.env["ebay.backend"].sudo()
        found = backends.search([("environment", "=", self.environment)])
        return found.sorted(lambda backend: backend.state != "connected")[:1]

    # === PROCESS ===

    def _enqueue(self, delay=None):
        """Enqueue the job; without a handler or an account, mark the event ignored.

        :param delay: seconds; None: as the topic's handler declares
        """
        handler = self._handler()
        backend = self._job_backend()
        if not handler or not backend:
            reason = self._ignored_reason(handler)
            self.write({"state": "ignored", "result_text": dump_text(reason)})
            return
        job = (
            self.with_context(ebay_trigger="webhook")
            ._ebay_delay(
                "webhook",
                f"event:{self.id}",
                backend=backend,
                eta=handler.delay if delay is None else delay,
                description=StoredText._("eBay: %s", self.display_name),
            )
            .process()
        )
        self.job_uuid = job.uuid

    def _ignored_reason(self, handler):
        if not handler:
            return StoredText._("No installed add-on processes this topic.")
        return StoredText._("No eBay account here belongs to this seller.")

    @api.depends("result_text")
    @api.depends_context("lang", "tz")
    def _compute_result(self):
        for event in self:
            event.result = render_text(event.env, event.result_text) or False

    @api.private
    def process(self):
        """Process an eBay notification"""
        self._ebay_check_job()
        if self.state == "done":
            return StoredText._("Done already: %s", StoredText.load(self.result_text))
        self._wait_for_earlier_events()
        self = self.with_context(
            ebay_trigger="webhook", ebay_notification_id=self.notification_id
        )
        backend = self._job_backend()
        handler = self._handler()
        if not handler or not backend:
            self._finish("ignored", self._ignored_reason(handler))
            return StoredText.load(self.result_text)
        try:
            with self._ebay_work(backend) as work:
                handler = work.component(usage="event.handler", topic=self.topic)
                result = handler.handle(self)
        except EbayNotFound as error:
            # eBay notifies before the record can be read from all of its servers.
            seconds = max(1, round(backoff(self._ebay_job_attempt())))
            raise EbayRetry(str(error), seconds=seconds) from error
        if result is None:
            self._finish("ignored", self._ignored_reason(None))
        else:
            self._finish("done", result)
        return StoredText.load(self.result_text)

    def _wait_for_earlier_events(self):
        """Let earlier events with the same reference be processed first.

        :raise EbayWait: one of them has a job that will still run
        """
        if not self.reference:
            return
        self.env.cr.execute(
            """
            SELECT 1 FROM ebay_webhook_event event
            JOIN queue_job job ON job.uuid = event.job_uuid
            WHERE event.environment = %(environment)s
              AND event.backend_id = %(backend)s
              AND event.reference = %(reference)s
              AND event.state = 'pending' AND event.id != %(id)s
              AND (event.event_date, event.id) < (%(date)s, %(id)s)
              AND job.state IN ('pending', 'enqueued', 'started')
            LIMIT 1
            """,
            {
                "environment": self.environment,
                "backend": self.backend_id.id or None,
                "reference": self.reference,
                "id": self.id,
                "date": self.event_date or None,
            },
        )
        if self.env.cr.fetchone():
            raise EbayWait(
                StoredText._("An earlier event about %s goes first.", self.reference),
                EARLIER_EVENT_SECONDS,
            )

    def _finish(self, state, result):
        """Store the result and the time since the event happened at eBay."""
        now = fields.Datetime.now()
        self.write(
            {
                "state": state,
                "result_text": dump_text(result),
                "error": False,
                "processed_at": now,
                "lag": max(0.0, (now - self._happened_at()).total_seconds()),
                "tries": self.tries + self._ebay_job_attempt(),
            }
        )

    def _happened_at(self):
        return self.event_date or self.received_at

    def _process_failed(self, exc_name=None, exc_message=None, exc_info=None):
        """Store why the job failed; called by the Job Queue in a new transaction."""
        job = self.env["queue.job"].sudo().search([("uuid", "=", self.job_uuid)])
        error = exc_message or exc_name
        for event in self.exists():
            tries = event.tries + max(1, job.retry)
            event.write({"state": "failed", "error": error, "tries": tries})

    # === PROCESS AGAIN ===

    def action_replay(self):
        """Process these events again, the oldest first."""
        self._ebay_check_user()
        pressed = self.env["ebay.button.press"]._follow(self, self.env._("Replay"))
        events = pressed.sudo().sorted(lambda event: (event._happened_at(), event.id))
        for event in events:
            event._find_missing_backend()
            event.write({"state": "pending", "error": False, "result_text": False})
        for event in events:
            event._enqueue(delay=0)

    def _find_missing_backend(self):
        """Set the account if the seller was connected since the event arrived."""
        if self.backend_id or self._is_for_application():
            return
        backends = self.env["ebay.backend"]
        self.backend_id = backends._for_seller(self.environment, self.ebay_user_id)

    def action_open_job(self):
        """Open the event's job."""
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay.queue_job_action_ebay"
        )
        return {**action, "domain": [("uuid", "=", self.job_uuid)], "context": {}}

    @api.model
    def _cron_recover(self):
        """Enqueue events whose job was lost; close those whose job ended."""
        now = fields.Datetime.now()
        waiting = self.search(
            [("state", "=", "pending"), ("received_at", "<", now - timedelta(hours=1))],
            order="event_date, id",
            limit=1000,
        )
        jobs = self.env["queue.job"].search(
            [("uuid", "in", waiting.mapped("job_uuid"))]
        )
        jobs = jobs.grouped("uuid")
        for event in waiting:
            job = jobs.get(event.job_uuid)
            if not job or job.state == "done":
                event._enqueue(delay=0)
            elif job.state == "cancelled":
                event._finish("ignored", self.env._("Its job was cancelled."))
            elif job.state == "failed":
                event._process_failed(
                    exc_name=job.exc_name, exc_message=job.exc_message
                )

    # === PAYLOAD ===

    def _data(self):
        """Return the payload's data; an empty dict once the payload was deleted."""
        envelope = json.loads(self.payload or "{}")
        return envelope.get("notification", {}).get("data") or {}
