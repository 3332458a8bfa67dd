# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Inventory API: publish, withdraw and migrate listings.

https://developer.ebay.com/api-docs/sell/inventory/resources/offer/methods
"""

from __future__ import annotations

from collections.abc import Sequence

from .bulk_row import BulkRow, parse_bulk_rows
from .inventory_common import InventoryApi, check_bulk
from .listing_result import (
    ListingResult,
    MigratedListing,
    parse_listing,
    parse_migrations,
)

MIGRATION_SIZE = 5


class InventoryPublishing(InventoryApi):
    """Offers become listings here, and listings end.

    After a lost answer read the offer: its ``status`` is PUBLISHED, and ``listing``
    has the id. Publishing twice makes one listing: eBay answers with the same id and a
    warning, or with an error that ``is_already_published`` knows.
    """

    def publish_offer(self, offer_id: str) -> ListingResult:
        """Publish an offer that is not in a group; return its listing.

        https://developer.ebay.com/api-docs/sell/inventory/resources/offer/methods/publishOffer

        :raises RejectedError: eBay names one problem at a time; see
            ``publishing_errors``
        :raises TransientError: also eBay's *System error* (500 with 25002)
        """
        answer = self._call(
            "POST", "/offer/{offerId}/publish", path={"offerId": offer_id}, body={}
        )
        return parse_listing(answer)

    def bulk_publish_offer(self, offer_ids: Sequence[str]) -> list[BulkRow]:
        """Publish 1 to 25 offers that are not in a group; return a row for each.

        A row has ``offer_id`` and ``listing_id``, or its errors.
        https://developer.ebay.com/api-docs/sell/inventory/resources/offer/methods/bulkPublishOffer

        :raises ValueError: none, too many or repeated offers
        """
        check_bulk(offer_ids, what="offers")
        answer = self._call(
            "POST",
            "/bulk_publish_offer",
            body={"requests": [{"offerId": offer_id} for offer_id in offer_ids]},
            rows="responses",
        )
        return parse_bulk_rows(answer)

    def publish_offer_by_inventory_item_group(
        self, key: str, marketplace_id: str
    ) -> ListingResult:
        """Publish the offers of a group as one listing with variations.

        A member without data or offer is left out without a word: compare the offers
        afterwards. One invalid member fails all.
        https://developer.ebay.com/api-docs/sell/inventory/resources/offer/methods/publishOfferByInventoryItemGroup
        """
        answer = self._call(
            "POST",
            "/offer/publish_by_inventory_item_group",
            body={"inventoryItemGroupKey": key, "marketplaceId": marketplace_id},
        )
        return parse_listing(answer)

    def withdraw_offer(self, offer_id: str) -> ListingResult:
        """End an offer's listing; the offer stays, unpublished, with its price.

        Published again it becomes a new listing.
        https://developer.ebay.com/api-docs/sell/inventory/resources/offer/methods/withdrawOffer
        """
        answer = self._call(
            "POST", "/offer/{offerId}/withdraw", path={"offerId": offer_id}, body={}
        )
        return parse_listing(answer)

    def withdraw_offer_by_inventory_item_group(
        self, key: str, marketplace_id: str
    ) -> None:
        """End the listing of a group; group and offers stay, unpublished.

        https://developer.ebay.com/api-docs/sell/inventory/resources/offer/methods/withdrawOfferByInventoryItemGroup
        """
        self._call(
            "POST",
            "/offer/withdraw_by_inventory_item_group",
            body={"inventoryItemGroupKey": key, "marketplaceId": marketplace_id},
        )

    def bulk_migrate_listing(self, listing_ids: Sequence[str]) -> list[MigratedListing]:
        """Move 1 to 5 listings to the Inventory API, for ever; return a row for each.

        Afterwards Trading revises them no more, and what the Inventory API does not
        know, such as buyer requirements, can be changed by nobody. Fixed price, a SKU
        on every variation, business policies with immediate payment are required.
        https://developer.ebay.com/api-docs/sell/inventory/resources/listing/methods/bulkMigrateListing

        :raises ValueError: none, too many or repeated listings
        """
        check_bulk(listing_ids, MIGRATION_SIZE, "listings")
        answer = self._call(
            "POST",
            "/bulk_migrate_listing",
            body={"requests": [{"listingId": listing} for listing in listing_ids]},
            rows="responses",
        )
        return parse_migrations(answer)
