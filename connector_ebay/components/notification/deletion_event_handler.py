# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from typing import Any

from odoo.addons.component.core import Component

from ...tools.fingerprint import fingerprint
from ...tools.pseudonymiser import Pseudonymiser
from ...tools.stored_text import StoredText


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
            return StoredText._("Done already; there is a receipt.")
        data = event._data()
        user_id, username = data.get("userId"), data.get("username")
        if not user_id:
            return StoredText._("eBay did not say whose account it was.")
        pseudonym = receipts._pseudonym(user_id)
        backends = self.env["ebay.backend"].with_context(active_test=False)
        lines = []
        for backend in backends.search([("environment", "=", event.environment)]):
            with backend.work_on("ebay.backend") as work:
                eraser = work.component(usage="person.eraser")
                lines += eraser.erase(user_id, username, pseudonym)
        lines += self._erase_events(event, user_id, username, pseudonym)
        return receipts._create_receipt(event, user_id, username, lines)._sentence()

    def _erase_events(
        self, event: Any, user_id: str, username: str | None, pseudonym: str
    ) -> list[dict[str, Any]]:
        """Erase the person from all events of the environment; return receipt lines."""
        token = event._data().get("eiasToken")
        person = Pseudonymiser(user_id, username, pseudonym, [token])
        self.model.flush_model()
        self.env.cr.execute(
            """
            SELECT id FROM ebay_webhook_event
            WHERE environment = %s
              AND (ebay_user_id = %s OR payload LIKE ANY(%s) OR error LIKE ANY(%s))
            """,
            (event.environment, user_id, *[person.sql_patterns()] * 2),
        )
        events = self.model.browse([row[0] for row in self.env.cr.fetchall()])
        for found in events:
            values: dict[str, str | None] = {}
            if found.ebay_user_id == user_id:
                values["ebay_user_id"] = fingerprint(user_id)
            if found.payload:
                values["payload"] = person.json(found.payload)
            if found.error:
                values["error"] = person.text(found.error)
            found.write(values)
        if not events:
            return []
        return [
            {
                "action": "changed",
                "what": self.env._("Events"),
                "count": len(events),
                "reason": False,
            }
        ]
