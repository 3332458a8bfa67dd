# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""GetSellerEvents: what changed in the last two days.

https://developer.ebay.com/devzone/xml/docs/reference/ebay/GetSellerEvents.html
"""

from datetime import timedelta

from .clock import timestamp
from .trading import trading_call
from .trading_item_xml import ALL, COARSE, View, render_item
from .trading_listings import parse_time
from .trading_selectors import ITEMS
from .trading_xml import element, invalid_input

LONGEST_WINDOW = timedelta(hours=48)
#: More are not given, and nothing in the answer says that there are more; with
#: DetailLevel ReturnAll even fewer (knowledge base 1313).
MOST_ITEMS = 3000
MOST_DETAILED_ITEMS = 2000
FILTERS = ("ModTime", "EndTime", "StartTime")


@trading_call("GetSellerEvents")
def get_seller_events(trading):
    """Answer with the listings changed, ended or started in a window of up to 48
    hours."""
    request, now = trading.request, trading.now
    prefix, first, last = _window(trading)
    found = [
        listing
        for listing in trading.seller.listings.values()
        if first <= _moment(listing, prefix, now) <= last
    ]
    found.sort(key=lambda listing: _moment(listing, prefix, now))
    detailed = "ReturnAll" in request.texts("DetailLevel")
    view = View(
        ALL if detailed else COARSE,
        variations=not request.flag("HideVariations"),
        variation_specifics=request.flag("IncludeVariationSpecifics"),
        selection=trading.selection,
    )
    most = MOST_DETAILED_ITEMS if detailed else MOST_ITEMS
    trading.items = "".join(
        render_item(listing, view, trading.simulator, now) for listing in found[:most]
    )
    return element("TimeTo", timestamp(last)) + element("ItemArray", ITEMS)


def _window(trading):
    request = trading.request
    given = [name for name in FILTERS if request.text(f"{name}From")]
    if len(given) != 1:
        raise invalid_input(
            "ModTimeFrom", "Exactly one of the date range filters must be given."
        )
    prefix = given[0]
    first = parse_time(prefix, request.text(f"{prefix}From"))
    until = request.text(f"{prefix}To")
    last = parse_time(prefix, until) if until else trading.now
    if last <= first or last - first > LONGEST_WINDOW:
        raise invalid_input(
            f"{prefix}To", "The time range must be positive and at most 48 hours."
        )
    return prefix, first, last


def _moment(listing, prefix, now):
    if prefix == "ModTime":
        return listing.modified_at
    return listing.start_time if prefix == "StartTime" else listing.end_time(now)
