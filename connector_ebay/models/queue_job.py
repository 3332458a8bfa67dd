# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..tools.job_kinds import TRIGGERS
from ..tools.stored_text import StoredText

#: What the Job Queue calls the states, in the words of Odoo: it has no translation into
#: Polish.
STATES = [
    ("wait_dependencies", "Waiting for other jobs"),
    ("pending", "Waiting"),
    ("enqueued", "About to begin"),
    ("started", "Running"),
    ("done", "Done"),
    ("cancelled", "Cancelled"),
    ("failed", "Failed"),
]


class QueueJob(models.Model):
    """Link jobs to eBay accounts, their calls and the records they are about."""

    _name = "queue.job"
    _inherit = ["queue.job", "ebay.queue.job.text.mixin"]

    # Labels of the Job Queue's fields, to be translated with this add-on.
    state = fields.Selection(selection_add=STATES)
    name = fields.Char()
    uuid = fields.Char(string="Job ID")
    channel = fields.Char()
    priority = fields.Integer()
    identity_key = fields.Char()
    model_name = fields.Char(string="Model")
    method_name = fields.Char(string="Method")
    exc_name = fields.Char(string="Error Type")
    exc_message = fields.Char(string="Error")
    worker_pid = fields.Integer(string="Process")
    exec_time = fields.Float(string="Time (s)", help="How long the job has run.")
    date_created = fields.Datetime(string="Created")
    date_done = fields.Datetime(string="Done on")
    result = fields.Text()

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
    _ebay_failed = models.Index(
        "(identity_key) WHERE state = 'failed' AND ebay_backend_id IS NOT NULL"
    )

    def _message_failed_job(self):
        """Return the reason in the language of who is responsible for the account."""
        if not self.ebay_backend_id:
            return super()._message_failed_job()
        lang = self.ebay_backend_id._ebay_activity_user().lang or self.env.lang
        return self.with_context(lang=lang).ebay_message

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
