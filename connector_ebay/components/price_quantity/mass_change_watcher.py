# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from odoo.models import BaseModel

from odoo.addons.component.core import Component

from ...tools.alert_findings import Finding
from ...tools.stored_text import StoredText


class EbayHoldWatcher(Component):
    """Lead to the preview of changed settings, where a person decides."""

    _inherit = "ebay.hold.watcher"

    def find(self) -> list[Finding]:
        """Return the accounts with held SKUs, or with a preview that is open."""
        reviews = self.env["ebay.take.over"].search(
            [
                ("backend_id", "in", self.backends.ids),
                ("kind", "=", "change"),
                ("state", "=", "preview"),
                ("complete", "=", True),
            ]
        )
        others = [
            one for one in super().find() if one.backend not in reviews.backend_id
        ]
        return others + [self._reviewed(review) for review in reviews]

    @staticmethod
    def _reviewed(review: BaseModel) -> Finding:
        return Finding(
            review.backend_id,
            "mass_change",
            StoredText._(
                "%s SKUs would change on eBay because a setting was changed. Nothing "
                "is sent yet.",
                review.change_count,
            ),
            StoredText._("Open the preview. Apply the change or discard it."),
            action={"model": review._name, "ids": review.ids},
        )
