# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import SUPERUSER_ID, api, models

from ..tools.stored_text import dump_text, render_text

#: Flows that start whenever anybody sells or moves something: nobody wants to be told.
QUIET_FLOWS = ("offers",)


class EbayFeedback(models.AbstractModel):
    """Tell people what has become of the button that they pressed.

    A job runs as the user who has started it; scheduled actions and notifications start
    theirs as the superuser, to whom nothing is told.
    """

    _name = "ebay.feedback"
    _description = "eBay Feedback"

    @api.model
    def _report_start(self, backend, flow, is_new=True):
        """Tell a person who has pressed a button that the run has begun."""
        if not self.env.su and self.env.context.get("ebay_trigger") != "schedule":
            text = (
                self.env._("%s: started. The result is shown here.")
                if is_new
                else self.env._("%s: running already. The result is shown here.")
            )
            self._notify(self.env.user, backend, text % self._label(flow), "info")

    @api.model
    def _report_success(self, backend, flow, result, action=None):
        """Tell who started the run what it has done, and refresh the screens.

        :param action: opens the result
        """
        self._refresh_screens()
        if self.env.uid != SUPERUSER_ID and flow not in QUIET_FLOWS:
            user = self.env.user
            feedback = self.with_context(lang=user.lang, tz=user.tz)
            done = render_text(feedback.env, dump_text(result))
            done = done or feedback.env._("done.")
            text = f"{feedback._label(flow)}: {done}"
            action = action or backend._ebay_flow_result(flow)
            button = feedback.env._("Show")
            feedback._notify(user, backend, text, "success", action, button)

    @api.model
    def _report_failure(self, job):
        """Tell who started the run why it has failed, and refresh the screens."""
        self._refresh_screens()
        user = job.user_id
        if user and user.id != SUPERUSER_ID and job.ebay_flow not in QUIET_FLOWS:
            job = job.with_context(lang=user.lang, tz=user.tz)
            feedback = job.env["ebay.feedback"]
            text = f"{feedback._label(job.ebay_flow)}: {job.ebay_message}"
            backend = job.ebay_backend_id
            action = backend.action_open_failed_jobs()
            button = feedback.env._("Show Why")
            feedback._notify(user, backend, text, "danger", action, button)

    @api.model
    def _notify(self, user, backend, message, kind, action=None, button=None):
        """Show a message to a user, wherever the user is; an error stays.

        :param action: what the message's button opens
        :param button: the text on it
        """
        if action and action.get("res_id"):
            # A form needs nothing of the job's context.
            action = {**action, "context": {}}
        user.sudo()._bus_send(
            "connector_ebay/result",
            {
                "title": backend.sudo().name,
                "message": message,
                "type": kind,
                "sticky": kind == "danger",
                "target": action or False,
                "button": button or False,
            },
        )

    @api.model
    def _refresh_screens(self):
        """Let open dashboards and accounts read their figures again."""
        users = self.env.ref("connector_ebay.group_ebay_user").sudo()
        users._bus_send("connector_ebay/refresh", {})

    def _label(self, flow):
        """Return the name of a flow in the user's language."""
        names = {}
        for model in ("ebay.run", "ebay.flow"):
            field = self.env[model]._fields["flow"]
            names.update(field._description_selection(self.env))
        return names.get(flow, flow)
