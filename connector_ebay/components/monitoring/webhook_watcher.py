# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any

from odoo import fields
from odoo.tools import SQL

from odoo.addons.component.core import Component

from ...tools.alert_findings import Finding
from ...tools.stored_text import StoredText


class EbayWebhookWatcher(Component):
    """Find accounts whose notifications have arrived and are not processed."""

    _name = "ebay.webhook.watcher"
    _inherit = "ebay.alert.watcher"
    _codes = ("webhook_late",)

    def find(self) -> list[Finding]:
        """Return the accounts with a notification that waits longer than is set."""
        now = fields.Datetime.now()
        by_id = {backend.id: backend for backend in self.backends}
        self.env.cr.execute(
            SQL(
                """
                SELECT event.backend_id, count(*), min(received_at)
                FROM ebay_webhook_event event
                JOIN ebay_backend backend ON backend.id = event.backend_id
                WHERE event.state = 'pending' AND event.backend_id IN %s
                  AND backend.alert_webhook_minutes > 0
                  AND received_at < %s
                    - make_interval(mins => backend.alert_webhook_minutes)
                GROUP BY event.backend_id
                """,
                tuple(by_id) or (0,),
                now,
            )
        )
        return [
            self._late(by_id[backend_id], number, oldest)
            for backend_id, number, oldest in self.env.cr.fetchall()
        ]

    @staticmethod
    def _late(backend: Any, number: int, oldest: Any) -> Finding:
        return Finding(
            backend,
            "webhook_late",
            StoredText._(
                "Notifications of eBay have waited to be processed since %(time)s (now "
                "%(number)s).",
                number=number,
                time=oldest,
            ),
            StoredText._(
                "Open them and look at the error of their job. The scheduled imports "
                "bring the same changes later."
            ),
            action={
                "model": "ebay.webhook.event",
                "xmlid": "connector_ebay.ebay_webhook_event_action",
                "domain": [("backend_id", "=", backend.id), ("state", "=", "pending")],
            },
        )
