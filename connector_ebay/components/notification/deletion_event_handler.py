# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.addons.component.core import Component


class EbayDeletionEventHandler(Component):
    """Erase a person who closed their eBay account."""

    _name = "ebay.deletion.event.handler"
    _inherit = "ebay.event.handler"
    _topics = ("MARKETPLACE_ACCOUNT_DELETION",)
    _for_application = True

    def handle(self, event: Any) -> str | None:
        """Erase the person from all accounts of the environment; store a receipt.

        eBay notifies the application, and the person may have bought from any account.
        Afterwards the event itself no longer names the person.
        """
        receipts = self.env["ebay.account.deletion"]
        if receipts.search_count([("event_id", "=", event.id)]):
            return self.env._("Done already; there is a receipt.")
        data = event._data()
        user_id, username = data.get("userId"), data.get("username")
        if not user_id:
            return self.env._("eBay did not say whose account it was.")
        pseudonym = receipts._pseudonym(user_id)
        backends = self.env["ebay.backend"].with_context(active_test=False)
        lines = []
        for backend in backends.search([("environment", "=", event.environment)]):
            with backend.work_on("ebay.backend") as work:
                eraser = work.component(usage="person.eraser")
                lines += eraser.erase(user_id, username, pseudonym)
        lines += event._pseudonymise(user_id, username, pseudonym)
        return receipts._create_receipt(event, user_id, lines)._sentence()
