# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from typing import Any, NamedTuple

from odoo.models import BaseModel

from odoo.addons.component.core import Component


class SeenPage(NamedTuple):
    """A page of listings, read for their prices and quantities.

    :ivar skus: the SKUs of the page that are in Odoo
    :ivar changed: the number of those whose values have changed on eBay
    :ivar values: progress of the run
    :ivar unreadable: ids of listings whose answer cannot be read
    :ivar is_last: whether everything is read
    """

    skus: BaseModel
    changed: int
    values: dict[str, Any]
    unreadable: list[str]
    is_last: bool


class EbaySeenValues(Component):
    """Read the prices and quantities that eBay has, and store them on the SKUs."""

    _name = "ebay.seen.values"
    _inherit = "ebay.base"
    _apply_on = "ebay.product.product"
    _usage = "seen.values"

    def read_page(self, run: BaseModel) -> SeenPage:
        """Read the next page of a run of listings, and store what has changed."""
        listings = self.component(
            usage="backend.adapter", model_name="ebay.product.template"
        )
        pager = self.component(
            usage="listing.pager", model_name="ebay.product.template"
        )
        read = pager.read_next(run)
        rows = {
            external_id: row
            for listing in read.listings
            if listing["listing_status"] == "Active"
            for external_id, row in listings.sku_rows(listing)
        }
        skus = self.model.search(
            [("backend_id", "=", self.backend.id), ("external_id", "in", list(rows))]
        )
        changed = self._store_changes(skus, rows)
        return SeenPage(skus, changed, read.values, read.unreadable, read.is_last)

    def _store_changes(self, skus: BaseModel, rows: dict[str, dict[str, Any]]) -> int:
        """Store quantities and prices that eBay has changed; return their number.

        :param rows: eBay's values by external id
        """
        sold_before = {}
        for sku in skus:
            row = rows[sku.external_id]
            values = {
                "quantity": row["available"],
                "quantity_sold": row["quantity_sold"],
            }
            if row["price"] is not None:
                values["price"] = float(row["price"])
            if any(abs(sku[name] - value) > 0.000001 for name, value in values.items()):
                sold_before[sku.id] = sku.quantity_sold
                sku.write({**values, "sync_date": self.backend._ebay_now()})
        skus.browse(sold_before)._check_drift(sold_before)
        return len(sold_before)
