# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A listing and its variations as eBay keeps them."""

import calendar
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from .marketplaces import Marketplace

FIXED_PRICE = "FixedPriceItem"
AUCTION = "Chinese"
GOOD_TILL_CANCELLED = "GTC"

ACTIVE = "Active"
COMPLETED = "Completed"


class Buyable:
    """What a listing and a variation have in common: price and quantities.

    Of something the Inventory API manages, eBay keeps two quantities: that of the
    inventory item and that of its offer. Buyers see the smaller one, ``available``.
    """

    __slots__ = ()

    @property
    def ship_to(self):
        """Return the quantity of the inventory item."""
        return self.available + self.ship_to_surplus

    @property
    def offered(self):
        """Return the quantity of the offer."""
        return self.available + self.offered_surplus

    def set_quantities(self, ship_to=None, offered=None):
        """Set one of the two quantities or both; the visible one follows."""
        ship_to = self.ship_to if ship_to is None else ship_to
        offered = self.offered if offered is None else offered
        self.available = min(ship_to, offered)
        self.ship_to_surplus = ship_to - self.available
        self.offered_surplus = offered - self.available


@dataclass(slots=True)
class Variation(Buyable):
    """One buyable combination of a multi-variation listing."""

    specifics: tuple
    price: Decimal
    available: int
    sku: str = ""
    sold: int = 0
    ean: str = ""
    offer_id: str = ""
    offer_currency: str = ""
    ship_to_surplus: int = 0
    offered_surplus: int = 0


@dataclass(slots=True)
class Listing(Buyable):
    """One listing; ``available`` and ``sold`` are sums when it has variations.

    ``channel`` is "inventory" when the Inventory API created or migrated it, else
    "trading". ``version`` goes up with every change, which drops what was rendered.
    ``html``, ``image_urls`` and ``condition_id`` are those of a published offer; a
    generated listing has generated ones.
    """

    item_id: str
    market: Marketplace
    title: str
    category_id: str
    price: Decimal
    available: int
    start_time: datetime
    modified_at: datetime
    sku: str = ""
    sold: int = 0
    listing_type: str = FIXED_PRICE
    duration: str = GOOD_TILL_CANCELLED
    ean: str = ""
    brand: str = ""
    pictures: int = 1
    variations: list = field(default_factory=list)
    specifics: tuple = ()
    channel: str = "trading"
    offer_id: str = ""
    offer_currency: str = ""
    ship_to_surplus: int = 0
    offered_surplus: int = 0
    stuck_out_of_stock: bool = False
    group_key: str = ""
    ended_at: datetime | None = None
    ending_reason: str = ""
    relisted_item_id: str = ""
    bids: int = 0
    store_category_id: str = "0"
    html: str = ""
    image_urls: tuple = ()
    condition_id: int = 1000
    version: int = 0
    rendered: dict = field(default_factory=dict)
    _renews_at: datetime | None = None

    @property
    def is_active(self):
        """Return whether buyers still see it; at quantity 0 it is active as well."""
        return self.ended_at is None

    @property
    def status(self):
        """Return eBay's ``ListingStatus``."""
        return ACTIVE if self.is_active else COMPLETED

    @property
    def quantity(self):
        """Return eBay's ``Quantity``: what is available *and* what was sold."""
        return self.available + self.sold

    def end_time(self, now):
        """Return when the listing ended, ends, or renews for another month."""
        if self.ended_at:
            return self.ended_at
        if self._renews_at is None or self._renews_at <= now:
            self._renews_at = self._next_renewal(now)
            self.rendered.clear()
        return self._renews_at

    def renew(self, now):
        """Renew now: the listing runs for another month and keeps its start."""
        self._renews_at = _add_months(now, 1)
        self.rendered.clear()

    def sum_up(self):
        """Bring the listing's own figures in line with its variations."""
        if not self.variations:
            return
        self.available = sum(variation.available for variation in self.variations)
        self.sold = sum(variation.sold for variation in self.variations)
        self.price = min(variation.price for variation in self.variations)

    def entries(self):
        """Return what can be bought: the variations, or the listing itself."""
        return self.variations or [self]

    def changed(self, moment):
        """Note that something changed at ``moment``."""
        self.sum_up()
        self.modified_at = moment
        self.version += 1
        self.rendered.clear()

    def _next_renewal(self, now):
        """Return the next renewal: good 'til cancelled renews on the day of its start,
        monthly."""
        if self.duration != GOOD_TILL_CANCELLED:
            # Runs once: it is for the seller's account to end it then.
            days = int(self.duration.removeprefix("Days_"))
            return self.start_time + timedelta(days=days)
        months = (now.year - self.start_time.year) * 12 + now.month
        months -= self.start_time.month
        moment = _add_months(self.start_time, max(months, 1))
        return moment if moment > now else _add_months(self.start_time, months + 1)


def _add_months(moment, count):
    month = moment.month - 1 + count
    year, month = moment.year + month // 12, month % 12 + 1
    day = min(moment.day, calendar.monthrange(year, month)[1])
    return moment.replace(year=year, month=month, day=day)
