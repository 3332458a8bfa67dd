# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Listings in our own shape, whatever eBay API they were read from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import NotRequired, TypedDict


class Variation(TypedDict):
    """One variation of a listing.

    ``specifics`` are (name, value) pairs in eBay's order, the key of a variation that
    has no SKU. ``quantity`` counts the units sold too, as eBay does; ``available`` is
    what is left, never below zero. ``ean`` is empty unless it is a real barcode.
    """

    sku: str
    specifics: list[tuple[str, str]]
    price: Decimal | None
    quantity: int
    quantity_sold: int
    available: int
    ean: str
    picture_urls: list[str]


class Listing(TypedDict):
    """One listing, by its item id.

    ``price`` is the current one in ``currency``; of a listing with variations it is the
    lowest. ``quantity``, ``quantity_sold`` and ``available`` are as in a variation, and
    sums where there are variations. ``category_path`` is eBay's, names joined by
    colons. Times are aware UTC. ``relisted_item_id`` is the listing that took this
    one's place. ``partial`` is true when eBay left the category out, which no listing
    is without, and SKU, pictures and barcode perhaps with it: an empty one of these
    then says nothing, and get_item tells. Text that eBay does not give is empty; values
    of ``listing_type``, ``listing_status`` and ``site`` are eBay's own words, new ones
    included.
    """

    item_id: str
    sku: str
    title: str
    listing_type: str
    listing_status: str
    listing_duration: str
    site: str
    currency: str
    price: Decimal | None
    quantity: int
    quantity_sold: int
    available: int
    category_id: str
    category_path: str
    picture_urls: list[str]
    start_time: datetime | None
    end_time: datetime | None
    view_url: str
    relisted_item_id: str
    ean: str
    out_of_stock_control: bool
    store_category_ids: list[str]
    variations: list[Variation]
    partial: bool
    # From get_item only:
    description: NotRequired[str]
    specifics: NotRequired[dict[str, list[str]]]


@dataclass(frozen=True)
class ListingPage:
    """One answer with listings.

    ``server_time`` is eBay's time of the answer (aware UTC). ``complete`` is false
    when eBay left listings out because the time range holds too many. ``unreadable``
    are the ids of listings in the answer whose XML is broken beyond mending; they count
    in ``total_entries`` and are not in ``listings``.
    """

    listings: list[Listing] = field(repr=False)
    page: int
    total_pages: int
    total_entries: int
    has_more: bool
    server_time: datetime | None
    complete: bool = True
    unreadable: list[str] = field(default_factory=list)
