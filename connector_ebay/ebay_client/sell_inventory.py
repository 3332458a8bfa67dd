# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Sell Inventory API: what was listed through it, and only that.

https://developer.ebay.com/api-docs/sell/inventory/overview.html
"""

from __future__ import annotations

from .inventory_items import InventoryItems
from .inventory_locations import InventoryLocations
from .inventory_offers import InventoryOffers
from .inventory_publishing import InventoryPublishing


class SellInventory(
    InventoryItems, InventoryOffers, InventoryPublishing, InventoryLocations
):
    """Items, offers, listings and locations; 2,000,000 calls a day.

    A listing made in Seller Hub or by Trading is not there, unless it was migrated.
    """
