# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import hashlib
import json
import uuid

from odoo import api, fields, models

from ..tools.stored_text import StoredText, render_text

BATCH_STATES = [
    ("pending", "Waiting"),
    ("done", "Done"),
    ("partial", "Partly accepted"),
    ("failed", "Not accepted"),
    ("split", "Sent in parts"),
    ("overtaken", "Changed meanwhile"),
    ("held", "Held"),
    ("released", "Released"),
    ("would_send", "Would send"),
]

#: Kind of job by lane. SKUs that are sold out go first.
LANES = {"zero": "export_zero", "quantity": "export", "price": "export_price"}

#: Kind of job for SKUs that have waited for long: one lane higher.
AGED_LANES = {"zero": "export_zero", "quantity": "export_zero", "price": "export"}


class EbayExportBatch(models.Model):
    """Prices and quantities that are sent to eBay in one call, or as one file."""

    _name = "ebay.export.batch"
    _description = "eBay Export Batch"
    _inherit = ["ebay.job.mixin"]
    _order = "id desc"

    backend_id = fields.Many2one(
        "ebay.backend", required=True, readonly=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="backend_id.company_id", store=True, precompute=True, index=True
    )
    marketplace_id = fields.Many2one(
        "ebay.marketplace", readonly=True, ondelete="restrict"
    )
    channel = fields.Selection(
        [
            ("trading", "Trading"),
            ("inventory", "Inventory"),
            ("feed", "Feed (file)"),
        ],
        required=True,
        readonly=True,
        help="The eBay API that the batch is sent to.",
    )
    lane = fields.Selection(
        [("zero", "Sold out"), ("quantity", "Quantity"), ("price", "Price")],
        required=True,
        readonly=True,
    )
    state = fields.Selection(
        BATCH_STATES, required=True, default="pending", readonly=True, index=True
    )
    line_ids = fields.One2many("ebay.export.batch.line", "batch_id", readonly=True)
    size = fields.Integer(string="SKUs", readonly=True)
    accepted = fields.Integer(readonly=True)
    refused = fields.Integer(readonly=True)
    content_hash = fields.Char(
        readonly=True, index=True, help="Hash of SKUs and values."
    )
    ended_at = fields.Datetime(readonly=True)
    note_text = fields.Json(readonly=True, help="What happened, in any language.")
    note = fields.Char(compute="_compute_note")
    take_over_id = fields.Many2one(
        "ebay.take.over",
        readonly=True,
        ondelete="set null",
        help="Restores the prices that eBay had before this take-over.",
    )
    job_uuid = fields.Char(readonly=True)
    job_group = fields.Char(
        readonly=True,
        help="Shared by the batches that one job sends, one call each.",
    )
    feed_checks = fields.Integer(
        readonly=True, help="How often the status of the file was read from eBay."
    )
    request_ids = fields.Char(
        string="eBay Request IDs",
        compute="_compute_request_ids",
        help="eBay's support asks for these numbers.",
    )

    @api.depends("channel", "lane")
    def _compute_display_name(self):
        for batch in self:
            batch.display_name = self.env._(
                "Batch %(number)s: %(size)s SKUs", number=batch.id, size=batch.size
            )

    def _compute_request_ids(self):
        calls = self.env["ebay.api.call"].sudo()
        by_batch = calls.search([("batch_id", "in", self.ids)]).grouped("batch_id")
        for batch in self:
            ids = by_batch.get(batch, calls).mapped("request_id")
            batch.request_ids = ", ".join(filter(None, ids))

    @api.depends("note_text")
    @api.depends_context("lang", "tz")
    def _compute_note(self):
        for batch in self:
            batch.note = render_text(batch.env, batch.note_text) or False

    # === CREATE ===

    @api.model
    def _create_batches(self, backend, groups, state="pending"):
        """Create batches with their lines and, if they are to be sent, their jobs.

        :param groups: dicts with ``channel``, ``lane``, ``lines`` (values of the lines)
            and optionally ``marketplace_id``, ``note_text``, ``take_over_id``,
            ``job_group`` and ``aged``
        """
        batches = self.create(
            [
                {
                    "backend_id": backend.id,
                    "channel": group["channel"],
                    "lane": group["lane"],
                    "marketplace_id": group.get("marketplace_id"),
                    "note_text": group.get("note_text"),
                    "take_over_id": group.get("take_over_id"),
                    "job_group": group.get("job_group") or uuid.uuid4().hex,
                    "state": state,
                    "size": len(group["lines"]),
                    "content_hash": self._content_hash(group["lines"]),
                }
                for group in groups
            ]
        )
        self.env["ebay.export.batch.line"]._create_lines(
            {**line, "batch_id": batch.id, "state": state}
            for batch, group in zip(batches, groups, strict=True)
            for line in group["lines"]
        )
        if state == "pending":
            aged = {
                batch.job_group: group.get("aged")
                for batch, group in zip(batches, groups, strict=True)
            }
            for job_group, members in batches.grouped("job_group").items():
                members._enqueue(aged=aged[job_group])
        return batches

    @api.model
    def _newest_id(self, backend):
        """Return the id of the account's newest batch that this transaction sees."""
        newest = self.search(
            [("backend_id", "=", backend.id)], order="id desc", limit=1
        )
        return newest.id

    @staticmethod
    def _content_hash(lines):
        """Return a hash of SKUs and values that does not depend on their order."""
        content = sorted(
            (
                line["sku_id"],
                line["quantity"] if line.get("has_quantity") else None,
                f"{line['price']:.3f}" if line.get("has_price") else None,
            )
            for line in lines
        )
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()

    # === JOBS ===

    def _job_key(self):
        """Return the key of the job; each check of a file has a job of its own."""
        return f"offer_batch:{self.job_group}:{self.feed_checks}"

    def _enqueue(self, aged=False, seconds=None):
        """Enqueue the job that sends these batches of one group, or checks a file.

        :param aged: whether the SKUs have waited for long
        :param seconds: delay until the job runs
        """
        lane = self[0].lane
        # The user who asked for the comparison is told what eBay has answered.
        job = self.env["queue.job"].sudo()._ebay_current()
        batches = self.with_context(ebay_press_id=job.ebay_press_id.id)
        batches._ebay_delay(
            AGED_LANES[lane] if aged else LANES[lane],
            self[0]._job_key(),
            eta=seconds,
            description=StoredText._(
                "Send %(size)s prices and quantities to eBay",
                size=sum(self.mapped("size")),
            ),
        ).export_batch()

    def _enqueue_separately(self, seconds=None):
        """Give batches that the job of their group has not sent a job of their own."""
        self.job_group = uuid.uuid4().hex
        self._enqueue(seconds=seconds)

    @api.model
    def _enqueue_lost(self):
        """Enqueue batches whose job failed or does not exist any more.

        A job fails after hours of errors; its SKUs must not wait for a user.
        """
        waiting = self.search(
            [("state", "=", "pending"), ("backend_id.state", "=", "connected")]
        )
        by_key = waiting.grouped(
            lambda batch: f"ebay:{batch.backend_id.id}:{batch._job_key()}"
        )
        jobs = self.env["queue.job"].search(
            [
                ("identity_key", "in", list(by_key)),
                ("state", "not in", ["done", "failed", "cancelled"]),
            ]
        )
        for key in set(by_key) - set(jobs.mapped("identity_key")):
            by_key[key]._enqueue()

    @api.private
    def export_batch(self):
        """Send batches of prices and quantities to eBay"""
        with self._ebay_work() as work:
            as_file = self[:1].channel == "feed"
            usage = "feed.exporter" if as_file else "record.exporter"
            return work.component(usage=usage).run(self)

    # === BUTTONS ===

    def action_open_release(self):
        """Open the dialog that says what would change on eBay."""
        self._ebay_check_user(group="connector_ebay.group_ebay_manager")
        held = self.filtered(lambda batch: batch.state == "held")
        syncs = self.env["ebay.sku.sync"].search(
            [("sku_id", "in", held.line_ids.sku_id.ids)]
        )
        action = syncs.action_open_release()
        self.env["ebay.release"].browse(action["res_id"]).batch_ids = held
        return action

    def action_release(self):
        """Compare held SKUs again and send them without the guards."""
        self._ebay_check_user(group="connector_ebay.group_ebay_manager")
        held = self.filtered(lambda batch: batch.state == "held").sudo()
        held.write({"state": "released", "ended_at": fields.Datetime.now()})
        skus = held.line_ids.sku_id
        self.env["ebay.sku.sync"].search([("sku_id", "in", skus.ids)]).action_release()
