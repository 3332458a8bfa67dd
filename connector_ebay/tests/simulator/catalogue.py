# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A seeded catalogue: the same seed and day give the same listings, of any number."""

import random
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from . import catalogue_words as words
from .listing import AUCTION, Listing, Variation
from .marketplaces import MARKETPLACES

FIRST_ITEM_ID = 110000000001
FIRST_OFFER_ID = 8200000001
ODD_SKUS = ("Ä/{0} 1", "{0}&CO", "{0}#b", "{0}+x", "ŁÓDŹ {0}", "{0}%20")


@dataclass(frozen=True)
class Catalogue:
    """What a generated account looks like: sizes, and shares between 0 and 1.

    ``listings`` counts the active ones; ended ones come on top. With ``odd`` False
    the catalogue has no traps in it: every SKU is there, plain and used once.
    """

    listings: int = 100
    variations: float = 0.3
    inventory: float = 0.15
    auctions: float = 0.03
    ended: float = 0.04
    marketplaces: tuple = (
        "EBAY_DE",
        "EBAY_DE",
        "EBAY_DE",
        "EBAY_PL",
        "EBAY_US",
        "EBAY_GB",
    )
    odd: bool = True


class CatalogueGenerator:
    """Make the listings of a `Catalogue`; one pass, no state left behind."""

    def __init__(self, catalogue, trees, seed, now):
        self.catalogue = catalogue
        self.random = random.Random(f"catalogue {seed}")
        self.leaves = trees.leaves()
        self.varied_leaves = [leaf for leaf in self.leaves if leaf.varies_by]
        self.midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        self.item_number = FIRST_ITEM_ID
        self.offer_number = FIRST_OFFER_ID
        self.sku_number = 0
        self.reusable_skus = []

    def generate(self):
        """Return the listings, active and ended ones, by item id."""
        listings = []
        for _number in range(self.catalogue.listings):
            listing = self._listing()
            relistable = listing.listing_type != AUCTION
            if relistable and self.random.random() < self.catalogue.ended:
                listings.append(self._ended_twin(listing))
            listings.append(listing)
        return {listing.item_id: listing for listing in listings}

    def _listing(self):
        rng = self.random
        market = MARKETPLACES[rng.choice(self.catalogue.marketplaces)]
        varied = rng.random() < self.catalogue.variations
        category = rng.choice(self.varied_leaves if varied else self.leaves)
        brand = rng.choice(words.BRANDS)
        started = self.midnight - timedelta(seconds=rng.randrange(864000, 63072000))
        listing = Listing(
            item_id=self._item_id(),
            market=market,
            title=self._title(category, brand, market.language),
            category_id=category.category_id,
            price=Decimal(rng.randrange(199, 20000)) / 100,
            available=rng.choice((0, 1, 1, 2, 3, 5, 8, 13, 40, 250)),
            start_time=started,
            modified_at=self.midnight
            - timedelta(seconds=rng.randrange(345600, 864000)),
            sold=rng.choice((0, 0, 0, 1, 3, 12, 480)),
            brand=brand,
            pictures=rng.choice((1, 1, 2, 3, 6)),
            store_category_id=rng.choice(("0", "1", "3456789010", "3456789011")),
        )
        listing.specifics = self._specifics(listing)
        if varied:
            self._add_variations(listing, category)
        else:
            self._make_single(listing)
        return listing

    def _make_single(self, listing):
        rng = self.random
        listing.sku = self._sku()
        listing.ean = self._ean(listing.market)
        if rng.random() < self.catalogue.auctions:
            self._make_auction(listing)
        elif rng.random() < self.catalogue.inventory:
            self._manage_by_inventory(listing)
            return
        if not self.catalogue.odd:
            return
        chance = rng.random()
        if chance < 0.06:
            listing.sku = ""
        elif chance < 0.09 and self.reusable_skus:
            listing.sku = rng.choice(self.reusable_skus)
        elif chance < 0.11:
            listing.sku = rng.choice(ODD_SKUS).format(listing.sku)
        else:
            self.reusable_skus.append(listing.sku)

    def _make_auction(self, listing):
        listing.listing_type = AUCTION
        listing.duration = "Days_10"
        listing.available, listing.sold = 1, 0
        listing.bids = self.random.randrange(9)
        # Still running for days, whenever the simulator is asked today or tomorrow.
        hours = self.random.randrange(49, 120)
        listing.start_time = self.midnight - timedelta(hours=hours)
        listing.modified_at = listing.start_time

    def _add_variations(self, listing, category):
        rng = self.random
        language = listing.market.language
        axes = words.AXES.get(category.varies_by, (category.varies_by,))
        combinations = [()]
        for axis in axes:
            values = words.AXIS_VALUES.get(axis) or words.COLOURS[language]
            chosen = values[: rng.randrange(2, min(5, len(values)) + 1)]
            name = words.AXIS_NAMES[axis][language]
            combinations = [
                (*combination, (name, value))
                for combination in combinations
                for value in chosen
            ]
        # Not every combination exists, as in a real shop.
        kept = [one for one in combinations if rng.random() < 0.85] or combinations
        sku = self._sku()
        listing.sku = sku if rng.random() < 0.5 else ""
        for number, combination in enumerate(kept, 1):
            nameless = self.catalogue.odd and rng.random() < 0.03
            listing.variations.append(
                Variation(
                    specifics=combination,
                    price=listing.price + (number - 1) % 3,
                    available=rng.choice((0, 1, 2, 4, 9)),
                    sku="" if nameless else f"{sku}-{number}",
                    sold=rng.choice((0, 0, 1, 5)),
                    ean=self._ean(listing.market),
                )
            )
        complete = all(one.sku for one in listing.variations)
        if complete and rng.random() < self.catalogue.inventory:
            self._manage_by_inventory(listing)
        listing.sum_up()

    def _manage_by_inventory(self, listing):
        listing.channel = "inventory"
        if listing.variations:
            listing.group_key = f"GROUP-{listing.item_id}"
            listing.sku = ""
        for entry in listing.entries():
            entry.offer_id = str(self.offer_number)
            self.offer_number += 1

    def _ended_twin(self, listing):
        """Return the same goods as they were listed before: ended, mostly relisted
        since."""
        rng = self.random
        ended_at = self.midnight - timedelta(seconds=rng.randrange(864000, 5184000))
        twin = Listing(
            item_id=self._item_id(),
            market=listing.market,
            title=listing.title,
            category_id=listing.category_id,
            price=listing.price,
            available=0,
            start_time=ended_at - timedelta(days=90),
            modified_at=ended_at,
            sku=listing.sku,
            sold=rng.randrange(5),
            ended_at=ended_at,
            ending_reason="NotAvailable",
            brand=listing.brand,
            specifics=listing.specifics,
        )
        if rng.random() < 0.7:
            twin.relisted_item_id = listing.item_id
            listing.start_time = ended_at + timedelta(minutes=5)
        return twin

    def _title(self, category, brand, language):
        rng = self.random
        parts = (
            rng.choice(words.ADJECTIVES[language]),
            category.nouns[language],
            brand,
            rng.choice(words.EXTRAS),
            f"Nr. {self.item_number - FIRST_ITEM_ID}",
        )
        return " ".join(part for part in parts if part)[:80]

    def _specifics(self, listing):
        language = listing.market.language
        names = words.SPECIFIC_NAMES[language]
        materials = self.random.sample(words.MATERIALS[language], 2)
        return (
            (names[0], (listing.brand,)),
            (names[1], tuple(materials)),
            (names[2], ("Polska",)),
        )

    def _item_id(self):
        self.item_number += 1
        return str(self.item_number - 1)

    def _sku(self):
        self.sku_number += 1
        return f"SIM-{self.sku_number:06d}"

    def _ean(self, market):
        chance = self.random.random()
        if chance < 0.25:
            return market.no_identifier
        if chance < 0.45:
            return ""
        digits = f"590{self.random.randrange(10**9):09d}"
        total = sum(
            int(digit) * (3, 1)[index % 2 == 0] for index, digit in enumerate(digits)
        )
        return digits + str(-total % 10)
