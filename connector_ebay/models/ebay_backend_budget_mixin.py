# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from ..tools.budget_turns import BUSY_SHARE
from ..tools.stored_text import StoredText
from .ebay_api_quota import NEAR_SHARE

#: Seconds for which changes are collected while a budget is nearly used up.
COLLECT_SECONDS = 15


class EbayBackendBudgetMixin(models.AbstractModel):
    """The budgets of calls of an ``ebay.backend``, and how much of them is used."""

    _name = "ebay.backend.budget.mixin"
    _description = "eBay Backend Budget Mixin"

    pull_budget = fields.Integer(
        string="Reading Budget",
        default=30,
        tracking=True,
        help="Number of calls within ten minutes with which scheduled actions may read "
        "from eBay. What a user starts is not counted. 0: only eBay's own limit.",
    )
    push_budget = fields.Integer(
        string="Writing Budget",
        default=60,
        tracking=True,
        help="Number of calls within ten minutes that may write to eBay. What a user "
        "starts with a button is not counted. 0: only eBay's own limit.",
    )
    pull_used = fields.Integer(string="Reading Calls", compute="_compute_budget_used")
    push_used = fields.Integer(string="Writing Calls", compute="_compute_budget_used")
    pull_share = fields.Float(
        string="Reading Budget Used", compute="_compute_budget_used"
    )
    push_share = fields.Float(
        string="Writing Budget Used", compute="_compute_budget_used"
    )

    quota_near_count = fields.Integer(
        string="Limits Nearly Used Up", compute="_compute_quota_near_count"
    )

    _budgets_are_positive = models.Constraint(
        "CHECK (pull_budget >= 0 AND push_budget >= 0)", "Budgets must not be negative."
    )

    def write(self, vals):
        """Run at once what waits for a budget that becomes larger or has no limit."""
        lanes = [lane for lane in ("pull", "push") if f"{lane}_budget" in vals]
        before = {
            (backend, lane): backend[f"{lane}_budget"]
            for backend in self
            for lane in lanes
        }
        result = super().write(vals)
        for (backend, lane), old in before.items():
            new = backend[f"{lane}_budget"]
            if old and (not new or new > old):
                self.env["ebay.api.budget"].sudo()._wake(backend, lane)
        return result

    def _compute_budget_used(self):
        used = self.env["ebay.api.budget"].sudo()._used(self)
        for backend in self:
            for lane in ("pull", "push"):
                calls = used.get((backend.id, lane), 0)
                limit = backend[f"{lane}_budget"]
                backend[f"{lane}_used"] = calls
                backend[f"{lane}_share"] = 100.0 * calls / limit if limit else 0.0

    def _compute_quota_near_count(self):
        quotas = self.env["ebay.api.quota"].sudo()
        self._set_count("quota_near_count", quotas, [("used_share", ">=", NEAR_SHARE)])

    # === EBAY'S OWN LIMITS ===

    @api.model
    def _cron_read_limits(self):
        """Enqueue reading eBay's own limits of all accounts."""
        for backend in self._running():
            backend._ebay_delay(
                "details",
                "limits",
                description=StoredText._("Read eBay's limits of calls"),
            ).read_limits()

    @api.private
    def read_limits(self):
        """Read eBay's limits of calls"""
        self._ebay_check_job()
        with self.work_on("ebay.backend") as work:
            return work.component(usage="limit.reader").run()

    # === BUDGETS ===

    def _budget_used(self):
        """Return used and allowed calls of the last ten minutes, by lane."""
        self.ensure_one()
        return {
            "pull": (self.pull_used, self.pull_budget),
            "push": (self.push_used, self.push_budget),
        }

    def _collects_changes(self):
        """Return whether a comparison that is due now waits for more changes.

        What a person sends does not wait, nor a comparison that has waited already.
        """
        if not self.push_budget or self._ebay_trigger() not in ("schedule", "webhook"):
            return False
        job_uuid = self.env.context.get("job_uuid")
        job = self.env["queue.job"].search([("uuid", "=", job_uuid)], limit=1)
        is_due_now = job.identity_key == f"ebay:{self.id}:offers"
        return is_due_now and self._is_budget_busy("push")

    def _is_budget_busy(self, lane):
        """Return whether most of a budget is used: what is not urgent can wait."""
        used, limit = self._budget_used()[lane]
        return bool(limit) and used >= BUSY_SHARE * limit
