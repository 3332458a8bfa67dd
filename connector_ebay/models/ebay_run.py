# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from psycopg2.errors import UniqueViolation

from odoo import api, fields, models

from ..tools.import_counts import ImportCounts
from ..tools.stored_text import render_text
from ..tools.transactions import new_transaction

STATES = [
    ("running", "Running"),
    ("held", "Waiting for Approval"),
    ("done", "Done"),
    ("cancelled", "Cancelled"),
]


class EbayRun(models.Model):
    """Remember the progress of one import that consists of many pages.

    Each page is a job. It reads and writes the page's records, advances ``page`` and
    enqueues the next job in one transaction. After a crash, either the page is not
    done and its job runs again, or the page is done and the next job is waiting.
    """

    _name = "ebay.run"
    _description = "eBay Run"
    _inherit = ["ebay.job.mixin"]
    _order = "id desc"

    backend_id = fields.Many2one(
        "ebay.backend", required=True, ondelete="cascade", index=True, readonly=True
    )
    company_id = fields.Many2one(related="backend_id.company_id", store=True)
    flow = fields.Selection(
        [("listings", "Listings"), ("comparison", "Comparison with eBay")],
        required=True,
        readonly=True,
        index=True,
    )
    kind = fields.Selection(
        [("full", "Everything"), ("changes", "Changes")], required=True, readonly=True
    )
    state = fields.Selection(STATES, required=True, default="running", readonly=True)
    phase = fields.Char(
        required=True, readonly=True, help="Step of the run that the pages belong to."
    )
    page = fields.Integer(
        default=0, readonly=True, help="The next page to process, from 0."
    )
    window_from = fields.Datetime(readonly=True)
    window_to = fields.Datetime(readonly=True)
    total = fields.Integer(readonly=True, help="Records that eBay announced.")
    done = fields.Integer(readonly=True, help="Records processed.")
    created = fields.Integer(readonly=True)
    updated = fields.Integer(readonly=True)
    unchanged = fields.Integer(readonly=True)
    failed = fields.Integer(
        readonly=True,
        help="Records that failed with their page and got their own job.",
    )
    ended_at = fields.Datetime(readonly=True)
    seen = fields.Json(
        readonly=True,
        help="Ids of the listings that eBay returned; others may have ended.",
    )
    plan = fields.Json(
        readonly=True, help="What is still to be read of the current step."
    )
    page_size = fields.Integer(
        default=200, readonly=True, help="Records that the next page is asked for."
    )
    comparison_text = fields.Json(readonly=True)
    comparison = fields.Char(
        string="Compared with eBay",
        compute="_compute_note",
        help="The number of listings that eBay counts, and of those that were read.",
    )
    inventory_skus = fields.Json(
        readonly=True, help="SKUs of the Inventory API read so far."
    )
    note_text = fields.Json(readonly=True, help="What happened, in any language.")
    note = fields.Char(compute="_compute_note")
    display_state = fields.Selection(
        [*STATES, ("retrying", "Retrying"), ("failed", "Failed")],
        string="Shown State",
        compute="_compute_display_state",
        help="The state, and for a running run what has become of its job.",
    )
    problem = fields.Char(compute="_compute_display_state")
    progress = fields.Float(compute="_compute_progress")
    time_left = fields.Char(compute="_compute_progress")

    # Prevents two concurrent runs of a flow, also if two workers start them.
    _one_running = models.UniqueIndex(
        "(backend_id, flow) WHERE state = 'running'",
        "This flow is already running.",
    )

    @api.depends("total", "done", "state")
    def _compute_progress(self):
        for run in self:
            share = min(1.0, run.done / run.total) if run.total else 0.0
            run.progress = 100.0 if run.state == "done" else 100.0 * share
            run.time_left = ""
            if run.state == "running" and 0 < share < 1:
                elapsed = (fields.Datetime.now() - run.create_date).total_seconds()
                minutes = elapsed * (1 - share) / share / 60
                run.time_left = self.env._("about %s min left", max(1, round(minutes)))

    @api.depends("note_text", "comparison_text")
    @api.depends_context("lang", "tz")
    def _compute_note(self):
        for run in self:
            run.note = render_text(run.env, run.note_text) or False
            comparison = render_text(run.env, run.comparison_text)
            run.comparison = comparison or False

    @api.depends("state", "phase", "page")
    @api.depends_context("lang", "tz")
    def _compute_display_state(self):
        """Compute the state from the jobs of the current pages, read in one query."""
        running = self.filtered(lambda run: run.state == "running")
        newest = running._jobs_by_key()
        for run in self:
            job = newest.get(run._identity_key()) if run.state == "running" else None
            run.display_state = run.state
            run.problem = False
            if job and job._ebay_problem():
                failed = job.state == "failed"
                run.display_state = "failed" if failed else "retrying"
                run.problem = f"{job.ebay_state_text}: {job.ebay_message}"

    def _jobs_by_key(self):
        """Return ``{identity key: job}``: the newest job of each current page."""
        jobs = self.env["queue.job"].sudo()
        if not self:
            return {}
        keys = [run._identity_key() for run in self]
        found = jobs.search([("identity_key", "in", keys)], order="id")
        return {job.identity_key: job for job in found}

    @api.depends("flow", "kind", "create_date")
    def _compute_display_name(self):
        flows = dict(self._fields["flow"]._description_selection(self.env))
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for run in self:
            run.display_name = f"{flows.get(run.flow)}, {kinds.get(run.kind)}"

    def write(self, vals):
        """Record the success of the flow with the end of a run."""
        result = super().write(vals)
        if vals.get("ended_at") and vals.get("state") in ("done", "held"):
            for run in self:
                run._record_end()
        return result

    def _record_end(self):
        """Record the success of the run's flow, and tell who has started the run."""
        flows = self.env["ebay.flow"]
        result = self._counts_sentence()
        if self.flow in flows._kinds():
            flows._record_success(self.backend_id, self.flow, result)
        else:
            self.env["ebay.feedback"]._report_success(
                self.backend_id, self.flow, result, self.get_formview_action()
            )

    def _counts_sentence(self):
        """Return the numbers of the run in words."""
        counts = ImportCounts(self.created, self.updated, self.unchanged)
        return counts.sentence()

    @api.model
    def _get_or_create(self, backend, values):
        """Return the running run of the flow, or create one: ``(run, is_new)``.

        The run of another worker that this transaction does not see yet is noticed by
        the unique index; an empty recordset is returned then.

        :param values: of the new run, ``flow`` among them
        """
        running = self._newest(backend, values["flow"], "running")
        if running:
            return running, False
        try:
            with self.env.cr.savepoint():
                run = self.create({"backend_id": backend.id, **values})
        except UniqueViolation:
            return self.browse(), False
        return run, True

    def _resume(self):
        """Requeue the job of the current page if it failed.

        The schedule enqueues a new job instead: what has failed stays visible until
        the page has been imported.

        :return: False if the page has no job that runs, so that one must be enqueued
        """
        job = self._jobs()[:1]
        if self._ebay_is_asked_for():
            if job.ebay_trigger != "person":
                self._ask_for()
            job.filtered(lambda job: job.state == "failed")._ebay_try_now()
        elif job.state == "failed":
            if self._ebay_trigger() == "schedule":
                return False
            job.requeue()
        return bool(job) and job.state not in ("done", "cancelled")

    def _ask_for(self):
        """Let a run that the schedule has begun go on for the person who asks."""
        keys = [f"ebay:{run.backend_id.id}:run:{run.id}" for run in self]
        self.env["ebay.job.request"].sudo()._add(keys)
        self._jobs()[:1]._ebay_try_now()

    @api.model
    def _ask_for_unseen(self, backend, flow):
        """Let a run go on for a person that this transaction does not see yet."""
        with new_transaction(self) as fresh:
            fresh._newest(backend.with_env(fresh.env), flow, "running")._ask_for()

    @api.model
    def _newest(self, backend, flow, *states):
        """Return the newest run of a flow in one of these states, if there is one."""
        return self.search(
            [
                ("backend_id", "=", backend.id),
                ("flow", "=", flow),
                ("state", "in", states),
            ],
            limit=1,
        )

    @api.model
    def _last_done(self, backend, flow):
        """Return the newest run that has read all its pages, held or not."""
        return self._newest(backend, flow, "done", "held")

    def _is_current(self, phase, page):
        """Return whether this page is the next one to process.

        It is not if its job runs a second time, or if the run was cancelled.
        """
        self.ensure_one()
        return (self.state, self.phase, self.page) == ("running", phase, page)

    def _add_counts(self, counts):
        """Return the values of these counters with the numbers added."""
        return {name: self[name] + number for name, number in counts.items()}

    def _job_key(self):
        """Return the identity key of the current page's job, without the backend."""
        return f"run:{self.id}:{self.phase}:{self.page}"

    def _identity_key(self):
        """Return the identity key of the current page's job."""
        return f"ebay:{self.backend_id.id}:{self._job_key()}"

    def _jobs(self):
        """Return the jobs of the current page, newest first."""
        return (
            self.env["queue.job"]
            .sudo()
            .search(
                [("identity_key", "=", self._identity_key())],
                order="id desc",
            )
        )

    def action_try_again(self):
        """Run the failed or waiting jobs of these runs at once."""
        self._ebay_check_user()
        for run in self.sudo().filtered(lambda run: run.state == "running"):
            run._jobs()[:1]._ebay_try_now()

    def action_cancel(self):
        """Cancel the runs; the next run begins from the start."""
        self._ebay_check_user(group="connector_ebay.group_ebay_manager")
        for run in self.sudo().filtered(lambda run: run.state in ("running", "held")):
            run._jobs().filtered(
                lambda job: job.state in ("pending", "failed")
            ).button_cancelled()
            run.write({"state": "cancelled", "ended_at": fields.Datetime.now()})

    def action_open_comparison(self):
        """Open the report of what differs between Odoo and eBay."""
        self.check_access("read")
        self.ensure_one()
        report = self.env["ebay.take.over"].search([("run_id", "=", self.id)], limit=1)
        return report.get_formview_action() if report else False

    def action_release(self):
        """Check each listing at eBay that these runs did not find."""
        self._ebay_check_user(group="connector_ebay.group_ebay_manager")
        for run in self.sudo().filtered(lambda run: run.state == "held"):
            run.state = "done"
            with run.backend_id.work_on("ebay.product.template", ebay_run=run) as work:
                work.component(usage="absence.checker").check_missing(run)
            run.seen = False
            run.backend_id._ebay_log_action(
                self.env._("released the run that missed many listings")
            )
