# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Trading API: the only one that sees all of a seller's listings.

https://developer.ebay.com/devzone/xml/docs/reference/ebay/index.html
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from .answer import Answer
from .listing import Listing, ListingPage
from .rest import TokenKind
from .rest_errors import raise_for_status
from .trading_errors import raise_for_ack
from .trading_listing import parse_listing
from .trading_xml import MalformedDocumentError, Node, build_request, parse_document

if TYPE_CHECKING:
    from .client import EbayClient

T = TypeVar("T")

PATH = "/ws/api.dll"
COMPATIBILITY_LEVEL = "1423"
PAGE_SIZE = 200
# eBay stops here and does not say that it did.
EVENTS_LIMIT = 3000


class Trading:
    """Trading calls; 5,000 a day for each call's name and application."""

    api = "trading"

    def __init__(self, client: EbayClient, site_id: int = 0) -> None:
        self._client = client
        self.site_id = site_id

    def get_seller_list(
        self,
        end_time_from: datetime,
        end_time_to: datetime,
        page: int = 1,
        entries_per_page: int = PAGE_SIZE,
    ) -> ListingPage:
        """Return one page of the seller's listings that end in a range of time."""
        fields = {
            "EndTimeFrom": end_time_from,
            "EndTimeTo": end_time_to,
            "Pagination": {"EntriesPerPage": entries_per_page, "PageNumber": page},
            "GranularityLevel": "Fine",
            "IncludeVariations": True,
        }
        return self._call(
            "GetSellerList", fields, lambda response: _seller_list(response, page)
        )

    def get_seller_events(
        self,
        *,
        mod_time_from: datetime | None = None,
        mod_time_to: datetime | None = None,
        start_time_from: datetime | None = None,
        start_time_to: datetime | None = None,
        end_time_from: datetime | None = None,
        end_time_to: datetime | None = None,
    ) -> ListingPage:
        """Return the listings that changed, started or ended in a range of time."""
        fields = {
            "StartTimeFrom": start_time_from,
            "StartTimeTo": start_time_to,
            "EndTimeFrom": end_time_from,
            "EndTimeTo": end_time_to,
            "ModTimeFrom": mod_time_from,
            "ModTimeTo": mod_time_to,
        }
        return self._call(
            "GetSellerEvents", fields, _seller_events, detail_level="ReturnAll"
        )

    def get_item(self, item_id: str) -> Listing:
        """Return one listing with its description and item specifics."""
        fields = {"ItemID": item_id, "IncludeItemSpecifics": True}
        return self._call("GetItem", fields, _item, detail_level="ReturnAll")

    def _call(
        self,
        call_name: str,
        fields: Mapping[str, Any],
        read: Callable[[Node], T],
        *,
        detail_level: str | None = None,
        partial_allowed: bool = False,
    ) -> T:
        """Make one call and return what ``read`` makes of its response."""
        wire = self._client.wire
        # A schema extends its base: what all calls share comes first.
        shared = {
            "DetailLevel": detail_level,
            "ErrorLanguage": "en_US",
            "WarningLevel": "High",
        }
        content = build_request(call_name, {**shared, **fields})

        def decode(answer: Answer) -> T:
            raise_for_status(answer, wire.clock())
            response = _parse_response(call_name, answer)
            answer.server_time = response.time("Timestamp") or answer.server_time
            raise_for_ack(response, answer, partial_allowed)
            try:
                return read(response)
            except MalformedDocumentError as error:
                raise answer.unreadable(str(error)) from error

        def send(token: str) -> T:
            request = wire.http.build_request(
                "POST",
                self._client.environment.api_url + PATH,
                content=content,
                headers=self._headers(call_name, token),
            )
            return wire.call(request, api=self.api, endpoint=call_name, decode=decode)

        return self._client.with_token(TokenKind.USER, send)

    def _headers(self, call_name: str, token: str) -> dict[str, str]:
        return {
            "Content-Type": "text/xml",
            "Accept": "text/xml",
            "X-EBAY-API-CALL-NAME": call_name,
            "X-EBAY-API-SITEID": str(self.site_id),
            "X-EBAY-API-COMPATIBILITY-LEVEL": COMPATIBILITY_LEVEL,
            "X-EBAY-API-IAF-TOKEN": token,
        }


def _parse_response(call_name: str, answer: Answer) -> Node:
    if answer.media_type and "xml" not in answer.media_type:
        raise answer.unreadable(f"XML expected, {answer.media_type} received")
    if not answer.content.strip():
        raise answer.unreadable("the body is empty")
    try:
        response = parse_document(answer.content)
    except MalformedDocumentError as error:
        raise answer.unreadable(str(error)) from error
    if response.name != f"{call_name}Response":
        raise answer.unreadable(f"it is a {response.name}")
    return response


def _seller_list(response: Node, page: int) -> ListingPage:
    return ListingPage(
        listings=_listings(response),
        page=response.integer("PageNumber") or page,
        total_pages=response.integer("PaginationResult", "TotalNumberOfPages"),
        total_entries=response.integer("PaginationResult", "TotalNumberOfEntries"),
        has_more=response.flag("HasMoreItems"),
        server_time=response.time("Timestamp"),
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
        complete=len(listings) < EVENTS_LIMIT,
    )


def _listings(response: Node) -> list[Listing]:
    items = response.node("ItemArray")
    return [parse_listing(item) for item in items.nodes("Item")] if items else []


def _item(response: Node) -> Listing:
    item = response.node("Item")
    if item is None:
        raise MalformedDocumentError("there is no Item in it")
    return parse_listing(item, detailed=True)
