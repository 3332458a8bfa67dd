# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import api, fields, models

from ..exceptions import EbayNotFound, EbayRetry, EbayWait
from ..tools.backoff import backoff
from .ebay_webhook_topic import HANDLERS

#: An event that waits for an earlier one on the same order looks again so soon.
ORDER_WAIT = 5


class EbayWebhookEvent(models.Model):
    """Working an event off, and doing so again."""

    _inherit = "ebay.webhook.event"

    def _handler(self):
        """How this event's topic is handled; None: not at all."""
        return HANDLERS.get(self.topic)

    def _is_for_application(self):
        handler = self._handler()
        return bool(handler) and handler.for_application

    # === THE JOB ===

    def process(self):
        """Do what an eBay notification asks for"""
        self.ensure_one()
        if self.state == "done":
            return self.env._("Done already: %s", self.result or "")
        self._wait_for_earlier()
        backend = self._job_backend()
        handler = self._handler()
        if not handler or not backend:
            self._finish("ignored", self._why_ignored(handler))
            return self.result
        try:
            result = getattr(backend, handler.method)(self)
        except EbayNotFound as error:
            # eBay tells of an order before each of its machines knows of it.
            seconds = max(1, round(backoff(self._ebay_job_attempt())))
            raise EbayRetry(str(error), seconds=seconds) from error
        if result is None:
            result = self.env._("No installed add-on is concerned with this topic.")
            self._finish("ignored", result)
        else:
            self._finish("done", result)
        return result

    def _wait_for_earlier(self):
        """Let earlier events about the same thing go first.

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
                self.env._("An earlier event about %s goes first.", self.reference),
                ORDER_WAIT,
            )

    def _finish(self, state, result):
        now = fields.Datetime.now()
        since = self.event_date or self.received_at
        self.write(
            {
                "state": state,
                "result": result,
                "error": False,
                "processed_at": now,
                "lag": max(0.0, (now - since).total_seconds()),
                "tries": self.tries + self._ebay_job_attempt(),
            }
        )

    def _process_failed(self, exc_name=None, exc_message=None, exc_info=None):
        """Keep why the job failed for good.

        The Job Queue calls this on a cursor of its own, after the job's transaction
        has been rolled back.
        """
        job = self.env["queue.job"].sudo().search([("uuid", "=", self.job_uuid)])
        for event in self.exists():
            event.write(
                {
                    "state": "failed",
                    "error": exc_message or exc_name,
                    "tries": event.tries + max(1, job.retry),
                }
            )

    # === AGAIN ===

    def action_replay(self):
        """Do these events again, the oldest first."""
        self.check_access("read")
        events = self.sudo().sorted(lambda event: (event._happened(), event.id))
        for event in events:
            event._reroute()
            event.write({"state": "pending", "error": False, "result": False})
        for event in events:
            event._enqueue(delay=0)

    def _happened(self):
        return self.event_date or self.received_at

    def _reroute(self):
        """The seller's account may have been connected since."""
        if self.backend_id or self._is_for_application():
            return
        accounts = self.env["ebay.backend"]
        self.backend_id = accounts._for_seller(self.environment, self.ebay_user_id)

    def action_open_job(self):
        """Open the event's job."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay.queue_job_action_ebay"
        )
        return {**action, "domain": [("uuid", "=", self.job_uuid)], "context": {}}

    @api.model
    def _cron_recover(self):
        """Look after events whose job died or was lost."""
        now = fields.Datetime.now()
        waiting = self.search(
            [("state", "=", "pending"), ("received_at", "<", now - timedelta(hours=1))],
            order="event_date, id",
            limit=1000,
        )
        jobs = (
            self.env["queue.job"]
            .search([("uuid", "in", waiting.mapped("job_uuid"))])
            .grouped("uuid")
        )
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
