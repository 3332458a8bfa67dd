# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from odoo import fields

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.connection.keyset import Keyset
from odoo.addons.connector_ebay.tools.alert_findings import Finding
from odoo.addons.connector_ebay.tools.stored_text import StoredText


class EbayLateOrderWatcher(Component):
    """Find accounts whose orders have not been imported for long.

    An account without consent has an alert about that already.
    """

    _name = "ebay.late.order.watcher"
    _inherit = "ebay.alert.watcher"
    _codes = ("orders_late",)

    def find(self) -> list[Finding]:
        """Return the accounts whose import of orders has stopped."""
        now = fields.Datetime.now()
        flows = self.env["ebay.flow"].sudo()._get_or_create(self.backends, "orders")
        return [
            self._late(flow, since)
            for flow in flows
            if (since := self._late_since(flow, now))
        ]

    def _late_since(self, flow: Any, now: datetime) -> datetime | None:
        """Return the last success if it is too long ago, or the last connection."""
        backend = flow.backend_id
        if backend.state == "reconnect" or not Keyset(backend).refresh_token:
            return None
        since = flow.last_success_at or backend.connected_at
        minutes = backend.alert_orders_minutes
        if minutes and since:
            is_late = flow.interval and since <= now - timedelta(minutes=minutes)
        else:
            is_late = flow.state == "stopped"
        return since if is_late else None

    @staticmethod
    def _late(flow: Any, since: datetime) -> Finding:
        if flow.last_error:
            message = StoredText._(
                "No orders have been imported since %(since)s. The last error: "
                "%(error)s",
                since=since,
                error=flow.last_error,
            )
        else:
            message = StoredText._(
                "No orders have been imported since %(since)s.", since=since
            )
        return Finding(
            flow.backend_id,
            "orders_late",
            message,
            StoredText._(
                "Press Try Now. Nothing is lost: the next import brings what was "
                "missed."
            ),
        )
