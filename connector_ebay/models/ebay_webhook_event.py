# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import json
from datetime import UTC, timedelta

from psycopg2.errors import SerializationFailure

from odoo import api, fields, models

from .ebay_backend import ENVIRONMENTS
from .ebay_webhook_topic import HANDLERS

STATES = [
    ("pending", "To do"),
    ("done", "Done"),
    ("failed", "Failed"),
    ("ignored", "Not handled"),
]

#: Parameter and default of how many days a payload is kept.
PAYLOAD_DAYS_KEY = "connector_ebay.webhook_payload_days"
PAYLOAD_DAYS = 30

#: Without its payload an event is kept so much longer, so that a late repetition of
#: eBay's is recognised.
EVENT_DAYS = 180


class EbayWebhookEvent(models.Model):
    """One notification of eBay's, taken once, however often eBay delivers it.

    What eBay says in it is a hint: the job reads the data back from the API.
    """

    _name = "ebay.webhook.event"
    _description = "eBay Event"
    _inherit = ["ebay.job.mixin"]
    _order = "id desc"
    _rec_name = "notification_id"
    _rec_names_search = ["notification_id", "reference"]
    _log_access = False

    notification_id = fields.Char(
        string="Notification ID", required=True, readonly=True
    )
    topic = fields.Char(required=True, readonly=True, index=True)
    schema_version = fields.Char(readonly=True)
    environment = fields.Selection(ENVIRONMENTS, required=True, readonly=True)
    backend_id = fields.Many2one(
        "ebay.backend",
        string="eBay Backend",
        readonly=True,
        index=True,
        ondelete="cascade",
        help="Empty where eBay tells the application, not a seller, or where the "
        "seller is not known here.",
    )
    company_id = fields.Many2one(related="backend_id.company_id", store=True)
    ebay_user_id = fields.Char(
        string="eBay User ID", readonly=True, index="btree_not_null"
    )
    reference = fields.Char(
        readonly=True,
        index="btree_not_null",
        help="The order, listing or message that it is about.",
    )
    event_date = fields.Datetime(
        string="Happened", readonly=True, help="By eBay's clock."
    )
    publish_attempt = fields.Integer(
        string="eBay's Attempt",
        readonly=True,
        aggregator=None,
        help="Which of eBay's attempts to deliver it arrived first.",
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
    result = fields.Char(readonly=True)
    error = fields.Text(readonly=True)
    payload = fields.Text(readonly=True, help="As eBay sent it, for a while.")
    job_uuid = fields.Char(string="Job", readonly=True, index="btree_not_null")

    _notification_uniq = models.Constraint(
        "unique(notification_id)", "This notification has been taken already."
    )

    @api.depends("topic", "reference")
    def _compute_display_name(self):
        for event in self:
            event.display_name = " ".join(filter(None, [event.topic, event.reference]))

    # === TAKING ===

    @api.model
    def _receive(self, notification, environment, body):
        """Store a verified notification once and enqueue its job.

        :param notification: an ``ebay_client`` Notification
        :param body: the bytes that eBay signed
        :return: the event; empty when it had been taken before
        """
        backend = self._route(environment, notification)
        received_at = fields.Datetime.now()
        event = self._insert(
            {
                "notification_id": notification.notification_id,
                "topic": notification.topic,
                "schema_version": notification.schema_version or None,
                "environment": environment,
                "backend_id": backend.id or None,
                "company_id": backend.company_id.id or None,
                "ebay_user_id": notification.user_id or None,
                "reference": _reference(notification.data),
                "event_date": _naive(notification.event_date),
                "publish_attempt": notification.attempt,
                "received_at": received_at,
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
        """Insert a row; empty when the notification is there already.

        The unique constraint decides, also between two workers: the one that comes
        second waits for the first, and is told.
        """
        columns = ", ".join(values)
        holders = ", ".join(["%s"] * len(values))
        try:
            with self.env.cr.savepoint(flush=False):
                self.env.cr.execute(
                    f"""
                    INSERT INTO ebay_webhook_event ({columns}) VALUES ({holders})
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
    def _route(self, environment, notification):
        """The account that a notification concerns, by the seller's user id."""
        handler = HANDLERS.get(notification.topic)
        if handler and handler.for_application:
            return self.env["ebay.backend"]
        return self.env["ebay.backend"]._for_seller(environment, notification.user_id)

    def _job_backend(self):
        """The account in whose name the job runs; the application's have none."""
        if self.backend_id or not self._is_for_application():
            return self.backend_id
        accounts = self.env["ebay.backend"].sudo()
        found = accounts.search([("environment", "=", self.environment)])
        return found.sorted(lambda backend: backend.state != "connected")[:1]

    def _enqueue(self, delay=None):
        """Enqueue the job; without a topic or an account for it, say so.

        :param delay: seconds; None: as the topic has it
        """
        handler = HANDLERS.get(self.topic)
        backend = self._job_backend()
        if not handler or not backend:
            self.write({"state": "ignored", "result": self._why_ignored(handler)})
            return
        job = self._ebay_delay(
            "webhook",
            f"event:{self.id}",
            backend=backend,
            eta=handler.delay if delay is None else delay,
            description=self.env._("eBay: %s", self.display_name),
        ).process()
        self.job_uuid = job.uuid

    def _why_ignored(self, handler):
        if not handler:
            return self.env._("Nothing here is concerned with this topic.")
        return self.env._("No eBay account here belongs to this seller.")

    # === KEEPING ===

    @api.autovacuum
    def _gc_old(self):
        """Empty payloads after the set number of days, forget events much later."""
        days = self.env["ir.config_parameter"].sudo().get_param(PAYLOAD_DAYS_KEY)
        days = int(days) if str(days or "").isdecimal() else PAYLOAD_DAYS
        now = fields.Datetime.now()
        self.flush_model()
        self.env.cr.execute(
            """
            UPDATE ebay_webhook_event SET payload = NULL
            WHERE payload IS NOT NULL AND received_at < %s
              AND state IN ('done', 'ignored')
            """,
            (now - timedelta(days=days),),
        )
        self.env.cr.execute(
            """
            DELETE FROM ebay_webhook_event
            WHERE received_at < %s AND state != 'failed'
            """,
            (now - timedelta(days=max(days, EVENT_DAYS)),),
        )

    def _data(self):
        """What eBay says happened: the payload's data, {} when it is no longer kept."""
        envelope = json.loads(self.payload or "{}")
        return envelope.get("notification", {}).get("data") or {}


#: Where topics name what they are about, the most telling first.
_REFERENCES = (
    ("order", "orderId"),
    ("listing", "listingId"),
    ("message", "messageId"),
    ("feedback", "feedbackId"),
    (None, "orderId"),
    (None, "listingId"),
    (None, "itemId"),
    (None, "messageId"),
    (None, "questionId"),
    (None, "feedbackId"),
)


def _reference(data):
    """The id of what a notification is about, None when it has none."""
    for parent, name in _REFERENCES:
        holder = data if parent is None else data.get(parent)
        value = holder.get(name) if isinstance(holder, dict) else None
        text = str(value) if isinstance(value, str | int) else ""
        if 0 < len(text) <= 100 and text.isprintable():
            return text
    return None


def _naive(moment):
    return moment and moment.astimezone(UTC).replace(tzinfo=None)
