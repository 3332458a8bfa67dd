# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from collections import Counter

from odoo.models import BaseModel

from odoo.addons.component.core import Component
from odoo.addons.connector_ebay.components.price_quantity.line_result import (
    LineResult,
    ResultKind,
)


class EbayPriceQuantityResultRecorder(Component):
    """Mark quantities as uncertain that were accepted while units were sold."""

    _inherit = "ebay.price.quantity.result.recorder"

    def record(
        self, batches: dict[BaseModel, dict[BaseModel, LineResult]]
    ) -> Counter[ResultKind]:
        """Write the results, and mark the SKUs that were ordered meanwhile."""
        counts = super().record(batches)
        accepted = [
            line.sku_id.id
            for results in batches.values()
            for line, result in results.items()
            if result.kind == ResultKind.ACCEPTED and line.has_quantity
        ]
        skus = self.env["ebay.product.product"].browse(accepted)
        self.env["ebay.sku.sync"].sudo()._mark_uncertain(skus)
        return counts
