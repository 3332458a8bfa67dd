# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from psycopg2.errors import UniqueViolation

from odoo import api, fields, models

STATES = [
    ("running", "Running"),
    ("held", "Waiting for a person"),
    ("done", "Done"),
    ("cancelled", "Cancelled"),
]


class EbayRun(models.Model):
    """One run of a flow through its pages: where it stands, what it did.

    Each page is a job that reads, writes and, in the same transaction, moves
    ``page`` on and enqueues the next. So a crash at any line leaves either the page
    undone and its job to be run again, or the page done and the next job waiting.
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
        [("listings", "Listings")], required=True, readonly=True, index=True
    )
    kind = fields.Selection(
        [("full", "Everything"), ("changes", "Changes")], required=True, readonly=True
    )
    state = fields.Selection(STATES, required=True, default="running", readonly=True)
    phase = fields.Char(
        required=True, readonly=True, help="What the pages are pages of, now."
    )
    page = fields.Integer(
        default=0, readonly=True, help="The page whose turn it is, from 0."
    )
    window_from = fields.Datetime(readonly=True)
    window_to = fields.Datetime(readonly=True)
    total = fields.Integer(readonly=True, help="Records eBay announced.")
    done = fields.Integer(readonly=True, help="Records looked at.")
    created = fields.Integer(readonly=True)
    updated = fields.Integer(readonly=True)
    unchanged = fields.Integer(readonly=True)
    failed = fields.Integer(
        readonly=True, help="Records that got a job of their own to try again."
    )
    ended_at = fields.Datetime(readonly=True)
    seen = fields.Json(
        readonly=True, help="Ids eBay listed: what is missing may have ended."
    )
    inventory_skus = fields.Json(
        readonly=True, help="SKUs of the Inventory API, as far as they are read."
    )
    note = fields.Char(readonly=True)
    progress = fields.Float(compute="_compute_progress")
    time_left = fields.Char(compute="_compute_progress")

    # The guard against two runs of one flow at once, whoever starts them.
    _one_running = models.UniqueIndex(
        "(backend_id, flow) WHERE state = 'running'",
        "This flow is running already.",
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

    @api.depends("flow", "kind", "create_date")
    def _compute_display_name(self):
        flows = dict(self._fields["flow"]._description_selection(self.env))
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for run in self:
            run.display_name = f"{flows.get(run.flow)}, {kinds.get(run.kind)}"

    @api.model
    def _get_or_create(self, backend, values):
        """Return the running run of the flow, or create one: ``(run, is_new)``.

        The run of another worker that this transaction does not see yet is noticed by
        the unique index; an empty recordset is returned then.

        :param values: of the new run, ``flow`` among them
        """
        running = self.search(
            [
                ("backend_id", "=", backend.id),
                ("flow", "=", values["flow"]),
                ("state", "=", "running"),
            ],
            limit=1,
        )
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

        :return: False if the page has no job at all, so that one must be enqueued
        """
        job = self._jobs()[:1]
        if job.state == "failed":
            job.requeue()
        return bool(job) and job.state not in ("done", "cancelled")

    @api.model
    def _last_done(self, backend, flow):
        """The newest run that read all it had to; what it holds is another matter."""
        return self.search(
            [
                ("backend_id", "=", backend.id),
                ("flow", "=", flow),
                ("state", "in", ("done", "held")),
            ],
            limit=1,
        )

    def _is_turn(self, phase, page):
        """Whether this page is still to be done: a job run twice finds it is not."""
        self.ensure_one()
        return (self.state, self.phase, self.page) == ("running", phase, page)

    def _count(self, **counts):
        """Add to the counters."""
        return {name: self[name] + number for name, number in counts.items()}

    def _job_key(self):
        return f"run:{self.id}:{self.phase}:{self.page}"

    def _jobs(self):
        """The jobs of the page whose turn it is, newest first."""
        return (
            self.env["queue.job"]
            .sudo()
            .search(
                [("identity_key", "=", f"ebay:{self.backend_id.id}:{self._job_key()}")],
                order="id desc",
            )
        )

    def action_cancel(self):
        """Give a run up: the next one begins anew."""
        self.check_access("write")
        for run in self.filtered(lambda run: run.state in ("running", "held")):
            run._jobs().filtered(
                lambda job: job.state in ("pending", "failed")
            ).button_cancelled()
            run.write({"state": "cancelled", "ended_at": fields.Datetime.now()})

    def action_release(self):
        """Look each listing up at eBay that this run did not find."""
        self.check_access("write")
        for run in self.filtered(lambda run: run.state == "held"):
            run.state = "done"
            with run.backend_id.work_on("ebay.product.template", ebay_run=run) as work:
                work.component(usage="absence.checker").release(run)
            run.seen = False

    @api.autovacuum
    def _gc_old(self):
        """Keep the last two months, and of each flow the newest run that is done."""
        self.env.cr.execute(
            """
            DELETE FROM ebay_run run
            WHERE state IN ('done', 'cancelled')
              AND create_date < (now() AT TIME ZONE 'UTC') - interval '60 days'
              AND id NOT IN (
                  SELECT max(id) FROM ebay_run WHERE state = 'done'
                  GROUP BY backend_id, flow, kind
              )
            """
        )
