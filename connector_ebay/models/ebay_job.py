# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from contextlib import contextmanager

from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..tools.job_kinds import JOB_KINDS, LOW_PRIORITY_KINDS
from ..tools.stored_text import StoredText
from ..tools.transactions import unique_violation_retry


class EbayJobMixin(models.AbstractModel):
    """Enqueue eBay's jobs: the only place that sets their tries and identity keys."""

    _name = "ebay.job.mixin"
    _description = "eBay Job Mixin"

    def _ebay_check_user(
        self, operation="read", group="connector_ebay.group_ebay_user"
    ):
        """Check that the user may use the connector's buttons on these records.

        :param operation: the right on the records that is needed as well
        :raise AccessError: the user has no such group or right
        """
        if not self.env.su and not self.env.user.has_group(group):
            raise AccessError(
                self.env._(
                    "Only members of '%s' may do this. Ask an administrator.",
                    self.env.ref(group).sudo().full_name,
                )
            )
        self.check_access(operation)

    def _ebay_check_job(self):
        """Check that a job calls, which runs with all rights, and not a user.

        :raise AccessError: a user calls
        """
        if not self.env.su:
            raise AccessError(self.env._("Only jobs may do this."))

    def _ebay_job_backend(self):
        """Return the account that a job on ``self`` works for."""
        return self.backend_id

    @contextmanager
    def _ebay_work(self, backend=None, **attributes):
        """Yield a work context of the account in this job's environment.

        A record that is an argument of a job has an environment of its own, which does
        not know the job. A row that a unique constraint refuses was written by another
        worker since this transaction began: when the job runs again, it finds it.
        """
        self._ebay_check_job()
        backend = (backend or self._ebay_job_backend()).with_env(self.env)
        try:
            with backend.work_on(self._name, **attributes) as work:
                yield work
                self.env.flush_all()
        except UniqueViolation as error:
            raise unique_violation_retry(self, error) from error

    def _ebay_delay(
        self, kind, key, *, backend=None, eta=None, description=None, flow=None
    ):
        """Return a delayable recordset for work with eBay, as ``with_delay`` does.

        :param kind: one of :data:`JOB_KINDS`
        :param key: identifies the work of the account: while a job with this key waits,
            no second one is created
        :param backend: needed where ``self`` is empty
        :param eta: seconds or datetime before which the job does not run
        :param description: a ``StoredText``: the job's name for readers of any language
        :param flow: the ``ebay.flow`` whose run the job is part of
        """
        backend = backend or self._ebay_job_backend()
        priority, max_retries = JOB_KINDS[kind]
        # The job keeps the company, whether a cron, webhook or user enqueues it. It
        # runs with all rights: access is checked where it is enqueued.
        trigger = self._ebay_trigger()
        records = (
            self.sudo()
            .with_company(backend.company_id)
            .with_context(
                ebay_job_backend_id=backend.id,
                ebay_job_flow=flow,
                ebay_low_priority=kind in LOW_PRIORITY_KINDS,
                ebay_writes=kind.startswith("export"),
                ebay_trigger=trigger,
            )
        )
        identity_key = f"ebay:{backend.id}:{key}"
        self.env["ebay.button.press"]._adopt(identity_key)
        if self._ebay_is_asked_for() and (trigger or not kind.startswith("export")):
            self._ebay_take_over(identity_key)
        return records.with_delay(
            priority=priority,
            max_retries=max_retries,
            eta=eta,
            description=description,
            identity_key=identity_key,
        )

    def _ebay_take_over(self, identity_key):
        """Let a person who asks for what the schedule has begun not wait for it."""
        jobs = self.env["queue.job"].sudo()
        jobs.search(
            [
                ("identity_key", "=", identity_key),
                ("state", "in", ("pending", "enqueued")),
                ("ebay_trigger", "!=", "person"),
            ]
        )._ebay_ask_for()

    def _ebay_is_asked_for(self):
        """Return whether somebody waits for this work at this moment."""
        return self._ebay_trigger() in (False, "person")

    def _ebay_trigger(self):
        """Return what started the work that goes on here, a value of ``TRIGGERS``.

        A button names a person, a scheduled action the schedule, and a job goes on
        with what started it, or with the person who has asked for it since. False, if
        nobody says: reading is then a person's work like any other, but what is written
        counts in the budget.
        """
        context = self.env.context
        default = "schedule" if context.get("cron_id") else False
        trigger = context.get("ebay_trigger") or default
        job_uuid = trigger == "schedule" and context.get("job_uuid")
        if job_uuid and self.env["ebay.job.request"].sudo()._is_asked_for(job_uuid):
            return "person"
        return trigger

    def _ebay_automatic(self):
        """Return the records for work that a change in Odoo causes.

        Such as sending the stock that a sale has changed: no person asks for that.
        """
        if self._ebay_trigger() in ("schedule", "webhook"):
            return self
        return self.with_context(ebay_trigger="schedule")

    def _ebay_by_person(self):
        """Return the records for work that a person starts with a button."""
        if self._ebay_trigger():
            return self
        return self.with_context(ebay_trigger="person")

    @api.model
    def _job_prepare_context_before_enqueue_keys(self):
        """Keep what has started the work: its budget depends on it."""
        keys = super()._job_prepare_context_before_enqueue_keys()
        return (*keys, "ebay_trigger", "ebay_low_priority", "ebay_writes")

    def _job_store_values(self, job):
        """Store account and flow on the job, for lists, access rules and wake-ups.

        Also the texts that are translated when the job is displayed, and since when
        the job waits to be run: a job may be requeued long after it was created.
        """
        values = super()._job_store_values(job)
        if job.state == "pending":
            values["ebay_due_at"] = job.eta or fields.Datetime.now()
        if isinstance(job.description, StoredText):
            # Only when it is created: read from the database it is a plain string.
            values["name"] = job.description.render(self.env)
            values["ebay_name_text"] = job.description.dump()
        texts = {"result": job.result, "error": job.exc_message}
        values["ebay_texts"] = {
            name: text.dump()
            for name, text in texts.items()
            if isinstance(text, StoredText)
        } or False
        backend_id = self.env.context.get("ebay_job_backend_id")
        if backend_id:
            values["ebay_backend_id"] = backend_id
            values["ebay_flow"] = self.env.context.get("ebay_job_flow")
            values["ebay_trigger"] = self.env.context.get("ebay_trigger") or "person"
            values["ebay_press_id"] = self.env.context.get("ebay_press_id")
        return values

    def _ebay_job_attempt(self):
        """Return the number of the job's current try, from 1; 1 outside a job."""
        job_uuid = self.env.context.get("job_uuid")
        if not job_uuid:
            return 1
        job = self.env["queue.job"].sudo().search([("uuid", "=", job_uuid)], limit=1)
        return job.retry + 1
