# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The difference between Odoo and eBay for one SKU, shared by the export components."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from odoo.models import BaseModel

from ...tools.price_changes import percent_change


@dataclass(slots=True)
class SkuDifference:
    """The values Odoo wants for a SKU, and which of them have to be sent.

    Values of records are copied once, because the cache of the ORM does not hold the
    records of 50,000 differences.

    :ivar quantity: None to leave eBay's quantity as it is
    :ivar price: None to leave eBay's price as it is
    :ivar aged: whether the SKU has waited for long
    :ivar by_setting: whether a setting has changed, or the SKU is held because of one
    :ivar by_stock: whether the stock has changed
    :ivar changed_at: when the values were changed in Odoo
    :ivar undecided: whether a person has to decide first about a changed setting
    :ivar hold: reason for which a value is held
    """

    sku: BaseModel
    sync: BaseModel
    quantity: int | None
    price: float | None
    aged: bool = False
    by_setting: bool = False
    by_stock: bool = False
    changed_at: datetime | None = None
    undecided: bool = False
    send_quantity: bool = False
    send_price: bool = False
    hold: str = ""
    listing_id: int = field(init=False)
    channel: str = field(init=False)
    marketplace_id: int | bool = field(init=False)
    ebay_sku: str | bool = field(init=False)
    currency: BaseModel = field(init=False)
    accepted_quantity: int = field(init=False)
    accepted_price: float = field(init=False)
    hold_reason: str = field(init=False)
    wanted_quantity: int = field(init=False)
    wanted_price: float = field(init=False)
    released: bool = field(init=False)

    def __post_init__(self) -> None:
        listing = self.sku.listing_id
        self.listing_id = listing.id
        self.channel = listing.channel
        self.marketplace_id = listing.marketplace_id.id
        self.ebay_sku = self.sku.ebay_sku
        self.currency = self.sku.currency_id
        self.accepted_quantity = self.sync.accepted_quantity
        self.accepted_price = self.sync.accepted_price
        self.hold_reason = self.sync.hold_reason or ""
        self.wanted_quantity = self.sync.wanted_quantity
        self.wanted_price = self.sync.wanted_price
        self.released = self.sync.released
        self.by_setting = self.by_setting or self.hold_reason == "setting"

    @property
    def quantity_on_sale(self) -> int | None:
        """Return the quantity on eBay after the export; None if it is not changed."""
        return None if self.sync.quantity_kept else self.quantity

    @property
    def is_sent(self) -> bool:
        """Return whether a value has to be sent."""
        return self.send_quantity or self.send_price

    @property
    def is_zero(self) -> bool:
        """Return whether the SKU will be sold out on eBay."""
        return self.send_quantity and not self.quantity

    @property
    def released_quantity(self) -> bool:
        """Return whether a user has released this very quantity."""
        return self.released and self.quantity in (None, self.wanted_quantity)

    @property
    def released_price(self) -> bool:
        """Return whether a user has released this very price."""
        return self.released and self.has_price(self.wanted_price)

    @property
    def price_change(self) -> float:
        """Return by how many percent the price would change; 0 if it is not sent."""
        if not self.send_price or self.price is None:
            return 0.0
        return percent_change(self.accepted_price, self.price)

    @property
    def lane(self) -> str:
        """Return the urgency: ``zero`` before ``quantity`` before ``price``."""
        if self.send_quantity:
            return "quantity" if self.quantity else "zero"
        return "price"

    def has_price(self, price: float) -> bool:
        """Return whether this price needs no change."""
        if self.price is None:
            return True
        return self.currency.compare_amounts(self.price, price) == 0

    def line_values(self) -> dict[str, Any]:
        """Return the values of a line of a batch."""
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
            "changed_at": self.changed_at,
        }


def group_by_inventory_item(
    differences: Iterable[SkuDifference],
) -> list[list[SkuDifference]]:
    """Return one list for each inventory item of eBay; Trading listings have none."""
    groups: dict[str | bool, list[SkuDifference]] = {}
    for difference in differences:
        if difference.channel == "inventory":
            groups.setdefault(difference.ebay_sku, []).append(difference)
    return list(groups.values())
