# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from datetime import datetime
from typing import Any

from odoo import fields

from odoo.addons.component.core import Component

from ...connection.keyset import CALL_KEYS, Keyset
from ...tools.alert_findings import Finding
from ...tools.stored_text import StoredText

#: Days before the end of a consent from which the alert has this severity.
CONSENT_STAGES = ((7, "error"), (30, "warning"), (60, "info"))


class EbayAccountWatcher(Component):
    """Find accounts without eBay's keys, or whose consent ends soon."""

    _name = "ebay.account.watcher"
    _inherit = "ebay.alert.watcher"
    _codes = ("keys_missing", "consent_ends")
    _for_paused = True

    def find(self) -> list[Finding]:
        """Return the accounts with missing keys, and those whose consent ends."""
        now = fields.Datetime.now()
        found: list[Finding] = []
        for backend in self.backends:
            found += self._keys_missing(backend)
            found += self._consent_ends(backend, now)
        return found

    def _keys_missing(self, backend: Any) -> list[Finding]:
        """Return whether an account that was in use has no complete keyset."""
        keyset = Keyset(backend)
        if not backend.ebay_user_id and not keyset.refresh_token:
            return []
        missing = keyset.missing(CALL_KEYS)
        if not missing:
            return []
        return [
            Finding(
                backend,
                "keys_missing",
                StoredText._(
                    "eBay cannot be called: the settings lack %s.", ", ".join(missing)
                ),
                StoredText._(
                    "Let an administrator enter eBay's keys of the %s environment in "
                    "Settings > eBay.",
                    backend.environment,
                ),
                action={
                    "model": "res.config.settings",
                    "xmlid": "connector_ebay.res_config_settings_action",
                },
            )
        ]

    def _consent_ends(self, backend: Any, now: datetime) -> list[Finding]:
        """Return whether the consent ends; the sooner, the more severe."""
        ends = backend.refresh_token_expires_at
        left = ends and (ends - now).days
        for days, severity in CONSENT_STAGES:
            if ends and left < days:
                return [self._consent_finding(backend, ends, days, severity)]
        return []

    @staticmethod
    def _consent_finding(
        backend: Any, ends: datetime, days: int, severity: str
    ) -> Finding:
        return Finding(
            backend,
            "consent_ends",
            StoredText._(
                "In less than %(days)s days, on %(date)s, eBay stops accepting this "
                "connection.",
                days=days,
                date=ends.date(),
            ),
            StoredText._(
                "Press 'Connect to eBay' on the account before, and nothing is "
                "interrupted."
            ),
            severity=severity,
        )
