# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""GetSellerList: a window of the seller's listings, page by page.

https://developer.ebay.com/devzone/xml/docs/reference/ebay/GetSellerList.html
"""

from datetime import timedelta

from .clock import parse_timestamp
from .limits import SHIFTING
from .trading import trading_call
from .trading_errors import TradingError
from .trading_item_xml import ALL, COARSE, FINE, MEDIUM, NONE, View, render_item
from .trading_selectors import ITEMS
from .trading_xml import container, element, invalid_input

LONGEST_WINDOW = timedelta(days=120)
LARGEST_PAGE = 200
LEVELS = {"Coarse": COARSE, "Medium": MEDIUM, "Fine": FINE}


@trading_call("GetSellerList")
def get_seller_list(trading):
    """Answer with the listings whose start or end lies in a window of less than 120
    days."""
    request = trading.request
    by_start, first, last = _window(request)
    size = request.number("Pagination/EntriesPerPage")
    page = request.number("Pagination/PageNumber", 1)
    if not size or not 1 <= size <= LARGEST_PAGE:
        raise invalid_input("Pagination/EntriesPerPage")
    if page < 1:
        raise invalid_input("Pagination/PageNumber")
    listings = _snapshot(trading, by_start, first, last, page)
    pages = max(1, -(-len(listings) // size))
    if page > pages:
        raise TradingError("340")
    shown = listings[(page - 1) * size : page * size]
    view = _view(trading)
    now = trading.now
    trading.items = "".join(
        render_item(one, view, trading.simulator, now) for one in shown
    )
    return "".join(
        (
            container(
                "PaginationResult",
                element("TotalNumberOfPages", pages if listings else 0),
                element("TotalNumberOfEntries", len(listings)),
            ),
            element("HasMoreItems", page < pages),
            element("ItemArray", ITEMS),
            element("ItemsPerPage", size),
            element("PageNumber", page),
            element("ReturnedItemCountActual", len(shown)),
            _seller(trading) if view.level == FINE else "",
        )
    )


def _view(trading):
    """Return what is shown: GranularityLevel wins over DetailLevel; neither gives
    numbers and times."""
    request, chosen = trading.request, trading.selection
    variations = request.flag("IncludeVariations")
    granularity = request.text("GranularityLevel")
    if granularity:
        return View(LEVELS.get(granularity, COARSE), variations, selection=chosen)
    details = request.texts("DetailLevel")
    if "ReturnAll" in details:
        return View(ALL, variations, description=True, selection=chosen)
    if "ItemReturnDescription" in details:
        return View(FINE, variations, description=True, selection=chosen)
    return View(COARSE if details else NONE, selection=chosen)


def _window(request):
    """Return (by start time?, from, to) of the one complete pair of times."""
    for prefix, by_start in (("EndTime", False), ("StartTime", True)):
        first, last = request.text(f"{prefix}From"), request.text(f"{prefix}To")
        if not first and not last:
            continue
        if not first or not last:
            raise invalid_input(f"{prefix}{'To' if first else 'From'}")
        first, last = parse_time(prefix, first), parse_time(prefix, last)
        if last <= first or last - first >= LONGEST_WINDOW:
            raise invalid_input(
                f"{prefix}To", "The time range must be positive and below 120 days."
            )
        return by_start, first, last
    raise invalid_input(
        "EndTimeFrom", "Either an end time or a start time range must be given."
    )


def parse_time(name, text):
    """Return the moment in an element of the request; error 37 when it is none."""
    try:
        return parse_timestamp(text)
    except ValueError as error:
        raise invalid_input(name) from error


def _snapshot(trading, by_start, first, last, page):
    """Return the listings of a window, of which a page is cut.

    eBay does not say in which order; here it is that of their end, whatever the window
    is about. A renewal moves the end time by a month. With SHIFTING pages the listings
    behind it so move one place forward, and one of them is on no page. With FIXED ones
    later pages follow the order of the first, and the renewed listing comes twice:
    where it stood, and at the end (knowledge base 1456).
    """
    if trading.limits.listing_pages == SHIFTING:
        current = _matching(trading, by_start, first, last)
        return [listing for _moment, listing in current]
    request = trading.request
    key = (
        by_start,
        first,
        last,
        request.text("Sort"),
        request.text("CategoryID"),
        tuple(request.texts("SKUArray/SKU")),
        request.flag("AdminEndedItemsOnly"),
    )
    current = _matching(trading, by_start, first, last)
    snapshots = trading.simulator.seller_list_snapshots
    if page == 1 or key not in snapshots:
        snapshots[key] = current
        return [listing for _moment, listing in current]
    before = snapshots[key]
    known = {(moment, listing.item_id) for moment, listing in before}
    new = [
        (moment, listing)
        for moment, listing in current
        if (moment, listing.item_id) not in known
    ]
    return [listing for _moment, listing in before + new]


def _matching(trading, by_start, first, last):
    request = trading.request
    category = request.text("CategoryID")
    # eBay finds by SKU only listings made with InventoryTrackingMethod SKU (knowledge
    # base 1867), and this seller has none, nor any that eBay ended.
    if request.texts("SKUArray/SKU") or request.flag("AdminEndedItemsOnly"):
        return []
    now = trading.now
    found = []
    for listing in trading.seller.listings.values():
        moment = listing.start_time if by_start else listing.end_time(now)
        # eBay's times have milliseconds, and those of a range are included.
        moment = moment.replace(microsecond=moment.microsecond // 1000 * 1000)
        if not first <= moment <= last:
            continue
        if category and listing.category_id != category:
            continue
        found.append((listing.end_time(now), listing))
    found.sort(
        key=lambda pair: (pair[0], pair[1].item_id), reverse=request.text("Sort") == "1"
    )
    return found


def _seller(trading):
    seller = trading.seller
    return container(
        "Seller",
        element("Site", seller.marketplace.site),
        element("Status", "Confirmed"),
        element("UserID", seller.username),
        container(
            "SellerInfo",
            element("AllowPaymentEdit", True),
            element("CheckoutEnabled", True),
            element("CIPBankAccountStored", False),
            element("GoodStanding", True),
            element("QualifiesForB2BVAT", False),
            element("StoreOwner", True),
        ),
    )
