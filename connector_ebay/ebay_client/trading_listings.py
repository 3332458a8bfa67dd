# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Trading calls that read listings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .errors import RejectedError
from .listing import Listing, ListingPage
from .listing_ranges import LONGEST_RANGE
from .trading_listing import parse_listing
from .trading_transport import TradingTransport
from .trading_xml import MalformedDocumentError, Node

PAGE_SIZE = 200
# By the end time, the earliest first.
SORT_ASCENDING = 2
# With DetailLevel ReturnAll eBay stops here and does not say that it did; without it
# the limit is 3,000 (knowledge base 1313).
EVENTS_LIMIT = 2000
# What is read of a listing. eBay returns SKU, category, listing type and pictures at
# DetailLevel ReturnAll only, not at any GranularityLevel, and with them everything
# else, so the selectors keep out descriptions (hundreds of kilobytes each) and the
# buyers in SellingStatus. Paging has to be asked for too (knowledge base 1220).
ITEM_SELECTORS = [
    f"ItemArray.Item.{name}"
    for name in (
        "Currency",
        "ItemID",
        "ListingDetails.EndTime",
        "ListingDetails.RelistedItemID",
        "ListingDetails.StartTime",
        "ListingDetails.ViewItemURL",
        "ListingDuration",
        "ListingType",
        "OutOfStockControl",
        "PictureDetails.GalleryURL",
        "PictureDetails.PictureURL",
        "PrimaryCategory.CategoryID",
        "PrimaryCategory.CategoryName",
        "ProductListingDetails.EAN",
        "ProductListingDetails.ISBN",
        "ProductListingDetails.UPC",
        "Quantity",
        "SellingStatus.CurrentPrice",
        "SellingStatus.ListingStatus",
        "SellingStatus.QuantitySold",
        "Site",
        "SKU",
        "Storefront.StoreCategory2ID",
        "Storefront.StoreCategoryID",
        "Title",
        "Variations",
    )
]
ID_SELECTORS = [
    f"ItemArray.Item.{name}"
    for name in ("ItemID", "ListingDetails.EndTime", "ListingDetails.StartTime")
]
PAGE_OUT_OF_RANGE = 340
PAGE_SELECTORS = ["PaginationResult", "HasMoreItems", "PageNumber"]


class TradingListings(TradingTransport):
    """The seller's listings, wherever they were made."""

    def get_seller_list(
        self,
        end_time_from: datetime | None = None,
        end_time_to: datetime | None = None,
        page: int = 1,
        entries_per_page: int = PAGE_SIZE,
        *,
        start_time_from: datetime | None = None,
        start_time_to: datetime | None = None,
        ids_only: bool = False,
    ) -> ListingPage:
        """Return one page of the seller's listings that end, or started, in a range.

        They are sorted by their end, the earliest first.

        All active listings end within the next 31 days, since *good till cancelled*
        renews monthly: the id and the start time stay, the end time moves by a month.
        A renewal between two pages therefore shifts the listings behind it, and one of
        them is on no page. Read only first pages: of ranges of the end time, each
        beginning where the answer before ended, or of ranges of the start time that
        fit into one page each (``listing_ranges``); ``count_active_listings`` tells
        whether all were read.
        DetailLevel ReturnAll and GranularityLevel exclude each other: the latter
        leaves out the SKU, hence the former, cut down by OutputSelector.
        https://developer.ebay.com/devzone/xml/docs/reference/ebay/GetSellerList.html
        https://developer.ebay.com/support/kb-article?KBid=381
        https://developer.ebay.com/support/kb-article?KBid=1220
        https://developer.ebay.com/support/kb-article?KBid=1456

        :param end_time_from: aware; with ``end_time_to`` less than 120 days apart
        :param start_time_from: with ``start_time_to`` instead of the end's range;
            also finds listings that ended in the last 90 days
        :param page: from 1; one past the last, as when listings ended while the
            pages were read, is empty and not an error
        :param entries_per_page: at most 200; ask for fewer when a page times out
        :param ids_only: return only ids and times, which can be read whatever is
            wrong with the rest
        :raises TransientError: also when eBay took too long for so large a page
        """
        fields = {
            "EndTimeFrom": end_time_from,
            "EndTimeTo": end_time_to,
            "Sort": SORT_ASCENDING,
            "StartTimeFrom": start_time_from,
            "StartTimeTo": start_time_to,
            "Pagination": {"EntriesPerPage": entries_per_page, "PageNumber": page},
            "IncludeVariations": True,
        }
        selectors = ID_SELECTORS if ids_only else ITEM_SELECTORS
        try:
            return self._call(
                "GetSellerList",
                fields,
                lambda response: _seller_list(response, page),
                detail_level="ReturnAll",
                output_selector=selectors + PAGE_SELECTORS,
            )
        except RejectedError as error:
            if page == 1 or PAGE_OUT_OF_RANGE not in error.error_ids:
                raise
        return ListingPage([], page, page - 1, 0, False, None)

    def count_active_listings(self, since: datetime) -> int:
        """Return how many listings are active, or ended since then, in one small call.

        :param since: eBay's time, aware
        """
        page = self.get_seller_list(
            since, since + LONGEST_RANGE, entries_per_page=1, ids_only=True
        )
        return page.total_entries

    def get_seller_events(
        self,
        *,
        mod_time_from: datetime | None = None,
        mod_time_to: datetime | None = None,
        start_time_from: datetime | None = None,
        start_time_to: datetime | None = None,
        end_time_from: datetime | None = None,
        end_time_to: datetime | None = None,
        ids_only: bool = False,
    ) -> ListingPage:
        """Return the listings that changed, started or ended in a range of time.

        One of the three ranges, never two (eBay refuses them). The modification
        time covers them all: new, revised, sold, ended and relisted listings, and
        now and then one that did not change; eBay indexes it, so it is the fast one.
        Let ``mod_time_to`` be two minutes ago, overlap ranges by two minutes, and
        stay within the last 48 hours. There are no pages.

        A listing holds what changes (price, quantities, status, times) and its
        variations with their specifics. eBay's reference does not promise SKU,
        category, pictures or barcode here: ``partial`` in a listing says that they
        are missing, so that nothing may be blanked by them.
        https://developer.ebay.com/devzone/xml/docs/reference/ebay/GetSellerEvents.html
        https://developer.ebay.com/support/kb-article?KBid=222
        https://developer.ebay.com/support/kb-article?KBid=1313

        :param ids_only: return only ids and times, which can be read whatever is
            wrong with the rest
        :returns: a page whose ``complete`` is false when eBay cut the answer off;
            ask again with shorter ranges
        :raises ValueError: not exactly one range, or a range without a start
        """
        ranges = {
            "StartTime": (start_time_from, start_time_to),
            "EndTime": (end_time_from, end_time_to),
            "ModTime": (mod_time_from, mod_time_to),
        }
        used = {name: pair for name, pair in ranges.items() if any(pair)}
        if len(used) != 1 or any(first is None for first, _last in used.values()):
            raise ValueError("GetSellerEvents takes exactly one range, with its start")
        fields: dict[str, Any] = {}
        for name, (first, last) in used.items():
            fields |= {f"{name}From": first, f"{name}To": last}
        return self._call(
            "GetSellerEvents",
            {**fields, "IncludeVariationSpecifics": True},
            _seller_events,
            detail_level="ReturnAll",
            output_selector=ID_SELECTORS if ids_only else ITEM_SELECTORS,
        )

    def get_item(self, item_id: str) -> Listing:
        """Return one listing with its description and item specifics.

        An ended one can be read for 90 days.
        https://developer.ebay.com/devzone/xml/docs/reference/ebay/GetItem.html

        :raises NotFoundError: eBay does not know it, or it is another seller's
        """
        fields = {"ItemID": item_id, "IncludeItemSpecifics": True}
        return self._call("GetItem", fields, _item, detail_level="ReturnAll")


def _seller_list(response: Node, page: int) -> ListingPage:
    return ListingPage(
        listings=_listings(response),
        page=response.integer("PageNumber") or page,
        total_pages=response.integer("PaginationResult", "TotalNumberOfPages"),
        total_entries=response.integer("PaginationResult", "TotalNumberOfEntries"),
        has_more=response.flag("HasMoreItems"),
        server_time=response.time("Timestamp"),
        unreadable=list(response.unreadable),
    )


def _seller_events(response: Node) -> ListingPage:
    listings = _listings(response)
    return ListingPage(
        listings=listings,
        page=1,
        total_pages=1,
        total_entries=len(listings),
        has_more=False,
        server_time=response.time("Timestamp"),
        complete=len(listings) + len(response.unreadable) < EVENTS_LIMIT,
        unreadable=list(response.unreadable),
    )


def _listings(response: Node) -> list[Listing]:
    items = response.node("ItemArray")
    return [parse_listing(item) for item in items.nodes("Item")] if items else []


def _item(response: Node) -> Listing:
    item = response.node("Item")
    if item is None:
        raise MalformedDocumentError("there is no Item in it")
    return parse_listing(item, detailed=True)
