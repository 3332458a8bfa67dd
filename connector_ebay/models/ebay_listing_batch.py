# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from ..tools.stored_text import StoredText

#: Products whose drafts one job creates.
PRODUCTS_PER_JOB = 100


class EbayListingBatch(models.Model):
    """Many listings that are created or published together, and how far that is.

    Drafts are created by one job after the other; each advances ``position`` and
    enqueues the next in one transaction. How far a publication is, is read from the
    listings: the jobs that publish never write this row.
    """

    _name = "ebay.listing.batch"
    _description = "eBay Batch of Listings"
    _inherit = ["ebay.job.mixin"]
    _order = "id desc"

    backend_id = fields.Many2one(
        "ebay.backend",
        string="Account",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        related="backend_id.company_id", store=True, index=True
    )
    kind = fields.Selection(
        [("create", "Create drafts"), ("publish", "Publish")],
        required=True,
        readonly=True,
    )
    template_ids = fields.Many2many("ebay.listing.template", readonly=True)
    product_ids = fields.Json(readonly=True, help="Products to list, in order.")
    again = fields.Boolean(readonly=True)
    position = fields.Integer(readonly=True, help="The next product, from 0.")
    test_mode = fields.Boolean(related="backend_id.test_mode")
    listing_ids = fields.One2many("ebay.product.template", "batch_id", readonly=True)
    reason_ids = fields.One2many("ebay.listing.reason", "batch_id", readonly=True)
    listing_total = fields.Integer(readonly=True, help="Listings to publish.")
    created = fields.Integer(string="New Drafts", readonly=True)
    skipped = fields.Integer(
        readonly=True, help="Listed on the marketplace already, or a draft."
    )
    failures = fields.Json(readonly=True, help="Products without draft, and why.")
    cancelled = fields.Boolean(readonly=True)

    total = fields.Integer(compute="_compute_progress")
    done = fields.Integer(compute="_compute_progress")
    failed = fields.Integer(compute="_compute_progress")
    waiting = fields.Integer(compute="_compute_progress")
    progress = fields.Float(compute="_compute_progress")
    state = fields.Selection(
        [
            ("running", "Running"),
            ("failed", "Stopped"),
            ("done", "Done"),
            ("cancelled", "Cancelled"),
        ],
        compute="_compute_progress",
    )
    problem = fields.Char(compute="_compute_progress")
    failure_text = fields.Text(compute="_compute_failure_text")

    @api.depends("position", "failures", "listing_ids.publish_state", "cancelled")
    @api.depends_context("lang")
    def _compute_progress(self):
        """Count products or listings; read the state from the jobs."""
        published = self.filtered(lambda batch: batch.kind == "publish")
        counts = published._count_listings()
        for batch in self:
            batch.problem = False
            if batch.kind == "create":
                batch.total = len(batch.product_ids or [])
                batch.done = min(batch.position, batch.total)
                batch.failed = len(batch.failures or [])
                batch.waiting = batch.total - batch.done
            else:
                batch.total = batch.listing_total
                batch.waiting, batch.failed, batch.done = counts.get(
                    batch.id, (0, 0, 0)
                )
            ended = batch.total - batch.waiting
            batch.progress = 100.0 * ended / batch.total if batch.total else 100.0
            batch.state = "running" if batch.waiting else "done"
            if batch.cancelled:
                batch.state = "cancelled"
            elif batch.waiting:
                job = batch._jobs()[:1] if batch.kind == "create" else None
                if job and job._ebay_problem():
                    batch.problem = f"{job.ebay_state_text}: {job.ebay_message}"
                    if job.state == "failed":
                        batch.state = "failed"

    def _count_listings(self):
        """Return ``{batch id: (waiting, failed, published)}``, in one query."""
        found = {}
        for batch, state, status, count in self.env[
            "ebay.product.template"
        ]._read_group(
            [("batch_id", "in", self.ids)],
            ["batch_id", "publish_state", "status"],
            ["__count"],
        ):
            numbers = found.setdefault(batch.id, [0, 0, 0])
            if state in ("waiting", "publishing"):
                numbers[0] += count
            elif status == "draft" and state != "ready":
                numbers[1] += count
            elif status != "draft":
                numbers[2] += count
        return {batch_id: tuple(numbers) for batch_id, numbers in found.items()}

    @api.depends("failures")
    def _compute_failure_text(self):
        for batch in self:
            batch.failure_text = "\n".join(
                f"{one['name']}: {one['message']}" for one in batch.failures or []
            )

    @api.depends("kind", "create_date")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for batch in self:
            day = fields.Datetime.context_timestamp(
                batch, batch.create_date or fields.Datetime.now()
            )
            batch.display_name = f"{kinds.get(batch.kind)}, {day:%Y-%m-%d %H:%M}"

    # === DRAFTS ===

    def _enqueue_slice(self):
        """Enqueue the job that creates the next drafts."""
        self.ensure_one()
        self._ebay_delay(
            "export_listing",
            self._job_key(),
            description=StoredText._("Create drafts of listings"),
        ).create_slice(self.position)

    def _job_key(self):
        return f"listing_batch:{self.id}:{self.position}"

    def _jobs(self):
        """Return the jobs of the current slice, newest first."""
        key = f"ebay:{self.backend_id.id}:{self._job_key()}"
        return (
            self.env["queue.job"]
            .sudo()
            .search([("identity_key", "=", key)], order="id desc")
        )

    @api.private
    def create_slice(self, position):
        """Create drafts of some products"""
        self._ebay_check_job()
        self.ensure_one()
        if self.cancelled or self.position != position:
            return StoredText._("Nothing is left to do.")
        ids = self.product_ids[position : position + PRODUCTS_PER_JOB]
        with self._ebay_work(self.backend_id) as work:
            result = work.component(
                usage="listing.batch.creator", model_name="ebay.product.template"
            ).create_drafts(self, ids)
        self.write(
            {
                "position": position + len(ids),
                "created": self.created + result["created"],
                "skipped": self.skipped + result["skipped"],
                "failures": [*(self.failures or []), *result["failures"]],
            }
        )
        if self.position < len(self.product_ids):
            self._enqueue_slice()
        self.env["ebay.feedback"]._refresh_screens()
        return StoredText._(
            "%(created)s drafts were created, %(skipped)s products skipped.",
            created=result["created"],
            skipped=result["skipped"],
        )

    # === BUTTONS ===

    def action_try_again(self):
        """Run the job again that has failed."""
        self._ebay_check_user()
        for batch in self.sudo().filtered(lambda one: one.kind == "create"):
            batch._jobs()[:1]._ebay_try_now()

    def action_cancel(self):
        """Create no more drafts; those that exist stay."""
        self._ebay_check_user()
        for batch in self.sudo().filtered(
            lambda one: one.kind == "create" and one.waiting
        ):
            batch._jobs().filtered(
                lambda job: job.state in ("pending", "failed")
            ).button_cancelled()
            batch.cancelled = True

    def action_open_listings(self):
        """Open the listings of this batch."""
        self._ebay_check_user()
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay.ebay_listing_draft_action"
        )
        return {**action, "domain": [("batch_id", "=", self.id)], "context": {}}

    def action_open_failed(self):
        """Open the listings of this batch that were not published."""
        action = self.action_open_listings()
        return {
            **action,
            "domain": [
                *action["domain"],
                ("status", "=", "draft"),
                ("publish_state", "not in", ("waiting", "publishing")),
            ],
        }

    def _open(self):
        """Return the action that opens the progress of this batch."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }
