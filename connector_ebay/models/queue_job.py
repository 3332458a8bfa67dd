# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models
from odoo.exceptions import AccessError


class QueueJob(models.Model):
    """Link jobs to eBay accounts, their calls and the records they are about."""

    _inherit = "queue.job"

    ebay_backend_id = fields.Many2one(
        "ebay.backend",
        string="eBay Backend",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    ebay_call_count = fields.Integer(
        string="Calls to eBay", compute="_compute_ebay_call_count"
    )

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

    def _ebay_wake(self):
        """Make waiting jobs due now."""
        self.filtered(lambda job: job.state == "pending").write({"eta": False})

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
