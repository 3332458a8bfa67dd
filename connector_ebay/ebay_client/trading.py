# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Trading API: the only one that sees all of a seller's listings.

https://developer.ebay.com/devzone/xml/docs/reference/ebay/index.html
"""

from __future__ import annotations

from .trading_account import TradingAccount
from .trading_listings import TradingListings
from .trading_orders import TradingOrders
from .trading_revision import TradingRevision
from .trading_site import TradingSite


class Trading(
    TradingListings, TradingOrders, TradingRevision, TradingAccount, TradingSite
):
    """Trading calls; 5,000 a day for each call's name and application."""
