# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the components of the export hand on to each other about one SKU."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class SkuDifference:
    """What a SKU should offer, and what of it has to be sent.

    ``quantity`` and ``price`` are None where Odoo has nothing to say. ``hold`` is the
    reason for which something is kept back. What the records say is copied once: of
    50,000 changes, the ORM's cache does not hold the records.
    """

    sku: Any
    offer: Any
    quantity: int | None
    price: float | None
    aged: bool = False
    send_quantity: bool = False
    send_price: bool = False
    hold: str = ""
    listing_id: int = field(init=False)
    channel: str = field(init=False)
    marketplace_id: int | bool = field(init=False)
    ebay_sku: str | bool = field(init=False)
    currency: Any = field(init=False)
    accepted_quantity: int = field(init=False)
    accepted_price: float = field(init=False)
    hold_reason: str = field(init=False)
    released: bool = field(init=False)

    def __post_init__(self):
        listing = self.sku.listing_id
        self.listing_id = listing.id
        self.channel = listing.channel
        self.marketplace_id = listing.marketplace_id.id
        self.ebay_sku = self.sku.ebay_sku
        self.currency = self.sku.currency_id
        self.accepted_quantity = self.offer.accepted_quantity
        self.accepted_price = self.offer.accepted_price
        self.hold_reason = self.offer.hold_reason or ""
        self.released = self.offer.released

    @property
    def is_sent(self):
        """Whether anything has to be sent."""
        return self.send_quantity or self.send_price

    @property
    def is_zero(self):
        """Whether this would sell the SKU out on eBay."""
        return self.send_quantity and not self.quantity

    @property
    def lane(self):
        """How urgent it is: what is sold out, then quantities, then prices."""
        if self.send_quantity:
            return "quantity" if self.quantity else "zero"
        return "price"

    def same_price(self, price):
        """Whether this is the price; also if Odoo has none to set."""
        if self.price is None:
            return True
        return self.currency.compare_amounts(self.price, price) == 0

    def line_values(self):
        """Values of a batch's line."""
        return {
            "sku_id": self.sku.id,
            "listing_id": self.listing_id,
            "currency_id": self.currency.id,
            "has_quantity": self.send_quantity,
            "quantity": self.quantity or 0,
            "quantity_before": self.accepted_quantity,
            "has_price": self.send_price,
            "price": self.price or 0.0,
            "price_before": self.accepted_price,
        }


def by_inventory_item(changes):
    """The changes that share an inventory item on eBay, one list each."""
    groups = {}
    for change in changes:
        if change.channel == "inventory":
            groups.setdefault(change.ebay_sku, []).append(change)
    return list(groups.values())
