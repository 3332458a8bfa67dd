# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import re

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import format_datetime, format_time

from ..tools.error_texts import readable_error
from ..tools.job_kinds import TRIGGERS
from ..tools.stored_text import StoredText, dump_text, render_text

#: How the Job Queue begins the message of a job that used up its tries.
GIVEN_UP = re.compile(r"^Max\. retries \((\d+)\) reached: ", re.DOTALL)

#: How PostgreSQL begins its message if another worker wrote the same rows.
CONFLICT = re.compile(
    r"^ERROR:\s+(?:could not serialize access|deadlock detected|could not obtain lock)"
)


class QueueJob(models.Model):
    """Link jobs to eBay accounts, their calls and the records they are about."""

    _inherit = "queue.job"

    ebay_backend_id = fields.Many2one(
        "ebay.backend",
        string="eBay Account",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    ebay_flow = fields.Char(
        string="eBay Flow",
        readonly=True,
        help="The flow of the account whose run this job is part of.",
    )
    ebay_trigger = fields.Selection(
        TRIGGERS,
        string="Started By",
        readonly=True,
        help="The budgets of calls hold back what nobody waits for: scheduled reading, "
        "and writing that a change in Odoo has caused.",
    )
    ebay_call_count = fields.Integer(
        string="Calls to eBay", compute="_compute_ebay_call_count"
    )

    ebay_press_id = fields.Many2one(
        "ebay.button.press",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="The button whose user is told what the job has done.",
    )
    ebay_due_at = fields.Datetime(
        string="Due", readonly=True, help="Since when the job is due, or from when on."
    )
    ebay_texts = fields.Json(
        readonly=True, help="Result and error, as they are translated when displayed."
    )
    ebay_state_text = fields.Char(string="Progress", compute="_compute_ebay_state_text")
    ebay_message = fields.Char(
        string="What Happened",
        compute="_compute_ebay_message",
        help="What the job did, or why it failed or is tried again.",
    )

    _ebay_failed = models.Index(
        "(identity_key) WHERE state = 'failed' AND ebay_backend_id IS NOT NULL"
    )

    @api.depends("state", "retry", "max_retries", "eta", "date_started")
    @api.depends_context("lang", "tz")
    def _compute_ebay_state_text(self):
        now = fields.Datetime.now()
        for job in self:
            job.ebay_state_text = job._ebay_words_of_state(now)

    def _ebay_words_of_state(self, now):
        """Return the state in words: tries made, and when the job is tried again."""
        if self.state == "pending":
            later = self.eta and self.eta > now and self._ebay_clock(self.eta, now)
            if self.retry and later:
                return self.env._(
                    "Retrying (%(tries)s of %(most)s, next at %(time)s)",
                    tries=self.retry,
                    most=self.max_retries,
                    time=later,
                )
            if self.retry:
                return self.env._(
                    "Retrying (%(tries)s of %(most)s, now)",
                    tries=self.retry,
                    most=self.max_retries,
                )
            if later:
                return self.env._("Waiting until %s", later)
            return self.env._("Waiting to begin")
        if self.state == "enqueued":
            return self.env._("About to begin")
        if self.state == "started":
            begun = self.date_started and self._ebay_clock(self.date_started, now)
            return (
                self.env._("Running since %s", begun)
                if begun
                else self.env._("Running")
            )
        if self.state == "failed":
            if self.retry > 1:
                return self.env._("Failed after %s tries", self.retry)
            return self.env._("Failed")
        return dict(self._fields["state"]._description_selection(self.env))[self.state]

    def _ebay_clock(self, moment, now):
        """Return a moment of today as a time, any other with its date."""
        today = fields.Datetime.context_timestamp(self, now).date()
        if fields.Datetime.context_timestamp(self, moment).date() == today:
            return format_time(self.env, moment, time_format="short")
        return format_datetime(self.env, moment, dt_format="short")

    @api.depends("state", "result", "exc_message", "ebay_texts")
    @api.depends_context("lang", "tz")
    def _compute_ebay_message(self):
        for job in self:
            texts = job.ebay_texts or {}
            if job.state == "failed":
                text = texts.get("error") or job.exc_message
            else:
                text = texts.get("result") or job.result
            job.ebay_message = job._ebay_readable(render_text(self.env, text))

    def _ebay_readable(self, text):
        """Return a message without the Job Queue's, PostgreSQL's and HTTP's words."""
        given_up = GIVEN_UP.match(text)
        if given_up:
            text = text[given_up.end() :]
        text = render_text(self.env, dump_text(readable_error(text)))
        if CONFLICT.match(text):
            text = self.env._(
                "Another worker wrote the same data at that moment. Nothing is lost."
            )
        if given_up:
            return self.env._(
                "Given up after %(tries)s tries: %(reason)s",
                tries=given_up[1],
                reason=text,
            )
        return text

    _ebay_open_flow_idx = models.Index(
        "(ebay_backend_id, ebay_flow, id) "
        "WHERE ebay_flow IS NOT NULL AND state NOT IN ('done', 'cancelled')"
    )

    @api.model
    def _ebay_open_jobs(self, backends):
        """Return ``{(account id, flow): job}``: the newest that has not ended well."""
        self.flush_model(["ebay_backend_id", "ebay_flow", "state"])
        self.env.cr.execute(
            """
            SELECT DISTINCT ON (ebay_backend_id, ebay_flow)
                   ebay_backend_id, ebay_flow, id
            FROM queue_job
            WHERE ebay_flow IS NOT NULL AND state NOT IN ('done', 'cancelled')
              AND ebay_backend_id = ANY(%s)
            ORDER BY ebay_backend_id, ebay_flow, id DESC
            """,
            (backends.ids,),
        )
        rows = self.env.cr.fetchall()
        jobs = self.browse(row[2] for row in rows)
        return {row[:2]: job for row, job in zip(rows, jobs, strict=True)}

    @api.model
    def _ebay_current(self):
        """Return the job that runs in this environment; empty outside a job."""
        uuid = self.env.context.get("job_uuid")
        return self.search([("uuid", "=", uuid)], limit=1) if uuid else self.browse()

    def _ebay_problem(self):
        """Return why the job failed or is tried again; empty if neither."""
        if self.state == "failed" or (self.retry and self.state != "done"):
            return self.ebay_message
        return ""

    def _compute_ebay_call_count(self):
        calls = self.env["ebay.api.call"].sudo()
        counts = dict(
            calls._read_group(
                [("job_uuid", "in", self.mapped("uuid"))], ["job_uuid"], ["__count"]
            )
        )
        for job in self:
            job.ebay_call_count = counts.get(job.uuid, 0)

    def action_open_ebay_calls(self):
        """Open the calls to eBay that this job has made."""
        self.check_access("read")
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay.ebay_api_call_action"
        )
        return {**action, "domain": [("job_uuid", "=", self.uuid)], "context": {}}

    def write(self, vals):
        """Close what failed before under the identity keys of these jobs.

        Of the failed jobs of one page only the newest stays: the count is that of the
        problems, not of the tries. Whoever started a run is told that it has failed.
        """
        result = super().write(vals)
        if vals.get("state") == "done":
            keys = self.filtered("ebay_backend_id").mapped("identity_key")
            self.sudo()._ebay_close_failed([key for key in keys if key])
        elif vals.get("state") == "failed":
            for job in self.sudo().filtered("ebay_flow"):
                job._ebay_close_earlier_failures()
                self.env["ebay.feedback"]._report_failure(job)
        if vals.get("state") in ("done", "failed", "pending"):
            self.sudo().ebay_press_id._report_after_commit()
        return result

    def _ebay_close_earlier_failures(self):
        """Cancel the failed jobs that this one was to repeat."""
        self.search(
            [
                ("identity_key", "=", self.identity_key),
                ("state", "=", "failed"),
                ("id", "<", self.id),
            ]
        ).write({"state": "cancelled", "date_cancelled": fields.Datetime.now()})

    @api.model
    def _ebay_close_failed(self, identity_keys):
        """Cancel failed jobs with these identity keys: their work has been done."""
        if not identity_keys:
            return
        failed = self.search(
            [
                ("identity_key", "in", identity_keys),
                ("ebay_backend_id", "!=", False),
                ("state", "=", "failed"),
            ]
        )
        if failed:
            note = StoredText._("Done by a later job.")
            failed.write(
                {
                    "state": "cancelled",
                    "date_cancelled": fields.Datetime.now(),
                    "result": str(note),
                    "ebay_texts": {"result": note.dump()},
                }
            )

    def requeue(self):
        """Let eBay users requeue eBay's jobs; other jobs need the queue manager."""
        user = self.env.user
        if self.env.su or user.has_group("queue_job.group_queue_job_manager"):
            return super().requeue()
        if not user.has_group("connector_ebay.group_ebay_user"):
            self._ebay_check_queue_manager()
        self.check_access("read")
        if any(not job.ebay_backend_id for job in self):
            raise AccessError(self.env._("You may requeue eBay's jobs only."))
        return super(QueueJob, self.sudo()).requeue()

    def action_ebay_requeue(self):
        """Run these jobs again, and tell the user the result."""
        self.check_access("read")
        result = self.requeue()
        self._ebay_follow(self[:1].name if len(self) == 1 else self.env._("Try again"))
        return result

    def _ebay_follow(self, label):
        """Tell the user who has pressed a button what becomes of these jobs."""
        pressed = self.env["ebay.button.press"]._follow(self, label or "")
        press_id = pressed.env.context.get("ebay_press_id")
        if press_id and self:
            self.sudo().ebay_press_id = press_id

    def button_done(self):
        """Let only the queue's managers mark a job as done without running it."""
        self._ebay_check_queue_manager()
        return super().button_done()

    def button_cancelled(self):
        """Let only the queue's managers cancel jobs."""
        self._ebay_check_queue_manager()
        return super().button_cancelled()

    def _ebay_check_queue_manager(self):
        """Check that the user manages the queue.

        Whoever may read a job could change its state: the Job Queue writes it with all
        rights.

        :raise AccessError: the user does not
        """
        self.check_access("write")

    def _ebay_try_now(self):
        """Run failed and waiting jobs at once: no budget holds what a person wants."""
        self._ebay_follow(self[:1].name)
        self.filtered(lambda job: job.state == "failed").requeue()
        editable = self.with_context(_job_edit_sentinel=self.EDIT_SENTINEL)
        for job in editable.filtered(lambda job: job.state == "pending"):
            job.write(
                {
                    "eta": False,
                    "ebay_trigger": "person",
                    "records": job.records.with_context(ebay_trigger="person"),
                }
            )

    def _ebay_ask_for(self):
        """Let these jobs run for a person from now on, also those that run already."""
        self._ebay_try_now()
        running = self.filtered(lambda job: job.state in ("enqueued", "started"))
        if running:
            self.env["ebay.job.request"].sudo()._add(running.mapped("uuid"))

    def _ebay_wake(self):
        """Make waiting jobs due now."""
        waiting = self.filtered(lambda job: job.state == "pending")
        waiting.write({"eta": False, "ebay_due_at": fields.Datetime.now()})

    def _related_action_ebay_open(self):
        """Return the action that opens the records the job is about."""
        self.ensure_one()
        records = self._ebay_subject()
        action = {
            "name": self.env._("Related Record"),
            "type": "ir.actions.act_window",
            "res_model": records._name,
            "view_mode": "form",
            "res_id": records.id if len(records) == 1 else False,
        }
        if len(records) > 1:
            action.update(
                name=self.env._("Related Records"),
                view_mode="list,form",
                domain=[("id", "in", records.ids)],
            )
        return action if records else None

    def _ebay_subject(self):
        """Return the records that the job is about.

        These are the records it was enqueued on, otherwise the binding or run in its
        arguments, otherwise its account. For a binding, Odoo's own record is returned.
        """
        records = (
            self.records.exists()
            or self._ebay_records_in_arguments()
            or self.ebay_backend_id
        )
        if len(records) == 1 and "odoo_id" in records._fields:
            return records.odoo_id or records
        return records

    def _ebay_records_in_arguments(self):
        arguments = self.args or ()
        for argument in arguments:
            if isinstance(argument, models.BaseModel) and argument._name == "ebay.run":
                return argument.exists()
        model = self.records
        names = [text for text in arguments if isinstance(text, str)]
        if not names or "external_id" not in model._fields:
            return model
        return model.search(
            [
                ("backend_id", "=", self.ebay_backend_id.id),
                ("external_id", "=", names[0]),
            ],
            limit=1,
        )
