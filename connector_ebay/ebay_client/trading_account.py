# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Trading calls about the seller's account.

https://developer.ebay.com/devzone/xml/docs/reference/ebay/GetUserPreferences.html
"""

from __future__ import annotations

from .trading_transport import TradingTransport

# The schema demands these four whatever one asks for.
DEMANDED_PREFERENCES = (
    "ShowBidderNoticePreferences",
    "ShowCombinedPaymentPreferences",
    "ShowSellerPaymentPreferences",
    "ShowSellerProfilePreferences",
)


class TradingAccount(TradingTransport):
    """Preferences that decide what a write does."""

    def get_user_preferences_out_of_stock(self) -> bool:
        """Return whether a listing at quantity 0 stays alive instead of ending.

        With the preference on, a *good till cancelled* listing at 0 is hidden and
        comes back with stock; with it off eBay ends the listing.
        """
        fields = {
            **dict.fromkeys(DEMANDED_PREFERENCES, False),
            "ShowOutOfStockControlPreference": True,
        }
        return self._call(
            "GetUserPreferences",
            fields,
            lambda response: response.flag("OutOfStockControlPreference"),
        )
