# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the components of the export hand on to each other about one SKU."""

from dataclasses import dataclass
from typing import Any


@dataclass
class OfferChange:
    """What a SKU should offer, and what of it has to be sent.

    ``quantity`` and ``price`` are None where Odoo has nothing to say. ``hold`` is the
    reason for which something is kept back.
    """

    sku: Any
    offer: Any
    quantity: int | None
    price: float | None
    aged: bool = False
    send_quantity: bool = False
    send_price: bool = False
    hold: str = ""

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
        return self.sku.currency_id.compare_amounts(self.price, price) == 0

    def line_values(self):
        """Values of a batch's line."""
        return {
            "sku_id": self.sku.id,
            "listing_id": self.sku.listing_id.id,
            "currency_id": self.sku.currency_id.id,
            "has_quantity": self.send_quantity,
            "quantity": self.quantity or 0,
            "quantity_before": self.offer.accepted_quantity,
            "has_price": self.send_price,
            "price": self.price or 0.0,
            "price_before": self.offer.accepted_price,
        }


def by_inventory_item(changes):
    """The changes that share an inventory item on eBay, one list each."""
    groups = {}
    for change in changes:
        if change.sku.channel == "inventory":
            groups.setdefault(change.sku.ebay_sku, []).append(change)
    return list(groups.values())
