# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models

from odoo.addons.connector_ebay.models.ebay_backend_onboarding_mixin import (
    OnboardingStep,
)


class EbayBackendOnboardingMixin(models.AbstractModel):
    """The steps of orders: import them, and check their taxes."""

    _inherit = "ebay.backend.onboarding.mixin"

    def _onboarding_steps(self):
        """Add the first import of orders, and the taxes that it asks for."""
        steps = super()._onboarding_steps()
        orders = self.flow_ids.filtered(lambda flow: flow.flow == "orders")
        imported = bool(orders.last_success_at)
        taxes = self.env["ebay.tax.mapping"].sudo()
        missing = taxes.search_count(
            [("company_id", "=", self.company_id.id), ("tax_id", "=", False)], limit=1
        )
        place = [step.code for step in steps].index("take_over")
        return [
            *steps[:place],
            OnboardingStep("orders", self.env._("Import your orders"), imported),
            OnboardingStep(
                "taxes", self.env._("Check the taxes"), imported and not missing
            ),
            *steps[place:],
        ]
