# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.addons.component.core import Component

from ...tools.stored_text import StoredText


class EbayFeedbackEventHandler(Component):
    """Schedule an activity for feedback that a buyer left."""

    _name = "ebay.feedback.event.handler"
    _inherit = "ebay.event.handler"
    _topics = ("FEEDBACK_RECEIVED",)

    def handle(self, event: Any) -> str | None:
        """Schedule an activity for the account's responsible user."""
        number = event.reference or event.id
        self.backend._ebay_schedule_activity(
            f"feedback {number}",
            self.env._("eBay feedback %s", number),
            self.env._("A buyer has left feedback. Read and answer it on eBay."),
        )
        return StoredText._("An activity was scheduled for the responsible user.")
