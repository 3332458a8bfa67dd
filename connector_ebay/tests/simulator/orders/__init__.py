# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Orders: their kinds, what happens to them, and the Fulfillment API."""

from .book import OrderBook
from .kinds import KINDS, SPECIAL_KINDS

__all__ = ["KINDS", "SPECIAL_KINDS", "OrderBook"]
