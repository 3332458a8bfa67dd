# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What is set by the Inventory API's bulk update of price and quantity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class OfferPrice:
    """One offer of a SKU; price None leaves the price as it is.

    eBay takes a wrong currency without a word and rounds a third decimal up, so
    both are the caller's to get right.
    """

    offer_id: str
    price: Decimal | None = None
    currency: str = ""


@dataclass(frozen=True)
class PriceQuantity:
    """A SKU's available quantity, None to leave it, and the prices of its offers.

    eBay shows the smaller of the item's and the offer's quantity, so both are sent.
    """

    sku: str
    quantity: int | None = None
    offers: Sequence[OfferPrice] = ()

    def as_request(self) -> dict[str, Any]:
        """Return eBay's shape of it.

        :raises ValueError: a price without a currency
        """
        request: dict[str, Any] = {"sku": self.sku}
        if self.quantity is not None:
            request["shipToLocationAvailability"] = {"quantity": self.quantity}
        if self.offers:
            request["offers"] = [self._offer(offer) for offer in self.offers]
        return request

    def _offer(self, offer: OfferPrice) -> dict[str, Any]:
        row: dict[str, Any] = {"offerId": offer.offer_id}
        if self.quantity is not None:
            row["availableQuantity"] = self.quantity
        if offer.price is not None:
            if not offer.currency:
                raise ValueError(f"The price of offer {offer.offer_id} has no currency")
            row["price"] = {"value": offer.price, "currency": offer.currency}
        return row
