# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from odoo.models import BaseModel

from odoo.addons.component.core import Component

from ...connection.process import log_call
from ...ebay_client.bulk_revision import (
    SCHEMA_VERSION,
    BulkRevision,
    parse_bulk_revision,
)
from ...ebay_client.bulk_row import BulkRow
from ...ebay_client.feed_file import unpack
from ...ebay_client.lanes import PUSH
from ...ebay_client.price_quantity import PriceQuantity
from ...ebay_client.trading_revision import InventoryStatus, RevisionResult
from ...ebay_client.trading_xml import MalformedDocumentError
from ...exceptions import EbayRetry


class EbayPriceQuantityAdapter(Component):
    """Write prices and quantities to eBay, and read them back."""

    _name = "ebay.price.quantity.adapter"
    _inherit = "ebay.adapter"
    _apply_on = "ebay.export.batch"
    _flow = "offers"

    def set_log_context(self, batch: BaseModel) -> None:
        """Make the log of calls name this batch from now on.

        :raise EbayWait: the account may not call eBay now
        """
        backend = self.backend.with_context(ebay_export_batch_id=batch.id)
        self.client.wire.observer = partial(log_call, backend)

    # === CALLS ===

    def update_inventory(self, updates: Sequence[PriceQuantity]) -> list[BulkRow]:
        """Set quantities and prices of inventory items; return a row for each."""
        return self._call("inventory", "bulk_update_price_quantity", updates)

    def revise(self, statuses: Sequence[InventoryStatus]) -> RevisionResult:
        """Set quantities and prices of Trading listings; return what was revised."""
        return self._call("trading", "revise_inventory_status", statuses)

    def read_offers(self, sku: str) -> list[dict[str, Any]]:
        """Return the offers of a SKU of the Inventory API."""
        return self._call("inventory", "get_offers", sku)

    def read_offer(self, offer_id: str) -> dict[str, Any]:
        """Return one offer of the Inventory API."""
        return self._call("inventory", "get_offer", offer_id)

    def read_item_quantities(self, skus: Sequence[str]) -> dict[str, int]:
        """Return ``{SKU: quantity of its inventory item}`` for up to 25 SKUs."""
        answer = self._call("inventory", "bulk_get_inventory_item", skus)
        quantities = {}
        for row in answer.get("responses") or ():
            availability = (row.get("inventoryItem") or {}).get("availability") or {}
            ship_to = availability.get("shipToLocationAvailability") or {}
            if "quantity" in ship_to:
                quantities[row["sku"]] = ship_to["quantity"]
        return quantities

    def read_listing(self, item_id: str) -> dict[str, Any]:
        """Return a listing with its variations."""
        return self._call("trading", "get_item", item_id)

    def create_file(self, marketplace: BaseModel) -> str:
        """Create a task for a file of revisions; return its id."""
        return self._call(
            "feed", "create_task", marketplace.code, schema_version=SCHEMA_VERSION
        )

    def upload_file(self, task_id: str, content: bytes) -> None:
        """Upload the file of a task; eBay then starts to process it."""
        self._call("feed", "upload_file", task_id, f"{task_id}.xml", content)

    def read_task(self, task_id: str) -> dict[str, Any]:
        """Return a task with its status."""
        return self._call("feed", "get_task", task_id)

    def read_result(self, task_id: str) -> list[BulkRevision]:
        """Return eBay's answers to the rows of a file.

        :raise EbayRetry: the result cannot be parsed
        """
        content = self._call("feed", "download_result_file", task_id)
        try:
            return list(parse_bulk_revision(unpack(content)))
        except MalformedDocumentError as error:
            raise EbayRetry(str(error), seconds=60) from error

    def out_of_stock_control(self) -> bool:
        """Return whether a listing at quantity zero stays instead of ending."""
        return self._call("trading", "get_user_preferences_out_of_stock")

    def check_budget(self) -> None:
        """Take the next writing call out of the budget, before its intent is stored.

        :raise EbayBudgetWait: the budget has none, for so many seconds
        """
        self.work.ebay_budget.check(PUSH)
