# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.addons.component.core import Component

from ...tools.stored_text import StoredText


class EbayMessageEventHandler(Component):
    """Schedule an activity for a message or question of a buyer."""

    _name = "ebay.message.event.handler"
    _inherit = "ebay.event.handler"
    _topics = ("BUYER_QUESTION", "NEW_MESSAGE")

    def handle(self, event: Any) -> str | None:
        """Schedule an activity for the account's responsible user."""
        number = event.reference or event.id
        self.backend._ebay_schedule_activity(
            f"message {number}",
            self.env._("eBay message %s", number),
            self.env._("A buyer has written. Read and answer it on eBay."),
        )
        return StoredText._("An activity was scheduled for the responsible user.")
