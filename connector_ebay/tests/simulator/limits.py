# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Limits and moods of the simulated eBay that a test may change at any time."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Refusal:
    """That eBay refuses to change a SKU: ``count`` times, or always with 0."""

    error_id: int
    message: str
    count: int = 0
    met: int = 0

    def strikes(self):
        """Count one attempt; whether it is refused."""
        self.met += 1
        return not self.count or self.met <= self.count


@dataclass
class Limits:
    """``latency`` is added to every answer, in seconds; ``bulk_update`` is how many
    requests bulkUpdatePriceQuantity takes (eBay's pages say 1 and 25); ``daily`` how
    often a call may be made a day, by its name."""

    latency: float = 0.0
    bulk_update: int = 25
    daily: dict = field(default_factory=dict)
    refusals: dict = field(default_factory=dict)
    _used: Counter = field(default_factory=Counter)

    def refuse(self, sku, error_id, message="Refused", *, count=0):
        """Let changes of a SKU fail, at the Inventory API and at Trading."""
        self.refusals[sku] = Refusal(error_id, message, count)

    def refusal(self, sku):
        """The `Refusal` that hits this attempt to change a SKU, or None."""
        refusal = self.refusals.get(sku)
        return refusal if refusal and refusal.strikes() else None

    def spend(self, call, day):
        """Count one call of a day; False when its quota was used up before."""
        limit = self.daily.get(call)
        if limit is None:
            return True
        self._used[call, day] += 1
        return self._used[call, day] <= limit
