# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""GetUserPreferences, SetUserPreferences and GetUser: the seller's account."""

from .clock import timestamp
from .trading import trading_call
from .trading_xml import container, element


@trading_call("GetUserPreferences")
def get_user_preferences(trading):
    """Answer with the preferences that were asked for; of them we keep out-of-stock
    control."""
    if not trading.request.flag("ShowOutOfStockControlPreference"):
        return ""
    return element("OutOfStockControlPreference", trading.seller.out_of_stock_control)


@trading_call("SetUserPreferences")
def set_user_preferences(trading):
    """Set out-of-stock control on or off."""
    if trading.request.text("OutOfStockControlPreference"):
        trading.seller.out_of_stock_control = trading.request.flag(
            "OutOfStockControlPreference"
        )
    return ""


@trading_call("GetUser")
def get_user(trading):
    """Answer with the seller's public data."""
    seller = trading.seller
    return container(
        "User",
        element("eBayGoodStanding", True),
        element("RegistrationDate", timestamp(seller.registered_at)),
        element("Site", seller.marketplace.site),
        element("Status", "Confirmed"),
        element("UserID", seller.username),
    )
