# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Limits of the simulated eBay, which a test may change at any time."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Refusal:
    """That eBay refuses to change a SKU: ``count`` times, or always with 0."""

    error_id: int
    message: str
    count: int = 0
    met: int = 0

    def hits(self):
        """Count one attempt; whether it is refused."""
        self.met += 1
        return not self.count or self.met <= self.count


#: How pages of listings behave when a listing renews between them.
FIXED, SHIFTING = "fixed", "shifting"


@dataclass
class Limits:
    """Hold what a test limits.

    ``latency`` is added to every answer, in seconds. ``bulk_update`` is how many
    requests bulkUpdatePriceQuantity takes (eBay's pages say 1 and 25). ``daily`` is how
    often a call may be made a day, by the name of a Trading call, of a REST method, or
    of a REST API (``sell.inventory``), which counts all its methods together.
    ``listing_pages`` is FIXED when GetSellerList keeps the order that page 1 had, and
    SHIFTING when every page is cut from the listings as they are at that moment: then a
    renewal moves the listings behind it one place forward.
    """

    latency: float = 0.0
    bulk_update: int = 25
    daily: dict = field(default_factory=dict)
    listing_pages: str = FIXED
    refusals: dict = field(default_factory=dict)
    reading_refusals: dict = field(default_factory=dict)
    _used: Counter = field(default_factory=Counter)

    def refuse(self, sku, error_id, message="Refused", *, count=0):
        """Let changes of a SKU fail, at the Inventory API and at Trading."""
        self.refusals[sku] = Refusal(error_id, message, count)

    def refusal(self, sku):
        """Return the `Refusal` that hits this attempt to change a SKU, or None."""
        refusal = self.refusals.get(sku)
        return refusal if refusal and refusal.hits() else None

    def refuse_reading(self, sku, error_id=25707, message="Refused", *, count=0):
        """Let getOffers refuse a SKU."""
        self.reading_refusals[sku] = Refusal(error_id, message, count)

    def reading_refusal(self, sku):
        """Return the `Refusal` that hits this attempt to read a SKU, or None."""
        refusal = self.reading_refusals.get(sku)
        return refusal if refusal and refusal.hits() else None

    def spend(self, day, *names):
        """Count one call of a day; return False when a quota was used up before.

        :param names: under which the call may be limited: its own, and its API's
        """
        spent = True
        for name in filter(self.daily.__contains__, names):
            self._used[name, day] += 1
            spent = spent and self._used[name, day] <= self.daily[name]
        return spent
