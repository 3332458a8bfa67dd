# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Buyers who keep buying while ``setup/demo`` runs."""

import random
import time
import urllib.error

from .console import say
from .demo_shop import DemoShop

#: Seconds between two purchases: at least, at most.
PAUSE = (40, 80)
MARKETS = ("EBAY_DE", "EBAY_PL")
#: A buyer leaves the last ones, so that the shop does not sell out.
LEFT = 2


class Buyers:
    """Let somebody buy something every minute or so; eBay then notifies Odoo."""

    def __init__(self, shop: DemoShop, seed: int = 1):
        """Prepare the buyers; the same seed buys the same goods."""
        self._shop = shop
        self._random = random.Random(seed)
        self._next = 0.0
        self._wait()

    def visit(self) -> None:
        """Buy if it is time to; call this often."""
        if time.monotonic() < self._next:
            return
        self._wait()
        try:
            title = self.buy()
        except (OSError, urllib.error.HTTPError):
            # Sold meanwhile, or the simulator is busy: the next buyer comes soon.
            return
        if title:
            say(f"{time.strftime('%H:%M:%S')}  sold on eBay: {title}")

    def buy(self) -> str:
        """Buy one item of a listing; return its title, "" if all are sold out."""
        offers = [
            (listing, one)
            for listing in self._shop.listings()
            if listing["marketplace"] in MARKETS
            for one in listing["variations"] or [listing]
            if one["sku"] and one["available"] > LEFT
        ]
        if not offers:
            return ""
        listing, one = self._random.choice(offers)
        self._shop.orders("buy", item_id=listing["item_id"], sku=one["sku"])
        return listing["title"]

    def _wait(self) -> None:
        self._next = time.monotonic() + self._random.uniform(*PAUSE)
