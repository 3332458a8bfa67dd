# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Inventory API: offers, one per SKU, marketplace and format.

https://developer.ebay.com/api-docs/sell/inventory/resources/offer/methods
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .bulk_row import BulkRow, parse_bulk_rows, parse_details
from .errors import ErrorDetail, NotFoundError
from .inventory_common import InventoryApi, check_bulk, require_language
from .listing_result import ListingFee, parse_fees
from .rest import created_id

OFFERS_PAGE_SIZE = 100
OFFER_NOT_AVAILABLE = 25713
FEES_SIZE = 250
OFFER = "/offer/{offerId}"


class InventoryOffers(InventoryApi):
    """Offers before and after they are published."""

    def get_offers(
        self, sku: str, marketplace_id: str | None = None
    ) -> list[dict[str, Any]]:
        """Return a SKU's offers, as Inventory has them; none is an empty list.

        eBay cannot list offers without a SKU, and does not update what it returns
        here when the listing was changed elsewhere.
        https://developer.ebay.com/api-docs/sell/inventory/resources/offer/methods/getOffers
        """
        query = {
            "sku": sku,
            "marketplace_id": marketplace_id,
            "limit": OFFERS_PAGE_SIZE,
        }
        try:
            answer = self._call("GET", "/offer", query=query)
        except NotFoundError as error:
            if OFFER_NOT_AVAILABLE not in error.error_ids:
                raise
            return []
        return answer.get("offers") or []

    def get_offer(self, offer_id: str) -> dict[str, Any]:
        """Return one offer; ``listing`` has its status and the units sold.

        https://developer.ebay.com/api-docs/sell/inventory/resources/offer/methods/getOffer

        :raises NotFoundError: there is no such offer
        """
        return self._call("GET", OFFER, path={"offerId": offer_id})

    def create_offer(self, offer: Mapping[str, Any], content_language: str) -> str:
        """Create an unpublished offer and return its id.

        Safe to repeat: a second one is refused, and the refusal names the first (see
        ``existing_offer_id``).
        https://developer.ebay.com/api-docs/sell/inventory/resources/offer/methods/createOffer

        :param offer: with ``sku``, ``marketplaceId`` and ``format``, fixed for its life
        :param content_language: of its texts, such as ``de-DE``
        :raises ValueError: no language
        :raises RejectedError: see ``publishing_errors``
        :raises TransientError: also when eBay does not know the item yet (25751), which
            may be some seconds after it was written
        """
        require_language(content_language)
        answer = self._call(
            "POST", "/offer", body=offer, content_language=content_language
        )
        return str(answer.get("offerId") or created_id(answer))

    def bulk_create_offer(
        self, offers: Sequence[Mapping[str, Any]], content_language: str
    ) -> list[BulkRow]:
        """Create 1 to 25 unpublished offers; return a row for each.

        A row has ``sku``, ``marketplace_id`` and the new ``offer_id``; that of an offer
        which is there already has ``existing_offer_id``.
        https://developer.ebay.com/api-docs/sell/inventory/resources/offer/methods/bulkCreateOffer

        :param offers: as for ``create_offer``
        :param content_language: of their texts, such as ``de-DE``
        :raises ValueError: none, too many or repeated offers, or no language
        """
        keys = [
            (offer.get("sku"), offer.get("marketplaceId"), offer.get("format"))
            for offer in offers
        ]
        check_bulk(keys, what="offers")
        require_language(content_language)
        answer = self._call(
            "POST",
            "/bulk_create_offer",
            body={"requests": list(offers)},
            content_language=content_language,
            rows="responses",
        )
        return parse_bulk_rows(answer)

    def update_offer(
        self, offer_id: str, offer: Mapping[str, Any], content_language: str
    ) -> list[ErrorDetail]:
        """Replace an offer, whole; return eBay's warnings. Safe to repeat.

        A published offer changes its listing at once and needs
        ``listingDescription``. There is no bulk call.
        https://developer.ebay.com/api-docs/sell/inventory/resources/offer/methods/updateOffer

        :param offer: without ``sku``, ``marketplaceId`` and ``format``
        :param content_language: of its texts, such as ``de-DE``
        :raises ValueError: no language
        :raises RejectedError: see ``is_frozen``
        """
        require_language(content_language)
        answer = self._call(
            "PUT",
            OFFER,
            path={"offerId": offer_id},
            body=offer,
            content_language=content_language,
        )
        return parse_details(answer.get("warnings"))

    def delete_offer(self, offer_id: str) -> None:
        """Delete an offer; a published one ends its listing or leaves the variations.

        https://developer.ebay.com/api-docs/sell/inventory/resources/offer/methods/deleteOffer

        :raises NotFoundError: there is no such offer
        """
        self._call("DELETE", OFFER, path={"offerId": offer_id})

    def get_listing_fees(self, offer_ids: Sequence[str]) -> list[ListingFee]:
        """Return what publishing would cost: sums per marketplace, not per offer.

        https://developer.ebay.com/api-docs/sell/inventory/resources/offer/methods/getListingFees

        :param offer_ids: 1 to 250 different unpublished offers
        :raises ValueError: none, too many or repeated offers
        :raises RejectedError: also when one of them is published
        """
        check_bulk(offer_ids, FEES_SIZE, "offers")
        answer = self._call(
            "POST",
            "/offer/get_listing_fees",
            body={"offers": [{"offerId": offer_id} for offer_id in offer_ids]},
        )
        return parse_fees(answer)
