# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import re

from odoo import api, fields, models
from odoo.tools import format_datetime, format_time

from ..tools.error_texts import readable_error
from ..tools.stored_text import dump_text, render_text

#: How the Job Queue begins the message of a job that used up its tries.
GIVEN_UP = re.compile(r"^Max\. retries \((\d+)\) reached: ", re.DOTALL)

#: How PostgreSQL begins its message if another worker wrote the same rows.
CONFLICT = re.compile(
    r"^ERROR:\s+(?:could not serialize access|deadlock detected|could not obtain lock)"
)


class QueueJobTextMixin(models.AbstractModel):
    """Show name, state and message of a job in the language of its reader."""

    _name = "ebay.queue.job.text.mixin"
    _description = "eBay Job Texts Mixin"

    ebay_texts = fields.Json(
        readonly=True, help="Result and error, as they are translated when displayed."
    )
    ebay_name_text = fields.Json(readonly=True, help="The name, in any language.")
    ebay_name = fields.Char(string="Job", compute="_compute_ebay_name")
    ebay_state_text = fields.Char(string="Progress", compute="_compute_ebay_state_text")
    ebay_message = fields.Char(
        string="What Happened",
        compute="_compute_ebay_message",
        help="What the job did, or why it failed or is tried again.",
    )

    @api.depends("name", "ebay_name_text")
    @api.depends_context("lang", "tz")
    def _compute_ebay_name(self):
        for job in self:
            job.ebay_name = render_text(self.env, job.ebay_name_text) or job.name

    @api.depends("ebay_name")
    @api.depends_context("lang", "tz")
    def _compute_display_name(self):
        for job in self:
            job.display_name = job.ebay_name

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
