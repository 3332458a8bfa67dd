# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import NamedTuple

from odoo import api, fields, models


class OnboardingStep(NamedTuple):
    """A step of the set-up of an account.

    :ivar code: names the row of the form
    """

    code: str
    label: str
    done: bool


class EbayBackendOnboardingMixin(models.AbstractModel):
    """The steps from a new ``ebay.backend`` to one that works by itself.

    Nobody ticks a step: each is done when its result is there. When all are done, the
    list disappears.
    """

    _name = "ebay.backend.onboarding.mixin"
    _description = "eBay Backend Onboarding Mixin"

    onboarding_hidden = fields.Boolean(copy=False)
    steps_done = fields.Char(compute="_compute_steps")
    steps_text = fields.Char(compute="_compute_steps")
    next_step = fields.Char(compute="_compute_steps")
    show_onboarding = fields.Boolean(compute="_compute_steps")

    @api.depends_context("lang")
    @api.depends("state", "stock_master", "onboarding_hidden")
    def _compute_steps(self):
        for backend in self:
            steps = backend._onboarding_steps()
            done = [step.code for step in steps if step.done]
            still = [step for step in steps if not step.done]
            backend.steps_done = " ".join(done)
            backend.next_step = still[0].label if still else ""
            backend.show_onboarding = bool(still) and not backend.onboarding_hidden
            backend.steps_text = self.env._(
                "%(done)s of %(all)s steps done", done=len(done), all=len(steps)
            )

    def _onboarding_steps(self):
        """Return the ``OnboardingStep`` of this account, in their order."""
        self.ensure_one()
        flows = {flow.flow: flow for flow in self.flow_ids}
        listings = flows.get("listings")
        imported = bool(listings and listings.last_success_at)
        subscribed = "subscribed" in self.sudo().notification_topic_ids.mapped("state")
        return [
            OnboardingStep(
                "keys", self.env._("Enter eBay's keys"), not self.missing_settings
            ),
            OnboardingStep(
                "portal",
                self.env._("Enable the keys in eBay's portal"),
                bool(self.connected_at),
            ),
            OnboardingStep(
                "connect", self.env._("Connect to eBay"), bool(self.connected_at)
            ),
            OnboardingStep("webhook", self.env._("Receive notifications"), subscribed),
            OnboardingStep("listings", self.env._("Import your listings"), imported),
            OnboardingStep(
                "match",
                self.env._("Match listings with products"),
                imported and not self.to_match_count,
            ),
            OnboardingStep(
                "take_over",
                self.env._("Let Odoo set stock and prices"),
                self.stock_master == "odoo",
            ),
        ]

    def action_hide_onboarding(self):
        """Hide the list of steps, for accounts that stop at one of them on purpose."""
        self.check_access("write")
        self.onboarding_hidden = True
