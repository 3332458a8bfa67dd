# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""GetItem: everything about one listing.

https://developer.ebay.com/devzone/xml/docs/reference/ebay/GetItem.html
"""

from .trading import trading_call
from .trading_errors import TradingError
from .trading_item_xml import ALL, View, render_item
from .trading_xml import invalid_input


@trading_call("GetItem")
def get_item(trading):
    """Answer with one listing; description and item specifics only when they are asked
    for."""
    request = trading.request
    item_id = request.text("ItemID")
    if not item_id:
        raise invalid_input("ItemID")
    listing = trading.seller.listings.get(item_id)
    if listing is None:
        raise TradingError("17", parameters={"0": item_id})
    details = request.texts("DetailLevel")
    view = View(
        ALL,
        variations=True,
        item_specifics=request.flag("IncludeItemSpecifics"),
        description="ReturnAll" in details or "ItemReturnDescription" in details,
        variation_sku=request.text("VariationSKU", ""),
        selection=trading.selection,
        above=(),
    )
    return render_item(listing, view, trading.simulator, trading.now)
