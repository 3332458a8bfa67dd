# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import logging
from functools import partial

from odoo import SUPERUSER_ID, api, fields, models

from ..tools.transactions import new_transaction
from .ebay_feedback import QUIET_FLOWS

_logger = logging.getLogger(__name__)

#: A message shows the results of so many jobs; of more it gives the number.
MOST_RESULTS = 3


class EbayButtonPress(models.Model):
    """A button that a user pressed, and whose jobs' results the user is told.

    The jobs that the button enqueues are linked with it. When the last one has ended,
    the user gets one message; the first time that one of them has to be tried again,
    the user is told so.
    """

    _name = "ebay.button.press"
    _description = "eBay Button Press"

    user_id = fields.Many2one("res.users", required=True, ondelete="cascade")
    label = fields.Char(required=True)
    res_model = fields.Char()
    res_ids = fields.Json()
    is_told = fields.Boolean()
    is_retry_told = fields.Boolean()
    job_ids = fields.One2many("queue.job", "ebay_press_id")

    @api.model
    def _follow(self, records, label):
        """Return records whose jobs report to the user who has pressed a button.

        Nobody has pressed one if a scheduled action or a job calls.

        :param records: what the button is about; the message leads to them
        :param label: the name of the button, in the user's language
        """
        context = self.env.context
        if (
            self.env.uid == SUPERUSER_ID
            or context.get("ebay_press_id")
            or context.get("ebay_trigger") in ("schedule", "webhook")
            or context.get("cron_id")
            or context.get("job_uuid")
        ):
            return records
        press = self.sudo().create(
            {
                "user_id": self.env.uid,
                "label": label,
                "res_model": records._name,
                "res_ids": records.ids,
            }
        )
        return records.with_context(ebay_press_id=press.id)

    @api.model
    def _adopt(self, identity_key):
        """Link the job that waits under this key already with the button."""
        press_id = self.env.context.get("ebay_press_id")
        if press_id:
            self.env["queue.job"].sudo().search(
                [
                    ("identity_key", "=", identity_key),
                    ("state", "in", ("pending", "enqueued")),
                ]
            ).ebay_press_id = press_id

    # === REPORT ===

    def _report_after_commit(self):
        """Tell the users what has become of these buttons' jobs, once it is committed.

        In a new transaction, which sees what other workers have done.
        """
        for press in self:
            self.env.cr.postcommit.add(partial(press._report_now))

    def _report_now(self):
        try:
            with new_transaction(self.sudo()) as press:
                press._report()
        except Exception:
            # The work is done: it must not fail because nobody could be told. That is
            # so if another worker tells it at the same moment.
            _logger.info("eBay: a result was not shown", exc_info=True)

    def _report(self):
        """Tell the user that all jobs have ended, or that one has to be tried again."""
        self.ensure_one()
        if not self.exists() or self.is_told:
            return
        user = self.user_id
        press = self.with_context(lang=user.lang, tz=user.tz)
        jobs = press.job_ids
        still = jobs.filtered(
            lambda job: job.state not in ("done", "failed", "cancelled")
        )
        if not still:
            self.is_told = True
            press._report_end(jobs)
            return
        retried = still.filtered("retry")[:1]
        if retried and not self.is_retry_told:
            self.is_retry_told = True
            press._tell(
                retried,
                f"{retried.ebay_state_text}: {retried.ebay_message}",
                "warning",
                press._open_jobs(retried),
                self.env._("Show Job"),
            )

    def _report_end(self, jobs):
        """Tell the user what the jobs have done, or why some have failed."""
        # Who has started a run is told its end by the run itself.
        own = jobs.filtered(
            lambda job: job.user_id == self.user_id
            and job.ebay_flow
            and job.ebay_flow not in QUIET_FLOWS
        )
        jobs -= own
        failed = jobs.filtered(lambda job: job.state == "failed")
        done = jobs.filtered(lambda job: job.state == "done").sorted("id")
        if failed:
            text = failed[0].ebay_message
            if len(jobs) > 1:
                text = self.env._(
                    "%(failed)s of %(all)s failed: %(reason)s",
                    failed=len(failed),
                    all=len(jobs),
                    reason=text,
                )
            self._tell(
                failed, text, "danger", self._open_jobs(failed), self.env._("Show Why")
            )
        elif done:
            results = list(dict.fromkeys(filter(None, done.mapped("ebay_message"))))
            if len(results) > MOST_RESULTS:
                results = [self.env._("%s parts done.", len(done))]
            text = " ".join(results) or self.env._("done.")
            action = self._open_records()
            self._tell(done, text, "success", action, self.env._("Open"))

    def _tell(self, jobs, text, kind, action, button):
        self.env["ebay.feedback"]._notify(
            self.user_id,
            jobs[0].ebay_backend_id,
            f"{self.label}: {text}",
            kind,
            action,
            button,
        )
        self.env["ebay.feedback"]._refresh_screens()

    def _open_jobs(self, jobs):
        """Return the action that opens these jobs."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "connector_ebay.queue_job_action_ebay"
        )
        return {**action, "domain": [("id", "in", jobs.ids)], "context": {}}

    def _open_records(self):
        """Return the action that opens what the button was about; None if nothing."""
        if self.res_model not in self.env or not self.res_ids:
            return None
        records = self.env[self.res_model].browse(self.res_ids).exists()
        if len(records) == 1:
            return records.get_formview_action()
        return {
            "type": "ir.actions.act_window",
            "name": self.label,
            "res_model": self.res_model,
            "views": [[False, "list"], [False, "form"]],
            "domain": [("id", "in", records.ids)],
        }
